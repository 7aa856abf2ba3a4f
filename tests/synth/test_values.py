"""Drawn figures keep the form's identities but for the mistakes that are recorded."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.forms import Form, load_form
from pipeline.schema import Meaning, Number
from pipeline.stages.check import check
from pipeline.synth.values import Figure, Values, Wishes, broken_checks, draw_values, sums_of, variants
from pipeline.synth.values.lines import Equality, draw_line
from pipeline.types.reading import Reading, Value
from tests.builders import forms

MADE_UP = """\
form: 'made-up'
title: 虚构统计表
legal_basis: none
cited: {years: [2030, 2031]}
detect: {any_of: [图书总数]}
sections:
- {key: overview, title: 一、馆藏情况}
tables:
- id: shelf
  key_prefix: shelf
  section: overview
  columns:
  - {key: paper, label: 纸质}
  - {key: screen, label: 电子}
  - {key: all, label: 合计}
  rows:
  - {key: bought, label: 购入}
  - {key: given, label: 受赠}
  - {key: total, label: 图书总数}
identities:
- {id: rows, level: error, table: shelf, over: rows, op: ==, left: [paper, screen], right: [all]}
- {id: columns, level: error, table: shelf, over: columns, op: ==, left: [bought, given], right: [total]}
"""
wishes = st.builds(
    Wishes,
    size=st.sampled_from(["small", "middle", "large"]),
    hybrid=st.booleans(),
    marks=st.booleans(),
    blanks=st.booleans(),
    errors=st.integers(0, 3),
)


def drawn(form: Form, wish: Wishes, seed: int) -> Values:
    return draw_values(form, wish, random.Random(seed))


def checked(form: Form, values: Values) -> set[str]:
    """What the pipeline's own checks call broken, ids as in a truth file."""
    readings = {
        key: Value(key, "", figure.value, figure.meaning, None, 1.0, Reading(key, (), "text", None, 1.0, trusted=True))
        for key, figure in values.figures.items()
    }
    broken = [found for found in check(readings, form) if found.verdict == "broken" and found.level == "error"]
    return {found.id + (f"@{found.at}" if found.at else "") for found in broken}


@settings(max_examples=120, deadline=None)
@given(name=st.sampled_from(["2014", "2019", "2021"]), wish=wishes, seed=st.integers(0, 10_000))
def test_figures_are_what_the_form_expects(name: str, wish: Wishes, seed: int) -> None:
    form = forms()[name]
    values = drawn(form, wish, seed)
    assert tuple(values.figures) == form.expected(frozenset(values.figures))
    assert set(values.broken) == checked(form, values)
    assert values.hybrid == wish.hybrid
    if wish.errors == 0:
        assert values.broken == ()
    for key, figure in values.figures.items():
        assert (figure.value is None) == (figure.meaning != "number")
        assert figure.value is None or figure.value >= 0 or form.specs[key].signed
        assert wish.blanks or figure.meaning != "blank"


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["2014", "2019", "2021"]),
    size=st.sampled_from(["small", "middle", "large"]),
    seed=st.integers(0, 10_000),
)
def test_figures_without_mistakes_keep_every_rule_of_the_form(name: str, size: str, seed: int) -> None:
    form = forms()[name]
    values = drawn(form, Wishes(size=size), seed)  # type: ignore[arg-type]
    readings = {
        key: Value(key, "", figure.value, "number", None, 1.0, Reading(key, (), "text", None, 1.0, trusted=True))
        for key, figure in values.figures.items()
    }
    broken = {found.id for found in check(readings, form) if found.verdict == "broken"}
    assert broken <= {"A-NORM2"}  # documents disclosed may be of earlier years


@pytest.mark.parametrize("name", ["2014", "2019", "2021"])
def test_mistakes_break_sums_in_nearly_every_draw(name: str) -> None:
    broken = [drawn(forms()[name], Wishes(errors=1), seed).broken for seed in range(40)]
    assert sum(bool(names) for names in broken) == 40
    assert max(len(names) for names in broken) <= 5


