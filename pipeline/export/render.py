"""The child process that draws pages: a hostile page may hang or crash it, never the run.

It reads one JSON request a line from its standard input, and answers with a byte (`+` or `-`), the length of what
follows in four bytes, and points a pixel (a double) with the picture, or a message. The other
end is `pipeline.export.pictures`.
"""

from __future__ import annotations

import io
import json
import os
import resource
import struct
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.engines.picture_files import Frame

MOST_PIXELS = 6_000_000
MOST_FRAMES = 100_000
MOST_MEMORY = 3 << 30  # bytes of address space
MARK = (214, 40, 40)
POINTS_AN_INCH = 72
ENCODERS: dict[str, dict[str, Any]] = {"webp": {"quality": 60, "method": 2}, "jpeg": {"quality": 82}, "png": {}}


@dataclass(frozen=True, slots=True)
class Request:
    """A page to draw, of a file or of the pictures of pages: `clip` is the part wanted, `mark` a box to draw round.

    Both are in points.
    """

    files: Sequence[str]
    kind: str
    page: int
    dpi: int
    form: str
    clip: tuple[float, float, float, float] | None = None
    mark: tuple[float, float, float, float] | None = None


def draw(request: Request, opened: Callable[[Sequence[str], str], Any]) -> tuple[float, bytes]:
    """Points a pixel, and the picture, encoded. `opened` gives the document of files and a kind."""
    document = opened(request.files, request.kind)
    if request.kind == "image":
        picture, scale, left, top = _part_of_image(document[request.page - 1], request)
    else:
        picture, scale, left, top = _part_of_page(document[request.page - 1], request)
    if request.mark is not None:
        _mark(picture, request.mark, scale, left, top)
    octets = io.BytesIO()
    picture.save(octets, request.form, **ENCODERS[request.form])
    return 1 / scale, octets.getvalue()


def _part_of_page(page: Any, request: Request) -> tuple[Image, float, float, float]:
    width, height = page.get_size()
    left, top, right, bottom = _inside(request.clip, width, height)
    scale = _scale(request.dpi, right - left, bottom - top)
    # pypdfium2 asks what to cut off: left, bottom, right, top, of the page as displayed
    bitmap = page.render(scale=scale, crop=(left, height - bottom, width - right, top))
    picture: Image = bitmap.to_pil().convert("RGB")
    return picture, picture.width / (right - left), left, top  # whole pixels: the page is stretched to fill them


def _part_of_image(frame: Frame, request: Request) -> tuple[Image, float, float, float]:
    from pipeline.engines.picture_files import load_frame

    image = load_frame(frame)
    width, height = frame.size
    across, down = image.width / width, image.height / height  # pixels a point; they differ in fax
    left, top, right, bottom = _inside(request.clip, width, height)
    scale = min(_scale(request.dpi, right - left, bottom - top), max(across, down))
    part = image.crop((round(left * across), round(top * down), round(right * across), round(bottom * down)))
    size = (max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale)))
    return part.convert("RGB").resize(size), size[0] / (right - left), left, top


def _inside(
    clip: tuple[float, float, float, float] | None, width: float, height: float
) -> tuple[float, float, float, float]:
    if clip is None:
        return 0.0, 0.0, width, height
    left, top = min(max(clip[0], 0.0), width - 1), min(max(clip[1], 0.0), height - 1)
    return left, top, max(left + 1, min(clip[2], width)), max(top + 1, min(clip[3], height))


def _scale(dpi: int, width: float, height: float) -> float:
    """Pixels a point, within the budget."""
    return float(min(dpi / POINTS_AN_INCH, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5))


def _mark(picture: Image, mark: tuple[float, float, float, float], scale: float, left: float, top: float) -> None:
    from PIL import ImageDraw

    x0, y0, x1, y1 = mark
    box = ((x0 - left) * scale, (y0 - top) * scale, (x1 - left) * scale, (y1 - top) * scale)
    if box[2] > box[0] and box[3] > box[1]:
        ImageDraw.Draw(picture).rectangle(box, outline=MARK, width=max(2, round(1.4 * scale)))


def _open(files: Sequence[str], kind: str) -> Any:
    if kind == "image":
        from pipeline.engines.picture_files import list_frames

        return list_frames([Path(file) for file in files], most=MOST_FRAMES)
    import pypdfium2

    return pypdfium2.PdfDocument(files[0])


def _answer(line: bytes, opened: Callable[[Sequence[str], str], Any]) -> tuple[bytes, bytes]:
    try:
        points, picture = draw(Request(**json.loads(line)), opened)
        return b"+", struct.pack(">d", points) + picture
    except Exception as error:  # noqa: BLE001  the edge of this process: the parent goes on without the picture
        return b"-", f"{type(error).__name__}: {error}".encode(errors="replace")[:500]


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more; the last document stays open."""
    held: dict[tuple[tuple[str, ...], str], Any] = {}

    def opened(files: Sequence[str], kind: str) -> Any:
        document = (tuple(files), kind)
        if document not in held:
            held.clear()
            held[document] = _open(files, kind)
        return held[document]

    for line in requests:
        sign, content = _answer(line, opened)
        answers.write(sign + len(content).to_bytes(4, "big") + content)
        answers.flush()


def main() -> None:
    """Serve on the standard streams; what libraries print goes to standard error."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
