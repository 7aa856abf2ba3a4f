"""Cells of pictures that are parts of a cell or two in one: none is accepted, and the rest of the table still is."""

from __future__ import annotations

import random

import pytest

from tests.misshapen import Change, joined_below, joined_beside, level, upright
from tests.mutilated import outcome_of, seen, tables

FORMS = ("2014", "2019", "2021")
CHANGES = (upright, level, joined_below, joined_beside)
SHARES = (0.0, 0.1, 0.3, 0.6)  # of the figures of a report, left blank


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_misshapen_cell_is_accepted(change: Change, form: str) -> None:
    accepted = figures = 0
    for seed in range(60):
        rng = random.Random(f"{change.__name__} {form} {seed}")
        drawn, share = tables(form)[1], rng.choice(SHARES)
        printed = (text for rows in drawn for row in rows for text in row if text.isdigit())
        blank = {text for text in printed if rng.random() < share}
        kept = [[["" if text in blank else text for text in row] for row in rows] for rows in drawn]
        grids = [seen(rows, number) for number, rows in enumerate(kept)]
        struck = rng.randrange(len(grids))
        grids[struck] = change(grids[struck], rng)
        result = outcome_of(form, grids, blank)
        assert result.silent == (), seed
        accepted, figures = accepted + result.accepted, figures + result.figures
    assert accepted >= 0.5 * figures
