"""The named kinds of damage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.synth.damage import lying, pasted, photographs, scans, screenshots
from pipeline.synth.damage.job import Finished, Job
from pipeline.synth.damage.page import Rng
from pipeline.synth.damage.printing import LAYOUTS, Paper
from pipeline.synth.damage.scanned import Sheets, damage_sheets, digital, scanned
from pipeline.synth.draw import Drafted


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind: what it shows, how it is drawn, and whether it is one of the harder ones.

    `sheets` draws its pages alone, where it is paper that was scanned or photographed.
    """

    shows: str
    draw: Callable[[Job], Finished]
    hard: bool = False
    sheets: Callable[[Job], Sheets] | None = None


def _scan(
    shows: str, plan: Callable[[Rng, Drafted], scans.Plan], paper: Paper | None = None, *, hard: bool = False
) -> Damage:
    paper = paper or Paper()
    return Damage(shows, partial(scanned, plan, paper), hard, partial(damage_sheets, plan, paper))


BARE = Paper(("borderless",))
# Thin grey rules do not live through black and white.
STRONG = Paper(tuple(name for name in LAYOUTS if name not in ("grey", "double")), {"grey": False, "rule_width": 0.75})
LEVEL = Paper(("horizontal", "horizontal", "three"))

DAMAGES: Mapping[str, Damage] = {
    "scan-clean": _scan("200 dpi, a good scanner", scans.clean),
    "scan-poor": _scan("150 dpi, a degree askew, soft, grainy, JPEG about 40", scans.poor),
    "scan-rotated": _scan("sheets fed in sideways or upside down", scans.rotated),
    "scan-seal": _scan("red seals over figures, also across the edges of the pages", scans.with_seal),
    "trad": _scan("traditional characters, scanned", scans.clean, Paper(script="traditional")),
    "mixed": Damage("a PDF with text, its tables pasted as pictures", pasted.mixed),
    "digital-cid": Damage("a PDF whose text says nothing: /ToUnicode missing or wrong", lying.without_codes),
    "fax": _scan("black and white, 200 x 200, 204 x 196 or 204 x 98 dpi, specks, CCITT", scans.fax, STRONG),
    "dpi110": _scan("110 dpi", scans.dpi110),
    "photograph": _scan("a phone's picture of a sheet on a desk, as a folder of JPEG or a PDF", photographs.photograph),
    "borderless-digital": Damage("a PDF with text, tables without rules", partial(digital, BARE)),
    "borderless-scan": _scan("tables without rules, scanned", scans.clean, BARE),
    "horizontal-scan": _scan("level rules only, scanned", scans.clean, LEVEL),
    "scan-2014": _scan("the table of 2014, scanned", scans.clean, Paper(form="2014")),
    "long-screenshot": Damage("a web page as one very tall PNG", screenshots.long_screenshot),
    "lying-layer": Damage(
        "a text layer with other figures: digits swapped in the font, a wrong OCR layer, patches", lying.other_figures
    ),
    "docx-pictures": Damage("a Word file, its tables pasted as pictures", partial(pasted.in_document, "docx")),
    "html-pictures": Damage(
        "a web page with pictures of tables, in its address or beside it", partial(pasted.in_document, "html")
    ),
    "html-scans": Damage("a web page with a title above pictures of the scanned pages", pasted.scans_in_page),
    "jpeg100": _scan("100 dpi, JPEG about 30", scans.jpeg100, hard=True),
    "fax100": _scan("100 dpi, black and white", scans.fax100, STRONG, hard=True),
    "seal-grey": _scan("a seal in a scan without colours", scans.grey_seal, hard=True),
    "seal-bilevel": _scan("a seal in a black and white scan", scans.bilevel_seal, STRONG, hard=True),
    "skew": _scan("three to five degrees askew", scans.skew, hard=True),
    "bent": _scan("a photograph of a sheet that does not lie flat", photographs.bent_photograph, hard=True),
    "screen": _scan("a photograph of a monitor, with moire", photographs.of_screen, hard=True),
    "faded": _scan("blotches where the ink has faded", scans.patches, hard=True),
    "bleed": _scan("the print of the other side shines through", scans.bleed, hard=True),
    "torn": _scan("rules interrupted, pieces of them missing", scans.torn_rules, hard=True),
    "shadow": _scan("light that falls off, the dark band of a bound sheet", scans.shadow, hard=True),
    "streaks": _scan("lines down the page from dust on the glass, creases of folding", scans.streaks, hard=True),
    "stains": _scan("tea on the sheet, a reader's ticks beside the figures", scans.stains, hard=True),
}
