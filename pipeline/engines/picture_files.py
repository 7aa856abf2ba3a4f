"""Pictures on disk or in a document: their pages, and a page decoded upright, within a budget of pixels."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS = 72.0
PLAUSIBLE_DPI = (30.0, 2500.0)
MOST_STRETCH = 4.0  # of a dpi across over that down; fax has 204 over 98
ORIENTATION, SIDEWAYS = 0x0112, (5, 6, 7, 8)  # the EXIF tag, and its values that swap width and height
SUBFILE_TYPE, REDUCED = 254, 1  # TIFF 6.0: a smaller copy of another page of the file
MOST_GREY, MOST_COLOURED = 120_000_000, 60_000_000  # pixels to decode; a JPEG may be decoded at an eighth of its size
GREY_MODES = frozenset({"1", "L", "P", "LA"})
# What Pillow's plugins raise on content that is not what its first bytes say.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, EOFError, RuntimeError,
    struct.error, zlib.error,
)  # fmt: skip
DAMAGED = "the picture cannot be decoded; download it again, or open it and save it as PNG"
TRUNCATED = "the end of the picture is missing; download it again"
TOO_LARGE = "the picture has more pixels than can be read; save it smaller, at about 200 pixels an inch of paper"


@dataclass(frozen=True, slots=True)
class Frame:
    """One page of a picture file: `index` in the file from 0, size in pixels as shown, dots an inch across and down.

    `dpi` is 72 and 72, a pixel a point, where the file carries none that can be.
    """

    file: Path | bytes
    index: int
    width: int
    height: int
    dpi: tuple[float, float]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return round(self.width * POINTS / self.dpi[0], 2), round(self.height * POINTS / self.dpi[1], 2)


def list_frames(files: Sequence[Path | bytes], *, most: int) -> list[Frame | DocumentError]:
    """The pages of picture files in order, without decoding them; an error for a file that cannot be opened.

    All pages of a TIFF, the first picture of anything else.

    Raises:
        DocumentError: there are more than `most` pages.
    """
    frames: list[Frame | DocumentError] = []
    for file in files:
        try:
            for frame in _frames(file):
                frames.append(frame)
                if len(frames) > most:
                    raise DocumentError("too_large", f"the file has more than {most:,} pages; split it", kind="image")
        except DocumentError as error:
            if len(frames) > most:
                raise
            frames.append(error)
    return frames


def load_frame(frame: Frame) -> Image:
    """The page as a grey or RGB picture, upright as EXIF says, on white where it is transparent.

    A very large JPEG comes smaller than the frame says.

    Raises:
        DocumentError: damaged, truncated or too_large.
    """
    with _opened(frame.file) as image, _translated():
        image.seek(frame.index)
        most = MOST_GREY if image.mode in GREY_MODES else MOST_COLOURED
        if image.width * image.height > most and image.format == "JPEG":
            image.draft(None, (image.width // 2, image.height // 2))
        if image.width * image.height > most:
            raise DocumentError("too_large", TOO_LARGE, kind="image")
        return _flat(_upright(image))


def _frames(file: Path | bytes) -> Iterator[Frame]:
    with _opened(file) as image, _translated():
        count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        for index in range(count):
            if count > 1:
                image.seek(index)
                if int(getattr(image, "tag_v2", {}).get(SUBFILE_TYPE, 0)) & REDUCED:
                    continue
            yield _frame(file, index, image)


def _frame(file: Path | bytes, index: int, image: Image) -> Frame:
    width, height = image.size
    across, down = _dpi(image)
    if image.getexif().get(ORIENTATION) in SIDEWAYS:
        across, down = down, across
        if image.format != "TIFF":  # Pillow gives the size of a TIFF as shown
            width, height = height, width
    return Frame(file, index, width, height, (across, down))


def _dpi(image: Image) -> tuple[float, float]:
    said = image.info.get("dpi", (0, 0))
    across, down = float(said[0]), float(said[1])
    lowest, highest = PLAUSIBLE_DPI
    if not (lowest <= across <= highest and lowest <= down <= highest):
        return POINTS, POINTS
    return (across, down) if 1 / MOST_STRETCH <= across / down <= MOST_STRETCH else (POINTS, POINTS)


def _upright(image: Image) -> Image:
    from PIL import ImageOps

    image.load()
    return ImageOps.exif_transpose(image)


def _flat(image: Image) -> Image:
    """Grey or RGB, 8 bit, paper white where nothing was drawn."""
    import PIL.Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        drawn = image.convert("RGBA")
        ground = PIL.Image.new("RGBA", drawn.size, "white")
        return PIL.Image.alpha_composite(ground, drawn).convert("RGB")
    if image.mode.startswith("I") or image.mode == "F":
        return _scaled_down(image)
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _scaled_down(image: Image) -> Image:
    """A picture of more than 8 bit as one of 8 bit."""
    import PIL.Image

    whole = image.convert("F")
    _, highest = whole.getextrema()
    limit = 255.0 if isinstance(highest, float) and highest <= 255 else 65_535.0
    return PIL.Image.eval(whole, lambda value: value * 255.0 / limit).convert("L")


@contextmanager
def _opened(file: Path | bytes) -> Iterator[Image]:
    """The picture, its header read."""
    import PIL.Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large pictures, which are counted here, and of odd tags
        with _translated():
            image = PIL.Image.open(BytesIO(file) if isinstance(file, bytes) else file)
        with image:
            yield image


@contextmanager
def _translated() -> Iterator[None]:
    import PIL.Image

    try:
        yield
    except PIL.Image.DecompressionBombError as error:
        raise DocumentError("too_large", TOO_LARGE, kind="image") from error
    except MemoryError as error:
        raise DocumentError("out_of_memory", "the picture needs more memory than there is", kind="image") from error
    except BROKEN as error:
        if isinstance(error, EOFError) or "truncated" in str(error):
            raise DocumentError("truncated", TRUNCATED, kind="image") from error
        raise DocumentError("damaged", DAMAGED, kind="image") from error
