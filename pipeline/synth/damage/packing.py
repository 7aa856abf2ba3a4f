"""Damaged pages packed into a file, or a folder of pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from pipeline.errors import UsageError
from pipeline.synth.damage.optics import jpeg
from pipeline.synth.damage.page import POINTS, Box, Page
from pipeline.synth.damage.pdf_file import Line, is_bilevel, leaf, write_pdf
from pipeline.synth.sample import FileKind

Packing = Literal["pdf", "tiff", "pages", "pages-png", "pages-webp", "png", "jpg", "webp"]
PACKINGS: tuple[Packing, ...] = get_args(Packing)
SUFFIXES: dict[Packing, str] = {"pages": "jpg", "pages-png": "png", "pages-webp": "webp"}


@dataclass(frozen=True, slots=True)
class Packed:
    """A file's kind and bytes, the files of a folder, and the places of the cells in the file's own units."""

    kind: FileKind
    content: bytes
    places: Mapping[str, tuple[int, Box]]
    beside: Mapping[str, bytes] = field(default_factory=dict)


def pack(
    name: str, pages: Sequence[Page], packing: Packing, quality: int, layers: Sequence[Sequence[Line]] = ()
) -> Packed:
    """The pages as that kind of file; `name` is a folder's, `quality` that of JPEG and WebP.

    Raises:
        UsageError: several pages are to be one PNG, JPEG or WebP, which hold one.
    """
    places = {key: (number, box) for number, page in enumerate(pages, start=1) for key, box in page.boxes().items()}
    match packing:
        case "pdf":
            leaves = [leaf(page, quality, layers[at] if layers else ()) for at, page in enumerate(pages)]
            points = {key: (number, _points(box, pages[number - 1])) for key, (number, box) in places.items()}
            return Packed("pdf", write_pdf(leaves), points)
        case "tiff":
            return Packed("tiff", _tiff(pages, quality), places)
        case "pages" | "pages-png" | "pages-webp":
            suffix = SUFFIXES[packing]
            files = {
                f"{name}/{number:02}.{suffix}": encode(page, suffix, quality) for number, page in enumerate(pages, 1)
            }
            return Packed("pages", b"", places, files)
        case "png" | "jpg" | "webp":
            if len(pages) != 1:
                raise UsageError(f"{len(pages)} pages do not fit one {packing}; ask for tiff, pages or pdf")
            return Packed(packing, encode(pages[0], packing, quality), places)


def encode(page: Page, suffix: str, quality: int) -> bytes:
    """The page as one picture file that tells its resolution where the format can."""
    from PIL import Image

    if suffix == "jpg":
        return _with_density(jpeg(page.pixels, quality).tobytes(), page.dpi)
    pixels = page.pixels if page.pixels.ndim == 2 else page.pixels[..., ::-1]
    picture = Image.fromarray(pixels)
    target = io.BytesIO()
    if suffix == "png":
        picture.save(target, "PNG", dpi=page.dpi, compress_level=6)
    else:
        picture.save(target, "WEBP", quality=quality, method=4)
    return target.getvalue()


def _with_density(data: bytes, dpi: tuple[float, float]) -> bytes:
    """The JPEG with its resolution in the JFIF header (which stands at byte 2, its units at 13)."""
    across, down = (round(each).to_bytes(2, "big") for each in dpi)
    return data[:13] + b"\x01" + across + down + data[18:]


def _points(box: Box, page: Page) -> Box:
    across, down = POINTS / page.dpi[0], POINTS / page.dpi[1]
    return box[0] * across, box[1] * down, box[2] * across, box[3] * down


def _tiff(pages: Sequence[Page], quality: int) -> bytes:
    """Pages in one TIFF: group 4 where black and white, else JPEG inside."""
    from PIL import Image

    frames: list[Image.Image] = []
    for page in pages:
        picture = Image.fromarray(page.pixels if page.pixels.ndim == 2 else page.pixels[..., ::-1])
        picture.encoderinfo = {"compression": "jpeg", "quality": quality, "dpi": page.dpi}
        if is_bilevel(page):
            picture = picture.convert("1", dither=Image.Dither.NONE)
            picture.encoderinfo = {"compression": "group4", "dpi": page.dpi}
        frames.append(picture)
    target = io.BytesIO()
    first = frames[0].encoderinfo
    frames[0].save(target, "TIFF", save_all=True, append_images=frames[1:], **first)
    return target.getvalue()
