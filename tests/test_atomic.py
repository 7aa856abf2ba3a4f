from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pipeline.atomic import append_lines, whole_file, write_whole
from pipeline.errors import SetupError


def _fail_half_way(path: Path, error: Exception) -> None:
    with whole_file(path) as temporary:
        temporary.write_text("half")
        raise error


def test_a_file_is_there_whole_and_nothing_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "deep" / "one.json", b"{}")
    assert (tmp_path / "deep" / "one.json").read_bytes() == b"{}"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["one.json"]


def test_the_old_file_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError):
        _fail_half_way(path, RuntimeError())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="No space left"):
        _fail_half_way(tmp_path / "one.txt", OSError(errno.ENOSPC, "No space left on device"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    with pytest.raises(SetupError, match="out"):
        write_whole(tmp_path / "out" / "one.json", b"{}")


def test_half_a_line_is_cut_before_more_is_appended(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    append_lines(path, ["one"])
    with path.open("ab") as file:
        file.write(b'{"half": ')
    append_lines(path, ["two", "three"])
    assert path.read_bytes() == b"one\ntwo\nthree\n"
