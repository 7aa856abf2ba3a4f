"""Fonts of this machine that cells are drawn in: those whose digits are known to be of the usual shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SetupError

# File name without its ending -> how often, beside 1. All of them are free and in Debian; see models/digits/README.md.
HAN = {
    "uming": 4, "ukai": 2, "wqy-zenhei": 3, "wqy-microhei": 2, "gbsn00lp": 3, "gkai00mp": 1, "cwfs": 2, "cwming": 2,
    "cwheib": 1, "cwkai": 1, "DroidSansFallbackFull": 2, "batang": 1, "dotum": 1, "gulim": 1,
}  # fmt: skip
LATIN = {
    "LiberationSerif": 4, "Tinos": 1, "NimbusRoman": 2, "FreeSerif": 2, "LiberationSans": 3, "Arimo": 1, "FreeSans": 2,
    "Carlito": 3, "Caladea": 1, "C059": 1, "Cousine": 1, "FreeMonoBold": 1, "Inconsolata": 1, "Lato": 1,
    "LiberationMono": 1, "LiberationSansNarrow": 1, "LinLibertine": 1, "LinBiolinum": 1, "NimbusMonoPS": 1,
    "NimbusSansNarrow": 1, "OpenSans": 1, "P052": 1, "Roboto": 1, "RobotoCondensed": 1, "URWBookman": 1, "URWGothic": 1,
    "VeraMono": 1, "NotoSans": 1, "NotoSerif": 1, "DejaVuSans": 1, "DejaVuSerif": 1, "DejaVuSansMono": 1,
    "DejaVuSansCondensed": 1,
}  # fmt: skip
# Never trained on, so that it can be seen how an unknown font is read.
HELD_OUT = ("wqy-microhei", "gulim", "cwkai", "FreeSans", "LinBiolinum", "Tinos", "C059", "DejaVuSerif")
SLANTED = ("Italic", "Oblique", "BoldItalic", "BoldOblique")
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


@dataclass(frozen=True, slots=True)
class Font:
    """A font file; `weight` says how often it is drawn."""

    path: Path
    weight: int
    han: bool


def usable_fonts(folders: Sequence[Path], *, held_out: bool = False) -> tuple[Font, ...]:
    """The fonts to train on under `folders` and the machine's own folders, or those that are held out, by name.

    Raises:
        SetupError: there is none with Chinese characters.
    """
    found: dict[str, Font] = {}
    for folder in [*folders, *(Path(name).expanduser() for name in FOLDERS)]:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            family, _, style = path.stem.replace("_", "-").partition("-")
            if path.stem in HAN:
                family, style = path.stem, ""
            elif family not in LATIN or style in SLANTED:
                continue
            if path.suffix.lower() in (".ttf", ".ttc", ".otf") and (family in HELD_OUT) == held_out:
                weight = HAN.get(family, LATIN.get(family, 1))
                found.setdefault(path.stem, Font(path, weight, family in HAN))
    fonts = tuple(found[name] for name in sorted(found))
    if not any(font.han for font in fonts):
        raise SetupError(
            "no font with Chinese characters to draw cells in was found; on Debian: apt-get install "
            "fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-uming fonts-arphic-ukai"
        )
    return fonts