@pytest.mark.parametrize("name", ["2014", "2019", "2021"])
def test_marks_stand_where_nothing_happened_or_where_a_total_was_left_out(name: str) -> None:
    form = forms()[name]
    seen: set[Meaning] = set()
    for seed in range(40):
        plain = drawn(form, Wishes(), seed)
        marked = drawn(form, Wishes(marks=True), seed)
        special = {key: figure for key, figure in marked.figures.items() if figure.value is None}
        assert special
        seen |= {figure.meaning for figure in special.values()}
        for key in special:
            assert plain.figures[key].value == 0 or key.endswith(".total")
    assert seen >= {"blank", "slash", "dash", "none_word"}


def test_small_agencies_print_mostly_zeros_and_cities_large_counts() -> None:
    form = forms()["2021"]
    small = [drawn(form, Wishes(size="small"), seed).figures.values() for seed in range(30)]
    zeros = [figure.value == 0 for figures in small for figure in figures]
    assert sum(zeros) / len(zeros) > 0.85
    large = [drawn(form, Wishes(size="large"), seed).number("disclosure.licensing.decisions") for seed in range(30)]
    assert max(count or 0 for count in large) > 9_999_999


def test_amounts_and_changes_look_like_those_of_the_2019_form() -> None:
    form = forms()["2019"]
    many = [drawn(form, Wishes(size="large"), seed) for seed in range(30)]
    assert any((values.number("disclosure.licensing.change") or 0) < 0 for values in many)
    assert any(isinstance(values.number("disclosure.procurement.amount"), float) for values in many)


def test_optional_rows_are_drawn_together() -> None:
    assert frozenset({"disclosure_1/other_public_documents"}) in variants(forms()["2019"])
    assert variants(forms()["2021"]) == (frozenset({"requests/other"}),)
    values = drawn(forms()["2021"], Wishes(hybrid=True), 1)
    assert "requests.other.total" in values.figures
    assert "requests.other_else.total" not in values.figures


@pytest.mark.parametrize(
    ("numbers", "broken"),
    [
        ((1, 2, 3, 4, 10), False),
        ((1, 2, 3, 4, 11), True),
        ((1, 2, None, 4, 8), False),  # the third may have been 1
        ((1, 2, None, 4, 6), True),  # a count is never negative
        ((1, 2, 3, 4, None), False),
        ((None, None, None, None, None), False),
    ],
)
def test_a_sum_is_broken_only_where_the_printed_numbers_contradict_it(
    numbers: tuple[Number | None, ...], broken: bool
) -> None:
    names = ("upheld", "corrected", "other", "pending", "total")
    figures = {
        f"disputes.reconsideration.{name}": Figure(number, "number" if number is not None else "blank")
        for name, number in zip(names, numbers, strict=True)
    }
    assert ("disputes_reconsideration" in broken_checks(forms()["2021"], figures)) is broken


def test_a_made_up_form_is_drawn_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "made-up.yaml"
    path.write_text(MADE_UP, encoding="utf-8")
    form = load_form(path)
    values = drawn(form, Wishes(size="large"), 3)
    assert len(values.figures) == 9
    assert values.broken == ()
    assert len(list(sums_of(form, values.figures))) == 6
    assert sum(values.number(f"shelf.total.{kind}") or 0 for kind in ("paper", "screen")) == values.number(
        "shelf.total.all"
    )


@given(total=st.integers(0, 5000), seed=st.integers(0, 1000))
def test_totals_are_handed_down_to_their_parts(total: int, seed: int) -> None:
    chain = [Equality(("a", "b"), ("sum",)), Equality(("c", "d"), ("a",)), Equality(("e", "f"), ("sum", "out"))]
    terms = ("sum", "a", "b", "c", "d", "e", "f", "out")
    line = draw_line(terms, chain, lambda term: total if term == "sum" else 3, random.Random(seed))
    assert line["a"] + line["b"] == total
    assert line["c"] + line["d"] == line["a"]
    assert line["e"] + line["f"] == total + 3
    assert min(line.values()) >= 0
