"""Labelled crops: tables drawn, damaged, and cut by what cuts the cells of real pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from pipeline.imaging.crops import crop_cell
from pipeline.imaging.ink import even_light
from pipeline.imaging.redink import without_red
from pipeline.imaging.rules import find_rules
from pipeline.imaging.softening import blunt
from pipeline.training.digits.damage import KINDS, Damage, spoil
from pipeline.training.digits.drawing import DPI, draw_table
from pipeline.training.digits.strings import Print
from pipeline.types.raster import PixelBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.training.digits.fonts import Font

MIXED = (*KINDS, "fax")  # what is learned from; the least legible kind that agencies publish twice
BLUNTED = 0.6  # share of cells in black and white that are seen as the pipeline shows them to this reader
READ_AT = 200  # dpi at which pages of PDFs are drawn
LOOSE = 0.15  # share of cells whose box is off
UNRULED = 0.06  # share of tables whose rules nobody found


@dataclass(frozen=True, slots=True, eq=False)
class LabelledCrop:
    """A crop as the pipeline cuts it (grey), what it says, and the kind of damage."""

    crop: NDArray[np.uint8]
    label: str
    kind: str


def labelled_crops(seed: int, fonts: tuple[Font, ...], *, kind: str | None = None) -> Iterator[LabelledCrop]:
    """Endless crops, the same for the same seed and fonts; of one kind of damage, or of all kinds mixed."""
    rng = Random(seed)
    while True:
        one = kind if kind is not None else rng.choice(MIXED)
        damage = replace(KINDS[one](rng), seed=rng.randrange(2**32))
        table = draw_table(rng, fonts)
        for crop, label in _cut(spoil(table.ink, damage), damage, table.cells, rng):
            yield LabelledCrop(crop, label, one)


def _cut(
    picture: NDArray[np.uint8], damage: Damage, cells: Sequence[tuple[PixelBox, Print]], rng: Random
) -> Iterator[tuple[NDArray[np.uint8], str]]:
    """The crops of a damaged table with their labels, but for those with no ink left or several lines of it."""
    import cv2
    import numpy as np

    dpi = damage.dpi
    if dpi != READ_AT and rng.random() < 0.8:
        scale = READ_AT / dpi
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=rng.choice(_SCALINGS)).astype(np.uint8)
        dpi = READ_AT
    evened = even_light(without_red(picture).lit)
    rules, _ = find_rules(evened, dpi=dpi)
    mask = rules.level | rules.upright
    if rng.random() < UNRULED:
        mask = np.zeros_like(mask)
    for box, said in cells:
        ink = crop_cell(evened, mask, _placed(box, dpi, evened.shape, rng), dpi=dpi, marks=None)
        if len(ink.lines) == 1 and min(ink.lines[0].shape) > 2:
            view = blunt if damage.bits is not None and rng.random() < BLUNTED else _as_is
            yield view(ink.lines[0]), said.label


def _as_is(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return crop


_SCALINGS = (1, 1, 2, 3)  # OpenCV's bilinear, cubic and area interpolation


def _placed(box: PixelBox, dpi: float, shape: tuple[int, ...], rng: Random) -> PixelBox:
    """The box of a cell in the damaged picture, as a finder of tables may give it."""
    scale, off = dpi / DPI, round((0.012 if rng.random() < LOOSE else 0.004) * dpi)
    sides = [round(side * scale) + rng.randint(-off, off) for side in (box.x0, box.top, box.x1, box.bottom)]
    x0, top = max(0, sides[0]), max(0, sides[1])
    return PixelBox(x0, top, min(shape[1], sides[2]), min(shape[0], sides[3]))
