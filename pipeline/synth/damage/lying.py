"""PDFs whose text layer is not what their pages show."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping

from pipeline.synth.damage.job import Finished, Job
from pipeline.synth.damage.packing import Packed, pack
from pipeline.synth.damage.page import Box
from pipeline.synth.damage.pdf_file import Line
from pipeline.synth.damage.printing import Paper, draft_on, pages_of, print_pdf
from pipeline.synth.damage.scans import clean
from pipeline.synth.document import PrintedCell
from pipeline.synth.draw import Drafted, stream
from pipeline.synth.render import Rendered

DIGITS = "0123456789"
WIDE = "０１２３４５６７８９"


def without_codes(job: Job) -> Finished:
    """A PDF whose text cannot be believed: no /ToUnicode, or one that names other characters, digits for digits too."""
    rng = stream(job.own_seed, "lie")
    return _lying(job, codes=rng.choice(("none", "wrong", "shifted")), font="any", latin=None)


def other_figures(job: Job) -> Finished:
    """A text layer with other figures: digits swapped in the font, a wrong OCR layer, or patches over figures."""
    rng = stream(job.own_seed, "lie")
    way = rng.choice(("font", "layer", "patches"))
    if way == "layer":
        return _wrong_layer(job, rng)
    drafted = draft_on(Paper(), job.own_seed, job.order)
    if way == "font" and any(char in DIGITS for cell in _figures(drafted) for char in cell.text):
        return _lying(job, codes="swapped", swaps=_swaps(drafted, rng))
    return _lying(job, covered=_lies(drafted, rng))


def _lying(job: Job, **look: object) -> Finished:
    drafted = draft_on(Paper(look=look), job.own_seed, job.order)
    printed = print_pdf(drafted, job.own_seed)
    return Finished(drafted, Packed("pdf", printed.content, printed.places))


def _figures(drafted: Drafted) -> list[PrintedCell]:
    """The cells that print digits."""
    cells = [cell for table in drafted.draft.tables for row in table.rows for cell in row if cell.key is not None]
    return [cell for cell in cells if any(char in DIGITS + WIDE for char in cell.text)]


def _swaps(drafted: Drafted, rng: random.Random) -> tuple[str, ...]:
    """One or two pairs of digits of which at least one is printed; 0, which most cells are, is seldom among them."""
    printed = sorted({char for cell in _figures(drafted) for char in cell.text if char in DIGITS[1:]}) or ["0"]
    first = "0" if rng.random() < 0.1 else rng.choice(printed)
    others = rng.sample([digit for digit in DIGITS[1:] if digit != first], 3)
    return (first + others[0], others[1] + others[2]) if rng.random() < 0.4 else (first + others[0],)


def _lies(drafted: Drafted, rng: random.Random) -> dict[str, str]:
    """Another figure for some keys, one in eight but two at least, zeros less often."""
    able = _figures(drafted)
    told = [cell for cell in able if cell.text not in ("0", WIDE[0])] or able
    chosen = rng.sample(told, min(len(told), max(2, len(told) // 8))) + rng.sample(able, min(2, len(able)))
    return {str(cell.key): other_digits(cell.text, rng) for cell in chosen}


def other_digits(text: str, rng: random.Random) -> str:
    """The text with one of its digits another one of the same width."""
    at = rng.choice([place for place, char in enumerate(text) if char in DIGITS + WIDE])
    digits = DIGITS if text[at] in DIGITS else WIDE
    return text[:at] + rng.choice([digit for digit in digits if digit != text[at]]) + text[at + 1 :]


def _wrong_layer(job: Job, rng: random.Random) -> Finished:
    """A scan with an invisible layer of recognised text, wrong in some figures."""
    drafted = draft_on(Paper(look={"turned": 0}), job.own_seed, job.order)
    printed = print_pdf(drafted, job.own_seed)
    chances = job.rng()
    plan = clean(chances, drafted)
    pages = pages_of(printed, plan.dpi)
    layers = _layers(printed, _lies(drafted, rng))
    for step in plan.steps:
        pages = step(pages, chances)
    return Finished(drafted, pack(job.id_of(drafted), pages, "pdf", plan.coding, layers))


def _layers(printed: Rendered, lies: Mapping[str, str]) -> list[list[Line]]:
    """The words of each page with their boxes, other figures in the cells that lie."""
    import pdfplumber

    layers: list[list[Line]] = []
    with pdfplumber.open(io.BytesIO(printed.content)) as pdf:
        for page in pdf.pages:
            told = [
                (printed.places[key][1], lie) for key, lie in lies.items() if printed.places[key][0] == page.page_number
            ]
            lines: list[Line] = []
            for word in page.extract_words():
                box = (float(word["x0"]), float(word["top"]), float(word["x1"]), float(word["bottom"]))
                lines.append((box, next((lie for cell, lie in told if _inside(box, cell)), word["text"])))
            layers.append(lines)
    return layers


def _inside(word: Box, cell: Box) -> bool:
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return cell[0] < x < cell[2] and cell[1] < y < cell[3]
