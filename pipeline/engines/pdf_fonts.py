"""Whether a font's text can be believed: what the file says of it, and whether that fits together.

A verdict is on the whole font. What is seen of a font decides on what is not: one glyph without a character makes
its look-alikes in ASCII worthless.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.engines.pdf_witness import digits_contradicted

if TYPE_CHECKING:
    from pipeline.engines.pdf_ink import FontUse

WHITE = " \t\r\n\u00a0\u2002\u2003\u2009\u3000\u200b\u00ad\ufeff"
SYMBOL_FONTS = ("wingding", "webding", "zapfdingbat", "symbol", "marlett")
ADOBE_COLLECTIONS = ("Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1", "Adobe-KR")
IDEOGRAPHS = (("\u2e80", "\u2fdf"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))
MISSING_GLYPH = "\0"
SYMBOLIC = 4  # bit of a font's flags: its codes are its own
FEWEST_IDEOGRAPHS = 5  # that must make sense before a font without ToUnicode is believed
FEWEST_TO_DOUBT = 8
RAREST, RARE_TO_BELIEVE = 0.25, 0.1  # share of ideographs that no report uses
TWINS = 0.1  # share of glyphs that bear another glyph's character


@dataclass(frozen=True, slots=True)
class Verdict:
    """`why` the font's text cannot be believed, None if it can. `ornament`: bullets and ticks, not text at all."""

    why: str | None
    ornament: bool = False
    bold: bool = False


def judge_font(use: FontUse, spec: Mapping[str, Any] | None, *, broken: bool) -> Verdict:
    """The verdict on a font, from what the file says of it (`spec`) and from the characters that it was used for."""
    name = f"{use.font.fontname} {getattr(use.font, 'basefont', '')}".lower()
    bold = any(word in name for word in ("bold", "heavy", "black", "hei", "黑"))
    if any(word in name for word in SYMBOL_FONTS):
        return Verdict("a font of symbols", ornament=True, bold=bold)
    texts = {cid: text for cid, text in use.texts.items() if text.strip(WHITE)}
    why = "its description is damaged" if broken or spec is None else _why(use, spec, texts)
    return Verdict(why, bold=bold)


def _why(use: FontUse, spec: Mapping[str, Any], texts: Mapping[int, str]) -> str | None:
    if use.undefined:
        return "some of its glyphs have no character"
    missing = [cid for cid, text in texts.items() if text == MISSING_GLYPH]
    if len(missing) == 1:  # the box that a font shows for what it lacks: seen as such, and no flaw of the font
        texts = {cid: text for cid, text in texts.items() if cid != missing[0]}
    if any(_odd(text) for text in texts.values()):
        return "its characters are private, control or replacement characters"
    source = _source(use, spec, texts)
    if source is not None:
        return source
    if _rare_share(texts.values(), FEWEST_TO_DOUBT) > RAREST:
        return "its characters make no sense"
    if _has_twins(use, texts):
        return "many of its glyphs have the same character"
    if digits_contradicted(use, spec, texts):
        return "its figures are others in the font itself"
    return None


def _odd(text: str) -> bool:
    """Whether a glyph's text is none that a page could show."""
    for character in text:
        if character in WHITE:
            continue
        code = ord(character)
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or code == 0xFFFD or code & 0xFFFE == 0xFFFE:
            return True
    return False


def _source(use: FontUse, spec: Mapping[str, Any], texts: Mapping[int, str]) -> str | None:
    """Why the way from codes to characters cannot be believed."""
    kind = _name(spec.get("Subtype"))
    has_map = "ToUnicode" in spec
    if kind in ("Type0", "CIDFontType0", "CIDFontType2"):
        return _source_of_composite(use, spec, texts)
    if kind == "Type3" and not has_map:
        return "a Type 3 font without ToUnicode"
    mapped = getattr(getattr(use.font, "unicode_map", None), "cid2unichr", {}) if has_map else {}
    unmapped = [cid for cid in texts if cid not in mapped]
    if not unmapped:
        return None
    return _source_of_codes(use, spec, unmapped)


