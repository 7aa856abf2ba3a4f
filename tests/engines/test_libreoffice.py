"""Conversion by another program: with the real one where it is installed, and with ones that misbehave."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from pipeline.engines.libreoffice import LibreOffice
from pipeline.engines.names import CONVERTERS, engine
from pipeline.errors import DocumentError
from pipeline.stages.identify import identify
from tests.engines.reading import lines, read

RICH_TEXT = r"{\rtf1\ansi\ansicpg936 {\b Report} 2022\par \uc1\u19968?\u12289?\u24635?\u20307?\par}"


def script(folder: Path, *commands: str) -> str:
    path = folder / "office"
    path.write_text("\n".join(["#!/bin/sh", *commands]), encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def rich_text(folder: Path) -> Path:
    path = folder / "-report.doc"  # a name that a program might take for an option
    path.write_text(RICH_TEXT, encoding="ascii")
    return path


def reason_of(office: LibreOffice, path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        office.convert(path, ".rtf")
    return caught.value.reason


def test_rich_text_is_converted_where_libreoffice_is(tmp_path: Path) -> None:
    path = rich_text(tmp_path)
    with engine(CONVERTERS, "libreoffice") as office:
        if shutil.which("soffice") is None and shutil.which("libreoffice") is None:
            assert reason_of(office, path) == "unsupported_kind"
            return
        source = identify(path, name="site/report.doc", convert=office.convert)
        assert (source.kind, source.paths) == ("docx", ("site/report.doc",))
        assert lines(read(tmp_path, source.location.read_bytes(), "docx")) == ["Report 2022", "一、总体"]
        folder = source.location.parents[2]
        assert folder.is_dir()
    assert not folder.exists()


def test_without_the_program_the_kind_is_not_supported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reason_of(LibreOffice(), rich_text(tmp_path)) == "unsupported_kind"


def test_a_program_that_writes_nothing_means_damage(tmp_path: Path) -> None:
    with LibreOffice(program=script(tmp_path, "exit 1")) as office:
        assert reason_of(office, rich_text(tmp_path)) == "damaged"


def test_a_program_that_hangs_is_killed_with_all_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    program = script(tmp_path, f"sleep 600 & echo $! > {pids}", f"echo $$ >> {pids}", "wait")
    started = time.monotonic()
    with LibreOffice(program=program, timeout=1.0) as office:
        assert reason_of(office, rich_text(tmp_path)) == "timed_out"
    assert time.monotonic() - started < 30
    for pid in pids.read_text(encoding="ascii").split():
        assert _has_ended(int(pid))


def test_the_program_gets_a_folder_and_a_profile_of_its_own(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = script(tmp_path, f'echo "$HOME" > {seen}', f'echo "$@" >> {seen}')
    with LibreOffice(program=program) as office:
        reason_of(office, rich_text(tmp_path))
        home, arguments = seen.read_text(encoding="utf-8").splitlines()
        profile = Path(home) / "profile" / "user" / "registrymodifications.xcu"
        assert "MacroSecurityLevel" in profile.read_text(encoding="utf-8")
        assert f"-env:UserInstallation=file://{home}/profile" in arguments
        assert arguments.endswith("/document.rtf")
    assert not Path(home).exists()


def _has_ended(pid: int) -> bool:
    """Whether the process is gone, or dead and only waiting for init to take note."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if "State:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="ascii"):
            return True
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    return False
