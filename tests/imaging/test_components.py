"""Pieces of ink as runs say what OpenCV says of them pixel by pixel."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.imaging.components import components

SHAPES = [(1, 1), (1, 40), (40, 1), (7, 8), (33, 57), (64, 64)]


def _masks() -> list[np.ndarray]:
    import cv2

    chance = np.random.default_rng(5)
    masks = [np.full(shape, inked, np.uint8) for shape in SHAPES for inked in (0, 255)]
    for shape in SHAPES * 8:
        smooth = cv2.blur(chance.random(shape), (3, 3)).reshape(shape)
        masks.append(np.where(smooth > chance.choice([0.35, 0.5, 0.6]), 255, 0).astype(np.uint8))
    return masks


@pytest.mark.parametrize("mask", _masks())
def test_pieces_are_those_of_opencv(mask: np.ndarray) -> None:
    import cv2

    found = components(mask)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    assert found.count == count
    other = np.random.default_rng(1).integers(0, 2, mask.shape).astype(np.uint8)
    within = found.pixels_in(other)
    seen = set()
    for number, (x, y, width, height) in found.boxes():
        alone = np.arange(count) == number
        painted = found.painted(alone)
        name = int(labels[painted > 0][0])
        seen.add(name)
        assert np.array_equal(painted, np.where(labels == name, 255, 0))
        assert np.array_equal(found.alone(number), painted[y : y + height, x : x + width])
        assert [x, y, width, height, int(found.areas[number])] == stats[name].tolist()
        assert found.middles()[number] == centres[name][1]
        assert found.centres()[number] == centres[name][0]
        assert within[number] == ((labels == name) & (other > 0)).sum()
    assert len(seen) == count - 1


def test_pieces_are_numbered_in_the_order_of_reading() -> None:
    mask = np.zeros((6, 9), np.uint8)
    mask[4, 0] = mask[1, 8] = mask[3, 4:6] = 255
    assert [box for _, box in components(mask).boxes()] == [(8, 1, 1, 1), (4, 3, 2, 1), (0, 4, 1, 1)]


def test_what_is_wanted_is_painted_together() -> None:
    mask = np.zeros((5, 5), np.uint8)
    mask[0, 0] = mask[2, 2] = mask[4, 4] = 255
    painted = components(mask).painted(np.array([True, True, False, True]))  # of the paper nothing is ever painted
    assert (painted > 0).sum() == 2
    assert painted[2, 2] == 0
