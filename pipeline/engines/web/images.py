"""The pictures of a page: packed in it, lying beside it, or elsewhere. Nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from pipeline.engines.flow.items import Image
from pipeline.engines.pictures import media_type, pixel_size
from pipeline.engines.web.tree import style
from pipeline.imaging.flatness import may_be_row
from pipeline.text.links import relative_target

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w=.+-]+)*),", re.I)
DECORATION = re.compile(
    r"icon|spacer|blank|logo|qr_?code|ewm|share|bullet|arrow|button|btn|print|/(?:doc|pdf)\.gif", re.I
)
NUMBER = re.compile(r"\s*(\d{1,5})")
SMALLEST = 48  # pixels: below it a picture is an ornament
LARGEST = 50_000_000  # bytes


class PageImages:
    """Finds the picture of an `<img>`, in the folder of the page or among the files packed with it."""

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self._folder, self._files = folder, files

    def picture(self, element: HtmlElement) -> Image | None:
        """The picture; None for ornaments. Its content is None where it lies elsewhere."""
        source = (element.get("src") or element.get("data-src") or element.get("data-original") or "").strip()
        shown = _shown_size(element)
        if not source or _is_ornament(*shown):
            return None
        content = self._content(source)
        if content is None:
            return None if DECORATION.search(source) else Image(*shown)
        size = pixel_size(content)
        width, height = size if size != (0, 0) else shown
        if min(width, height) <= 0 or _is_ornament(width, height):
            return None
        return Image(width, height, content, media_type(content))

    def _content(self, source: str) -> bytes | None:
        data = DATA.match(source)
        if data is not None:
            return _unpacked(source[data.end() :], data.group(2))
        if source in self._files:
            return self._files[source]
        target = relative_target(source)
        if target is None:
            return None
        try:
            path = (self._folder / target).resolve()
            if not path.is_relative_to(self._folder.resolve()) or not path.is_file() or path.stat().st_size > LARGEST:
                return None
            return path.read_bytes()
        except (OSError, ValueError):  # a name that no file can have, or one that cannot be opened
            return None


def _is_ornament(width: int, height: int) -> bool:
    """Whether a picture is too small for print; one whose size nobody knows (0) is not."""
    return 0 < min(width, height) < SMALLEST and not may_be_row(width, height)


def _unpacked(text: str, parameters: str) -> bytes | None:
    if len(text) > LARGEST:
        return None
    if "base64" not in parameters.lower():
        return unquote_to_bytes(text)
    try:
        return base64.b64decode("".join(unquote(text).split()) + "==")
    except (binascii.Error, ValueError):
        return None


def _shown_size(element: HtmlElement) -> tuple[int, int]:
    own = style(element)
    sizes = []
    for side in ("width", "height"):
        text = element.get(side) or own.get(side, "")
        match = NUMBER.match(text)
        sizes.append(int(match.group(1)) if match is not None and "%" not in text else 0)
    return sizes[0], sizes[1]
