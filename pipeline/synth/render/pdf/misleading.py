"""A font whose /ToUnicode is missing or wrong, as converters and careless subsetting leave them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zlib import crc32

from reportlab.pdfbase.ttfonts import TTFont  # noqa: TID253  this module is imported only once such a font is asked for

from pipeline.synth.render.pdf.look import Codes

SHIFT = 3
ENTRY = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{4})>$", re.MULTILINE)


class MisleadingFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """The font of that file; its codes are not those of characters, and their translation to Unicode is damaged."""

    def __init__(self, name: str, path: Path, codes: Codes, swaps: tuple[str, ...]) -> None:
        super().__init__(name, str(path), subfontIndex=0, asciiReadable=False)
        # reportlab takes fonts of one name for one font, and names their parts by it
        self.face.name = type(self.face.name)(self.face.name + f"{crc32(name.encode()):x}".encode())
        self.codes = codes
        both = [pair[place:] + pair[:place] for pair in swaps for place in (0, 1)]
        self.swaps = {ord(pair[0]): ord(pair[1]) for pair in both}

    def addObjects(self, doc: Any) -> None:  # noqa: N802  reportlab's name
        """Add the font's objects to the document, then damage what they say."""
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(self.state[doc].subsets))]
        super().addObjects(doc)
        for name in names:
            font = doc.idToObject["BasicFonts"].dict[name]
            if self.codes == "none":
                del font.ToUnicode
                continue
            stream = doc.idToObject["toUnicodeCMap:" + font.BaseFont]
            stream.content = ENTRY.sub(self._entry, stream.content)

    def _entry(self, match: re.Match[str]) -> str:
        code, char = (int(group, 16) for group in match.groups())
        told = self.swaps.get(char, char) if self.codes == "swapped" else _other(char, self.codes)
        return f"<{code:02X}> <{told:04X}>"


def _other(char: int, codes: Codes) -> int:
    """Another character; spaces stay.

    Shifted: the third after it, so that a digit is read as another. Wrong: digits become letters, Chinese characters
    Latin ones with accents.
    """
    if char <= 0x20:
        return char
    if codes == "shifted":
        return char + SHIFT
    return 0x41 + char % 10 if 0x30 <= char <= 0x39 else 0xA1 + char % 0x15F
