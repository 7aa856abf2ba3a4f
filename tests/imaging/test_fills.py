"""Cells filled with a dark colour."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.imaging.fills import filled_cells
from pipeline.imaging.ink import even_light
from pipeline.imaging.redink import without_red

RED, BLUE, RULE, PAPER = (36, 34, 176), (170, 95, 30), (160, 160, 160), (250, 247, 244)


def _header(colour: tuple[int, int, int], rule: tuple[int, int, int] = RULE) -> np.ndarray:
    """Two filled cells with white print between pale rules, and two white ones with dark print below."""
    import cv2

    page = np.full((400, 900, 3), PAPER, np.uint8)
    page[100:150, 100:800] = colour
    for y in (98, 150, 200):
        page[y : y + 3, 98:803] = rule
    for x in (98, 400, 800):
        page[98:203, x : x + 3] = rule
    for y, ink in ((138, (255, 255, 255)), (188, (0, 0, 0))):
        cv2.putText(page, "HMWQ", (150, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, ink, 3)
    return page


@pytest.mark.parametrize("colour", [RED, BLUE])
@pytest.mark.parametrize("rule", [RULE, (0, 0, 0)])
def test_print_on_a_filled_cell_is_dark_on_white_up_to_its_rules(
    colour: tuple[int, int, int], rule: tuple[int, int, int]
) -> None:
    page = _header(colour, rule)
    unsealed = without_red(page)
    evened = even_light(unsealed.lit)
    assert not unsealed.ink.any()
    inside = evened[104:147, 106:398]
    white_print = (page[104:147, 106:398] == 255).all(axis=2)
    assert (inside[white_print] < 100).mean() > 0.9
    assert inside[:, :30].min() > 200  # the corners too
    assert evened[99, 110:390].max() < 200  # the rule above
    assert evened[120, 400:403].max() < 200  # and the one between two filled cells


def test_a_seal_is_no_filled_cell() -> None:
    import cv2

    mask = np.zeros((300, 300), np.uint8)
    cv2.circle(mask, (150, 150), 120, (255,), 9)
    star = [
        [150 + r * np.sin(a), 150 - r * np.cos(a)] for r, a in zip([60, 24] * 5, np.arange(10) * np.pi / 5, strict=True)
    ]
    cv2.fillPoly(mask, [np.array(star, np.int32)], (255,))
    assert not filled_cells(mask, dpi=200).any()


def test_a_lattice_of_rules_and_bold_print_are_no_filled_cells() -> None:
    import cv2

    mask = np.zeros((300, 600), np.uint8)
    for y in (50, 100, 150):
        mask[y : y + 4, 50:550] = 255
    for x in (50, 300, 546):
        mask[50:154, x : x + 4] = 255
    cv2.putText(mask, "HMWQ", (80, 280), cv2.FONT_HERSHEY_SIMPLEX, 3, (255,), 14)
    assert not filled_cells(mask, dpi=200).any()


def test_print_in_the_shadow_of_a_photograph_is_no_dark_cell() -> None:
    import cv2

    page = np.full((1600, 1600), 250, np.uint8)
    for x in range(100, 400, 8):
        page[1400:1444, x : x + 6] = 60  # so dense that most of it is ink
    cv2.putText(page, "HMWQ", (120, 1500), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (60,), 3)
    shadow = np.linspace(1.0, 0.6, 1600)[:, np.newaxis] * np.ones((1, 1600))
    evened = even_light((page * shadow).astype(np.uint8))
    assert evened[1406:1438, 102:390:8].max() < 160
    assert evened[1450:1520, 420:500].min() > 230
