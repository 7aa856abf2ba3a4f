"""Pictures of pages and of parts of them, drawn by a child process that is killed when it hangs."""

from __future__ import annotations

import json
import os
import selectors
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

from pipeline.schema import Box, Kind

PAGE_DPI, CROP_DPI = 110, 170
PATIENCE = 20.0  # seconds that one picture may take
STRIKES = 2  # pictures of one file that may fail before it is left alone
PictureForm = Literal["webp", "jpeg", "png"]
Location = Path | tuple[Path, ...]  # a file, or the pictures of a report's pages


@dataclass(frozen=True, slots=True)
class Drawn:
    """An encoded picture; `points_a_pixel` relates it to the boxes of the record."""

    octets: bytes
    points_a_pixel: float


class Pictures:
    """Draws pages of the files of `locations`, by the record's name. A context manager; the child starts late."""

    def __init__(self, locations: Mapping[str, Location]) -> None:
        self.locations = locations
        self._child: subprocess.Popen[bytes] | None = None
        self._strikes: dict[str, int] = {}

    def __enter__(self) -> Pictures:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def page(self, name: str, kind: Kind, page: int) -> Drawn | None:
        """A whole page as WebP; None where it cannot be drawn."""
        return self._ask(name, {"kind": kind, "page": page, "dpi": PAGE_DPI, "form": "webp"})

    def part(self, name: str, kind: Kind, page: int, *, clip: Box, mark: Box) -> Drawn | None:
        """The part of a page within `clip`, with a frame round `mark`, as JPEG; None where it cannot be drawn."""
        request = {
            "kind": kind,
            "page": page,
            "dpi": CROP_DPI,
            "form": "jpeg",
            "clip": clip,
            "mark": mark,
        }
        return self._ask(name, request)

    def _ask(self, name: str, request: Mapping[str, object]) -> Drawn | None:
        location = self.locations.get(name)
        if location is None or self._strikes.get(name, 0) >= STRIKES:
            return None
        files = [str(file) for file in (location if isinstance(location, tuple) else (location,))]
        picture = self._exchange(json.dumps({"files": files, **request}).encode() + b"\n")
        if picture is None:
            self._strikes[name] = self._strikes.get(name, 0) + 1
        return picture

    def _exchange(self, line: bytes) -> Drawn | None:
        child = self._started()
        if child.stdin is None or child.stdout is None:
            return None
        deadline = time.monotonic() + PATIENCE
        try:
            child.stdin.write(line)
            child.stdin.flush()
            head = _take(child.stdout, 5, deadline)
            content = _take(child.stdout, int.from_bytes(head[1:], "big"), deadline)
        except (OSError, TimeoutError, EOFError):
            self._stop()
            return None
        if head[:1] != b"+":
            return None
        return Drawn(content[8:], struct.unpack(">d", content[:8])[0])

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "pipeline.export.render"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={**os.environ, "PYTHONPATH": _import_path()},
                start_new_session=True,  # Ctrl-C is for the run, which ends it
            )
        return self._child

    def _stop(self) -> None:
        if self._child is None:
            return
        self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                stream.close()
        self._child.wait()
        self._child = None


def _import_path() -> str:
    """Where the child finds this program, also in a checkout that is not installed."""
    own = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join([own, *filter(None, [os.environ.get("PYTHONPATH")])])


def _take(stream: IO[bytes], length: int, deadline: float) -> bytes:
    """Exactly `length` bytes, by the deadline."""
    taken = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while len(taken) < length:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise TimeoutError
            part = os.read(stream.fileno(), min(length - len(taken), 1 << 20))
            if not part:
                raise EOFError
            taken += part
    return bytes(taken)
