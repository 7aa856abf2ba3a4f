"""Fonts with Chinese characters, found on this machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import SetupError
from pipeline.synth.render.pdf.look import Codes

# TrueType outlines only: reportlab embeds no others. The names are those of Debian's and of usual systems' files.
KNOWN = (
    "wqy-zenhei.ttc", "wqy-microhei.ttc", "uming.ttc", "ukai.ttc", "gbsn00lp.ttf", "gkai00mp.ttf",
    "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "simsun.ttc", "simhei.ttf", "simfang.ttf", "simkai.ttf",
    "msyh.ttc", "NotoSansSC-Regular.ttf", "NotoSerifSC-Regular.ttf", "LXGWWenKai-Regular.ttf",
)  # fmt: skip
# For Latin letters and figures, where a look asks for any.
LATIN = (
    "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSansNarrow-Regular.ttf",
    "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationMono-Regular.ttf", "DejaVuSans.ttf",
    "DejaVuSerif.ttf", "DejaVuSansMono.ttf", "Carlito-Regular.ttf", "arial.ttf", "times.ttf", "calibri.ttf",
)  # fmt: skip
STANDARD = ("Helvetica", "Times-Roman", "Courier")  # those that every reader of PDFs has
FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts",
    "~/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
ADVICE = (
    "no TrueType font with the Chinese characters of a report was found; "
    "on Debian: apt-get install fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-uming fonts-arphic-ukai"
)
UNEMBEDDED = "STSong-Light"  # its character set holds traditional characters too


@cache
def chinese_fonts() -> tuple[Path, ...]:
    """The usable font files, sorted by name.

    Raises:
        SetupError: there is none; the message names what to install.
    """
    found: dict[str, Path] = {}
    for path in _font_files():
        if path.name in KNOWN:
            found.setdefault(path.name, path)
    if not found:
        raise SetupError(ADVICE)
    return tuple(found[name] for name in sorted(found))


def _font_files() -> Iterator[Path]:
    for folder in FOLDERS:
        root = Path(folder).expanduser()
        if root.is_dir():
            yield from (path for path in sorted(root.rglob("*")) if path.suffix.lower() in (".ttf", ".ttc"))


def choose_font(wanted: str, text: str, rng: random.Random) -> str:
    """The name, registered with reportlab, of the wanted font or of another where that one cannot show the text.

    Raises:
        SetupError: reportlab is not installed, or no font was found that has all characters of the text.
    """
    if find_spec("reportlab") is None:
        raise SetupError("drawing PDFs needs reportlab; install it with: pip install 'gongkai[samples]'")
    if wanted == "unembedded":
        return _register_unembedded(UNEMBEDDED)
    needed = {ord(char) for char in text if not char.isspace()}
    able = [path for path in chinese_fonts() if needed <= _characters(path)]
    if not able:
        raise SetupError(ADVICE)
    fitting = [path for path in able if wanted in path.name]
    return _register(rng.choice(fitting or able))


def choose_latin(wanted: str | None, rng: random.Random) -> str | None:
    """The name of the font for Latin letters and figures: the wanted one, or any of this machine's and the standard."""
    if wanted != "any":
        return wanted
    return rng.choice((*STANDARD, *(_register(path) for path in latin_fonts())))


@cache
def latin_fonts() -> tuple[Path, ...]:
    """The font files for Latin letters and figures on this machine, sorted by name; there may be none."""
    found = {path.name: path for path in _font_files() if path.name in LATIN}
    return tuple(found[name] for name in sorted(found))


def misleading_font(name: str, codes: Codes, swaps: tuple[str, ...] = ()) -> str:
    """The name of a font that looks like the registered one of that name but whose text layer says something else."""
    paths = [path for path in chinese_fonts() if path.stem == name]
    return _register_misleading(paths[0], codes, swaps) if paths else name


@cache
def _register_misleading(path: Path, codes: Codes, swaps: tuple[str, ...]) -> str:
    from reportlab.pdfbase import pdfmetrics

    from pipeline.synth.render.pdf.misleading import MisleadingFont

    name = "-".join((path.stem, codes, *swaps))
    pdfmetrics.registerFont(MisleadingFont(name, path, codes, swaps))
    return name


@cache
def _characters(path: Path) -> frozenset[int]:
    """The code points that the font shows."""
    from reportlab.pdfbase import pdfmetrics

    return frozenset(pdfmetrics.getFont(_register(path)).face.charToGlyph)


@cache
def _register(path: Path) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(path.stem, str(path), subfontIndex=0))
    return path.stem


@cache
def _register_unembedded(name: str) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name
