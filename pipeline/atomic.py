"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from pipeline.errors import SetupError

PREFIX = ".gongkai-"  # of temporary files; what a killed run left behind is found by it
_numbers = count()


def write_whole(path: Path, content: bytes) -> None:
    """Write through a temporary file in the same folder: flushed, synced, renamed, read back and compared.

    Raises:
        SetupError: the folder cannot be written to or is full, or gives back something else.
    """
    with whole_file(path) as temporary:
        temporary.write_bytes(content)
    if path.read_bytes() != content:
        raise SetupError(f"{path}: what was written is not what can be read back; check the disk")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`; what was written there is synced and takes its place when all went well.

    Raises:
        SetupError: the folder cannot be written to or is full.
    """
    temporary = path.with_name(f"{PREFIX}{os.getpid()}-{next(_numbers)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise SetupError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def append_lines(path: Path, lines: list[str]) -> None:
    """Append whole lines to a log that is never edited, flushed and synced.

    Half a line at the end was never confirmed to anybody (the program was killed there): it is cut off first.

    Raises:
        SetupError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            file.write("".join(f"{line}\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SetupError(f"{path}: cannot be written ({error.strerror})") from error
