"""A text layer against the drawn page: figures that the page does not show are not believed, nor is their font."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.schema import PagePlace, Remark
from pipeline.stages.proving.sampling import choose
from pipeline.stages.seeing.bounds import bounds
from pipeline.text.numerals import digits
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Line, Page, Print, Region, Transcript
from pipeline.types.proof import Proof

Look = Callable[[Sequence[Print]], list[Proof]]
LIES = "the page shows other figures than its text layer"


def prove(transcript: Transcript, look: Look) -> Transcript:
    """The transcript without trust in what the page does not show as the text layer says it.

    `look` compares prints with the drawn page. All figures that stand alone are compared, and a few rows of each font
    that has none. A figure that is another on the page condemns its font, unless its characters were seen right
    elsewhere in the font or something is drawn over it: then it is that cell alone.
    """
    proofs = look(choose([one for page in transcript.pages for one in page.prints]))
    wrong = [proof for proof in proofs if proof.outcome != "same"]
    if not wrong:
        return transcript
    fonts = _lying_fonts(proofs)
    alone = {proof.print for proof in wrong}
    pages = [
        _distrust(page, [one for one in page.prints if one in alone or fonts.intersection(one.fonts)])
        for page in transcript.pages
    ]
    said = [
        Remark(code="layer_lies", message=_message(page_wrong, fonts), page=number)
        for number, page_wrong in _by_page(wrong).items()
    ]
    return replace(transcript, pages=tuple(pages), remarks=(*transcript.remarks, *said))


def _lying_fonts(proofs: Iterable[Proof]) -> set[int]:
    """The fonts in which a character is never seen as the layer says it, and seen as another."""
    seen: dict[int, set[str]] = defaultdict(set)
    lost: dict[int, list[str]] = defaultdict(list)
    for proof in proofs:
        for font in proof.print.fonts:
            if proof.outcome == "same":
                seen[font].update(digits(proof.print.text))
            elif not proof.print.crossed:
                lost[font].append(digits(proof.print.text) or proof.print.text)
    return {font for font, texts in lost.items() if any(set(text) - seen[font] for text in texts)}


def _by_page(wrong: Iterable[Proof]) -> dict[int, list[Proof]]:
    pages: dict[int, list[Proof]] = defaultdict(list)
    for proof in wrong:
        pages[proof.print.place.page].append(proof)
    return dict(sorted(pages.items()))


def _message(wrong: Sequence[Proof], fonts: set[int]) -> str:
    first = wrong[0]
    shown = {"other": f"the page shows {first.seen!r}", "nothing": "the page shows nothing"}
    whole = any(fonts.intersection(proof.print.fonts) for proof in wrong)
    return (
        f"the text layer says {first.print.text!r} where {shown.get(first.outcome, 'the page cannot be read so')}"
        f"{f', and {len(wrong) - 1} more' if len(wrong) > 1 else ''}: "
        f"{'all text of that font' if whole else 'that part'} is read from pixels"
    )


def _distrust(page: Page, prints: Sequence[Print]) -> Page:
    """The page without trust in what stands where these prints are."""
    if not prints:
        return page
    points = [_middle(one) for one in prints]
    blocks, regions = [], []
    for block in page.blocks:
        doubted = _doubted(block, points)
        box = bounds(doubted)
        if doubted is not block and box is not None:
            regions.append(Region(page.number, box, LIES))
        blocks.append(doubted)
    return replace(page, blocks=tuple(blocks), unread=(*page.unread, *regions))


def _doubted(block: Block, points: Sequence[tuple[float, float]]) -> Block:
    if isinstance(block, Line) and _holds(block.place, points):
        return replace(block, trusted=False)
    if isinstance(block, Grid) and any(_holds(cell.place, points) for cell in block.cells):
        cells = (replace(cell, trusted=False) if _holds(cell.place, points) else cell for cell in block.cells)
        return replace(block, cells=tuple(cells))
    return block


def _middle(one: Print) -> tuple[float, float]:
    box = one.place.box
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _holds(place: object, points: Sequence[tuple[float, float]]) -> bool:
    if not isinstance(place, PagePlace):
        return False
    box = place.box
    return any(box.x0 <= x <= box.x1 and box.top <= y <= box.bottom for x, y in points)
