"""Comparing what a text layer says with what the drawn page shows: a quick reader first, doubt settled by two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from pipeline.engines.ocr.crops import fingerprint
from pipeline.engines.page_parts import draw_prints
from pipeline.engines.protocols import CellReader
from pipeline.schema import Box
from pipeline.text.normalise import simplify, squeeze
from pipeline.text.numerals import digits
from pipeline.types.grid import Glimpse
from pipeline.types.page import Print
from pipeline.types.proof import Proof
from pipeline.types.source import SourceFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUICK_DPI, SURE_DPI = 200.0, 400.0
MOST_READ = 100  # different pictures of a document that are read; equal ones cost nothing
WIDER = 0.6  # of the type's height: where fonts lie about theirs, print stands out of its box
SURE = -0.11  # log-probability: .9
ALIKE, UNLIKE = 50.0, 34.0  # percent of characters that two readings of a row share


@dataclass(frozen=True, slots=True)
class LayerProver:
    """Compares prints of a PDF with its drawn pages: `quick` reads them all, `sure` again what `quick` reads otherwise.

    The two have different weights. What both see alike, at twice the size, and the layer otherwise, is a lie.
    """

    quick: CellReader
    sure: CellReader

    def look(self, source: SourceFile, prints: Sequence[Print]) -> list[Proof]:
        """A proof for each print, in order; those beyond the most that are read are left out.

        Raises:
            DocumentError: the file cannot be rendered.
        """
        crops = draw_prints(source, prints, QUICK_DPI)
        kept = _first(crops)
        shown = [(number, crop) for number in kept if (crop := crops[number]) is not None]
        read = self.quick.read_figures([crop for _, crop in shown])
        proofs = {
            number: Proof(prints[number], "same", seen[0].text)
            for (number, _), seen in zip(shown, read, strict=True)
            if _is_same(prints[number].text, seen[0].text)
        }
        doubtful = [number for number in kept if number not in proofs]
        proofs |= zip(doubtful, self._settle(source, [prints[number] for number in doubtful]), strict=True)
        return [proofs[number] for number in kept]

    def _settle(self, source: SourceFile, prints: Sequence[Print]) -> list[Proof]:
        """What both readers see at twice the size, in a wider box too."""
        if not prints:
            return []
        wide = [_wider(one) for one in prints]
        crops = draw_prints(source, [*prints, *wide], SURE_DPI)
        proofs = []
        for number, one in enumerate(prints):
            views = [crop for crop in (crops[number], crops[number + len(prints)]) if crop is not None]
            proofs.append(self._verdict(one, views))
        return proofs

    def _verdict(self, one: Print, views: Sequence[NDArray[np.uint8]]) -> Proof:
        if not views:
            return Proof(one, "nothing")
        seen = [(self.quick.read_figures([view])[0][0], self.sure.read_figures([view])[0][0]) for view in views]
        for pair in seen:
            for glimpse in pair:
                if _is_same(one.text, glimpse.text):
                    return Proof(one, "same", glimpse.text)
        first, second = seen[0]
        agreed = digits(first.text) == digits(second.text) != "" and _are_sure(first, second)
        if digits(one.text) == _plain(one.text):
            return Proof(one, "other" if agreed else "unsure", second.text)
        if agreed and len(digits(one.text)) == len(digits(second.text)):
            return Proof(one, "other", second.text)
        agreed = fuzz.ratio(_plain(first.text), _plain(second.text)) >= ALIKE
        unlike = max(fuzz.ratio(_plain(one.text), _plain(glimpse.text)) for glimpse in seen[0]) <= UNLIKE
        if agreed and unlike and len(second.text) > 1:
            return Proof(one, "other", second.text)
        return Proof(one, "same", second.text)  # words are not read so well that a doubt would say anything


def _first(crops: Sequence[NDArray[np.uint8] | None]) -> list[int]:
    """The numbers of the crops to read: all whose picture is among the first so many different ones."""
    known: set[str] = set()
    kept = []
    for number, crop in enumerate(crops):
        name = "" if crop is None else fingerprint(crop)
        if name in known or len(known) < MOST_READ:
            known.add(name)
            kept.append(number)
    return kept


def _is_same(said: str, seen: str) -> bool:
    """Whether a reading confirms the text layer: the same figures; of words, about the same."""
    if digits(said) != digits(seen):
        return False
    return digits(said) == _plain(said) or fuzz.ratio(_plain(said), _plain(seen)) >= ALIKE


def _plain(text: str) -> str:
    return "".join(char for char in squeeze(simplify(text)) if char.isalnum())


def _are_sure(*glimpses: Glimpse) -> bool:
    return all(glimpse.log_probability >= SURE for glimpse in glimpses)


def _wider(one: Print) -> Print:
    """The print with room above and below it."""
    box = one.place.box
    room = WIDER * min(box.bottom - box.top, box.x1 - box.x0 if one.turn % 2 else box.bottom - box.top)
    wider = Box(box.x0, round(box.top - room, 2), box.x1, round(box.bottom + room, 2))
    return replace(one, place=one.place.model_copy(update={"box": wider}))
