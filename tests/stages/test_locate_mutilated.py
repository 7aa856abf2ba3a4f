"""Tables of pictures, torn, merged and misread: what is accepted is always the right cell's."""

from __future__ import annotations

import random

import pytest

from tests.mutilated import CHANGES, Change, mutilated, outcome

FORMS = ("2014", "2019", "2021")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_figure_is_accepted_for_another(change: Change, form: str) -> None:
    for seed in range(4):
        rng = random.Random(f"{change.__name__} {form} {seed}")
        assert outcome(form, mutilated(form, [change], rng, rate=0.02)).silent == ()


@pytest.mark.parametrize("form", FORMS)
def test_labels_with_a_few_wrong_characters_send_nothing_to_a_person(form: str) -> None:
    whole = outcome(form, mutilated(form, [], random.Random(0), rate=0.0))
    assert whole.accepted == whole.figures
    accepted = figures = 0
    for seed in range(6):
        misread = outcome(form, mutilated(form, [], random.Random(seed), rate=0.02))
        accepted, figures = accepted + misread.accepted, figures + misread.figures
        assert misread.silent == ()
    assert accepted >= 0.96 * figures


@pytest.mark.parametrize("form", FORMS)
def test_a_lost_row_leaves_the_others_to_be_accepted(form: str) -> None:
    lost = CHANGES[0]
    for seed in range(3):
        result = outcome(form, mutilated(form, [lost], random.Random(seed), rate=0.0))
        assert result.accepted >= 0.95 * result.figures
