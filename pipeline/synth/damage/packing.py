"""Damaged pages packed into a file, or a folder of pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np

from pipeline.errors import UsageError
from pipeline.synth.damage.optics import jpeg
from pipeline.synth.damage.page import POINTS, Box, Page
from pipeline.synth.damage.pdf_file import Line, is_bilevel, leaf, write_pdf
from pipeline.synth.sample import FileKind

Packing = Literal["pdf", "tiff", "pages", "pages-png", "pages-webp", "png", "jpg", "webp"]
PACKINGS: tuple[Packing, ...] = get_args(Packing)
SUFFIXES: dict[Packing, str] = {"pages": "jpg", "pages-png": "png", "pages-webp": "webp"}


# EXIF's orientation (tag 274) of a picture that has to be turned clockwise by so many quarters to be upright.
ORIENTATIONS = (1, 6, 3, 8)


@dataclass(frozen=True, slots=True)
class Coding:
    """How pictures are coded: the quality of JPEG and WebP, and how the phone was held.

    The pixels of JPEG files are stored `turned` counterclockwise by so many quarters, and EXIF says so.
    """

    quality: int = 85
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Packed:
    """A file's kind and bytes, the files of a folder, and the places of the cells in the file's own units."""

    kind: FileKind
    content: bytes
    places: Mapping[str, tuple[int, Box]]
    beside: Mapping[str, bytes] = field(default_factory=dict)


def pack(
    name: str, pages: Sequence[Page], packing: Packing, coding: Coding, layers: Sequence[Sequence[Line]] = ()
) -> Packed:
    """The pages as that kind of file; `name` is a folder's. Places in pictures are those of the picture held upright.

    Raises:
        UsageError: several pages are to be one PNG, JPEG or WebP, which hold one.
    """
    places = {key: (number, box) for number, page in enumerate(pages, start=1) for key, box in page.boxes().items()}
    match packing:
        case "pdf":
            leaves = [leaf(page, coding.quality, layers[at] if layers else ()) for at, page in enumerate(pages)]
            points = {key: (number, _points(box, pages[number - 1])) for key, (number, box) in places.items()}
            return Packed("pdf", write_pdf(leaves), points)
        case "tiff":
            return Packed("tiff", _tiff(pages, coding.quality), places)
        case "pages" | "pages-png" | "pages-webp":
            suffix = SUFFIXES[packing]
            files = {
                f"{name}/{number:02}.{suffix}": encode(page, suffix, coding) for number, page in enumerate(pages, 1)
            }
            return Packed("pages", b"", places, files)
        case "png" | "jpg" | "webp":
            if len(pages) != 1:
                raise UsageError(f"{len(pages)} pages do not fit one {packing}; ask for tiff, pages or pdf")
            return Packed(packing, encode(pages[0], packing, coding), places)


def encode(page: Page, suffix: str, coding: Coding) -> bytes:
    """The page as one picture file that tells its resolution where the format can."""
    from PIL import Image

    if suffix == "jpg":
        stored = np.ascontiguousarray(np.rot90(page.pixels, coding.turned))
        return _with_orientation(_with_density(jpeg(stored, coding.quality).tobytes(), page.dpi), coding.turned)
    pixels = page.pixels if page.pixels.ndim == 2 else page.pixels[..., ::-1]
    picture = Image.fromarray(pixels)
    target = io.BytesIO()
    if suffix == "png":
        picture.save(target, "PNG", dpi=page.dpi, compress_level=6)
    else:
        picture.save(target, "WEBP", quality=coding.quality, method=4)
    return target.getvalue()


def _with_orientation(data: bytes, turned: int) -> bytes:
    """The JPEG with an EXIF segment behind its JFIF header (20 bytes) that says how it is to be held."""
    from PIL import Image

    if turned % 4 == 0:
        return data
    exif = Image.Exif()
    exif[274] = ORIENTATIONS[turned % 4]
    body = exif.tobytes()
    return data[:20] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + data[20:]


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
