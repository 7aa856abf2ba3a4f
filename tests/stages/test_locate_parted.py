"""Cells of pictures that a stroke parts: no part is accepted as the figure, and the rest of the table still is."""

from __future__ import annotations

import random

import pytest

from tests.mutilated import outcome_of, seen, tables
from tests.strokes import Stroke, level, upright

FORMS = ("2014", "2019", "2021")
STROKES = (upright, level)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stroke", STROKES, ids=lambda stroke: stroke.__name__)
def test_no_part_of_a_cell_is_accepted(stroke: Stroke, form: str) -> None:
    accepted = figures = 0
    for seed in range(60):
        rng = random.Random(f"{stroke.__name__} {form} {seed}")
        grids = [seen([list(row) for row in rows], number) for number, rows in enumerate(tables(form)[1])]
        struck = rng.randrange(len(grids))
        for _ in range(rng.choice([1, 1, 2])):
            grids[struck] = stroke(grids[struck], rng)
        result = outcome_of(form, grids)
        assert result.silent == ()
        accepted, figures = accepted + result.accepted, figures + result.figures
    assert accepted >= 0.75 * figures
