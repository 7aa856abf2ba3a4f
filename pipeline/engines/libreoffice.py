"""Conversion of old office files with LibreOffice, where it is installed."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from pipeline.errors import DocumentError

PROGRAMS = ("soffice", "libreoffice")
TARGET = "docx:MS Word 2007 XML"
LARGEST_OUTPUT = 1 << 30  # bytes that a process may write to one file
# No macros, no links followed, no network: the document comes from a stranger.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""  # noqa: E501  LibreOffice reads one item a line
MISSING = "is read only where LibreOffice is installed: install it, or save the file as .docx or PDF"


class LibreOffice:
    """Converts .doc, .wps, .rtf and .odt to .docx. A context manager: the copies are there until it is left."""

    def __init__(self, *, timeout: float = 120.0, program: str | None = None) -> None:
        self._timeout = timeout
        self._program = program or next((found for name in PROGRAMS if (found := shutil.which(name))), None)
        self._folder: TemporaryDirectory[str] | None = None
        self._converted = 0

    def __enter__(self) -> LibreOffice:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the copies."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def convert(self, path: Path, suffix: str) -> Path:
        """A .docx with the content of `path`, which is of the kind that `suffix` names.

        Raises:
            DocumentError: there is no LibreOffice, it takes too long, or it cannot read the file.
        """
        if self._program is None:
            raise DocumentError("unsupported_kind", f"a {suffix} file {MISSING}", kind=suffix.lstrip("."))
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True)
        self._converted += 1
        folder = Path(self._folder.name) / str(self._converted)
        registry = folder / "profile" / "user" / "registrymodifications.xcu"
        registry.parent.mkdir(parents=True)
        registry.write_text(PROFILE, encoding="utf-8")
        original = folder / f"document{suffix}"
        shutil.copyfile(path, original)
        _run(self._program, original, folder, timeout=self._timeout)
        converted = folder / "converted" / "document.docx"
        if not converted.is_file():
            message = (
                f"LibreOffice cannot read this {suffix} file; open it in the program that wrote it and save it as .docx"
            )
            raise DocumentError("damaged", message, kind=suffix.lstrip("."))
        return converted


def _run(program: str, original: Path, folder: Path, *, timeout: float) -> None:
    """Run the conversion in a process group of its own, of which nothing is left behind."""
    command = [
        program, "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault", "--nofirststartwizard",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", TARGET, "--outdir", str(folder / "converted"), str(original),
    ]  # fmt: skip
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
    }
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        _limit(process.pid)
        try:
            process.wait(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            message = f"LibreOffice did not convert the file within {timeout:.0f} seconds; save it as .docx or PDF"
            raise DocumentError("timed_out", message, kind=original.suffix.lstrip(".")) from error
        finally:
            _kill_group(process.pid)


def _limit(process: int) -> None:
    try:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
        resource.prlimit(process, resource.RLIMIT_CORE, (0, 0))
    except (ProcessLookupError, PermissionError, ValueError):
        return  # it has ended already, or runs under a lower limit


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # all of it has ended
