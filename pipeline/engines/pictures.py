"""What can be said of an encoded picture without decoding it."""

from __future__ import annotations

import struct
from io import BytesIO

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"\xd7\xcd\xc6\x9a", "image/wmf"),
    (b"\x01\x00\x00\x00", "image/emf"),
)


def media_type(content: bytes) -> str | None:
    """The media type that the first bytes give away; None where they do not."""
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in SIGNATURES if content.startswith(signature)), None)


def pixel_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels; 0, 0 where the picture cannot be opened."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as image:
            width, height = image.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, struct.error):
        return 0, 0
    return int(width), int(height)
