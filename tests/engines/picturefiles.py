"""Small picture files, drawn here."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

CORNER = (20, 12)  # pixels of a black block in the upper left corner of every drawn page


def draw(width: int = 200, height: int = 300, *, mode: str = "RGB") -> Image.Image:
    """White paper with a black block in its upper left corner, so that it shows which way is up."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, CORNER[0] - 1, CORNER[1] - 1), fill="black")
    return image.convert(mode)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as a file of that form."""
    octets = BytesIO()
    image.save(octets, form, **options)
    return octets.getvalue()


def turned_jpeg(width: int = 200, height: int = 300) -> bytes:
    """A JPEG whose pixels lie on their side and whose EXIF says how it is held."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return encoded(draw(width, height).rotate(90, expand=True), "JPEG", exif=exif, quality=95)


def pages(folder: Path, *names: str) -> list[Path]:
    """A picture under each name, told apart by their widths: 100, 101, ..."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, name in enumerate(names):
        files.append(folder / name)
        draw(100 + number, 140).save(files[-1])
    return files