def _source_of_composite(use: FontUse, spec: Mapping[str, Any], texts: Mapping[int, str]) -> str | None:
    from pdfminer.pdftypes import PDFStream, resolve1

    if "ToUnicode" in spec:
        if isinstance(resolve1(spec["ToUnicode"]), PDFStream):
            return None
        return "its ToUnicode names no characters"
    if str(getattr(use.font, "cidcoding", "")).startswith(ADOBE_COLLECTIONS):
        return None
    # pdfminer read the embedded font's own table. It is right where the words make sense.
    ideographs = sum(_is_ideograph(text) for text in texts.values())
    if ideographs >= FEWEST_IDEOGRAPHS and _rare_share(texts.values(), FEWEST_IDEOGRAPHS) <= RARE_TO_BELIEVE:
        return None
    return "it has no ToUnicode"


def _source_of_codes(use: FontUse, spec: Mapping[str, Any], unmapped: Iterable[int]) -> str | None:
    """A simple font whose ToUnicode is missing or leaves codes out: are those named by its encoding?"""
    from pdfminer.pdftypes import resolve1

    encoding = resolve1(spec.get("Encoding"))
    embedded = any(name in use.font.descriptor for name in ("FontFile", "FontFile2", "FontFile3"))
    if isinstance(encoding, dict):
        named = _named_codes(resolve1(encoding.get("Differences")) or ())
        base = "BaseEncoding" in encoding or not embedded
        if all(named.get(cid, base) for cid in unmapped):
            return None
        return "its encoding names glyphs, not characters"
    if encoding is not None:
        return None if not (embedded and use.font.flags & SYMBOLIC) else "its codes are its own and it has no ToUnicode"
    return "it has neither encoding nor ToUnicode" if embedded else None


def _named_codes(differences: Iterable[Any]) -> dict[int, bool]:
    """For each code of an encoding's differences whether the glyph's name says its character."""
    from pdfminer.encodingdb import name2unicode
    from pdfminer.pdftypes import resolve1

    named: dict[int, bool] = {}
    code = 0
    for entry in differences:
        item = resolve1(entry)
        if isinstance(item, int):
            code = item
            continue
        try:
            named[code] = bool(name2unicode(_name(item) or ""))
        except (KeyError, ValueError):
            named[code] = False
        code += 1
    return named


def _has_twins(use: FontUse, texts: Mapping[int, str]) -> bool:
    """Whether different glyphs bear one character: ideographs often, or figures of one width at all."""
    codes: dict[str, list[int]] = defaultdict(list)
    for cid, text in texts.items():
        if _is_ideograph(text) or (len(text) == 1 and text in "0123456789"):
            codes[text].append(cid)
    extra = sum(len(cids) - 1 for cids in codes.values())
    for text in "0123456789":
        widths = Counter(round(use.advances[cid], 3) for cid in codes.get(text, ()))
        if any(count > 1 for count in widths.values()):
            return True
    return extra > max(3, TWINS * len(texts))


def _rare_share(texts: Iterable[str], fewest: int) -> float:
    """The share of ideographs that no report uses, 0 where there are fewer than `fewest`."""
    ideographs = [text for text in texts if _is_ideograph(text)]
    if len(ideographs) < fewest:
        return 0.0
    return sum(not _is_common(unicodedata.normalize("NFKC", text)) for text in ideographs) / len(ideographs)


def _is_ideograph(text: str) -> bool:
    return len(text) == 1 and any(first <= text <= last for first, last in IDEOGRAPHS)


@lru_cache(maxsize=8_000)
def _is_common(character: str) -> bool:
    """Whether GB 2312 or the first level of Big5 has the character: the words of simplified or traditional reports."""
    if "\u2e80" <= character <= "\u2fdf":
        return True  # a radical in place of the ideograph that it looks like
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        try:
            return character.encode("big5")[0] <= 0xC6
        except UnicodeEncodeError:
            return False
    return True


def _name(value: object) -> str | None:
    from pdfminer.pdftypes import resolve1

    name = getattr(resolve1(value), "name", None)
    return name if isinstance(name, str) else None
