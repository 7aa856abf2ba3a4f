"""A second witness for figures: what the embedded font itself says of the glyphs that ToUnicode calls figures."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.engines.pdf_ink import FontUse

DIGITS = "0123456789"
DIGIT_NAMES = {
    name: str(value)
    for value, name in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
}
UNICODE_TABLES = {(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (3, 1), (3, 10)}


def digits_contradicted(use: FontUse, spec: Mapping[str, Any], texts: Mapping[int, str]) -> bool:
    """Whether a glyph bears one figure in ToUnicode and another, or none, in the font or its encoding."""
    if "ToUnicode" not in spec:
        return False
    own = _digits_by_name(spec) if "Encoding" in spec and not hasattr(use.font, "cmap") else _digits_by_table(use, spec)
    for code, digit in own.items():
        text = texts.get(code)
        if text is not None and unicodedata.normalize("NFKC", text).strip() != digit:
            return True
    return False


def _digits_by_name(spec: Mapping[str, Any]) -> dict[int, str]:
    """Code -> figure where a simple font's encoding names the glyph `zero` ... `nine`."""
    from pdfminer.pdftypes import resolve1

    encoding = resolve1(spec.get("Encoding"))
    found: dict[int, str] = {}
    code = 0
    for entry in (resolve1(encoding.get("Differences")) or ()) if isinstance(encoding, dict) else ():
        item = resolve1(entry)
        if isinstance(item, int):
            code = item
            continue
        digit = DIGIT_NAMES.get(str(getattr(item, "name", "")))
        if digit is not None:
            found[code] = digit
        code += 1
    return found


def _digits_by_table(use: FontUse, spec: Mapping[str, Any]) -> dict[int, str]:
    """CID -> figure by the embedded TrueType font's own table, where CIDs are its glyph numbers."""
    fontfile = getattr(use.font, "fontfile", None)
    if fontfile is None or not _cids_are_glyphs(spec):
        return {}
    try:
        table = _cmap_table(fontfile.get_data())
        found = {} if table is None else {_glyph(table, ord(digit)): digit for digit in DIGITS}
    except (struct.error, IndexError):
        return {}
    found.pop(0, None)
    return found


def _cids_are_glyphs(spec: Mapping[str, Any]) -> bool:
    from pdfminer.pdftypes import PDFStream, resolve1

    fonts = resolve1(spec.get("DescendantFonts"))
    font = resolve1(fonts[0]) if isinstance(fonts, list) and fonts else spec
    return isinstance(font, dict) and not isinstance(resolve1(font.get("CIDToGIDMap")), PDFStream)


def _cmap_table(data: bytes) -> bytes | None:
    """The format 4 table from Unicode to glyphs of a TrueType file."""
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag != b"cmap":
            continue
        (tables,) = struct.unpack_from(">H", data, offset + 2)
        for index in range(tables):
            platform, encoding, start = struct.unpack_from(">HHL", data, offset + 4 + 8 * index)
            start += offset
            if (platform, encoding) in UNICODE_TABLES and struct.unpack_from(">H", data, start)[0] == 4:
                return data[start:]
    return None


def _glyph(table: bytes, code: int) -> int:
    """The glyph of a character in a format 4 table, 0 if it has none (OpenType, cmap)."""
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + double)
    for segment, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start <= code <= end:
            (delta,) = struct.unpack_from(">H", table, 16 + 2 * double + 2 * segment)
            place = 16 + 3 * double + 2 * segment
            (offset,) = struct.unpack_from(">H", table, place)
            if not offset:
                return int((code + delta) & 0xFFFF)
            (glyph,) = struct.unpack_from(">H", table, place + offset + 2 * (code - start))
            return int((glyph + delta) & 0xFFFF) if glyph else 0
    return 0
