from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.trust.monotone import FEWEST_CELLS, blocks

scored = st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.8, 0.9, 0.99, 0.999, 0.9999]), st.booleans()), max_size=900)


@given(scored)
def test_the_error_rises_as_the_score_falls_and_nothing_is_lost(points: list[tuple[float, bool]]) -> None:
    found = blocks(points)
    errors = [block.error for block in found]
    assert errors == sorted(errors)
    assert [block.score for block in found] == sorted({block.score for block in found}, reverse=True)
    assert all(0 < block.error < 1 for block in found)
    assert sum(block.cells for block in found) == len(points)
    assert sum(block.wrong for block in found) == sum(not right for _, right in points)


@given(scored, st.randoms())
def test_the_order_of_the_figures_does_not_matter(points: list[tuple[float, bool]], rng: object) -> None:
    shuffled = list(points)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert blocks(shuffled) == blocks(points)


def test_ties_are_never_parted() -> None:
    points = [(0.99, True)] * 150 + [(0.98, True)] * 150 + [(0.97, False)] * 250
    assert [(block.score, block.cells) for block in blocks(points)] == [(0.99, 150), (0.97, 400)]
    points = [(0.98, True)] * 250 + [(0.97, False)] * 250
    assert [(block.score, block.cells) for block in blocks(points)] == [(0.98, 250), (0.97, 250)]


def test_a_step_without_an_error_says_half_an_error_never_none() -> None:
    (block,) = blocks([(0.9999, True)] * 5000)
    assert 0.5 / 5006 <= block.error <= 1 / 5000


def test_a_handful_of_doubtful_figures_is_not_believed_for_the_sake_of_sure_ones() -> None:
    """All were right, but six figures cannot show that a score of .6 means certainty."""
    sure, doubtful = blocks([(0.9999, True)] * 5000 + [(0.6, True)] * 6)
    assert sure.error < 0.0002
    assert doubtful.error > 0.15
    (thick,) = blocks([(0.9999, True)] * 5000 + [(0.6, True)] * 600)
    assert thick.error < 0.001


def test_errors_at_high_scores_pool_with_what_lies_below() -> None:
    points = [(0.999, False)] * 5 + [(0.999, True)] * 295 + [(0.9, True)] * 3000
    (block,) = blocks(points)
    assert (block.cells, block.wrong) == (3300, 5)


def test_many_errors_make_a_step_of_fewer_figures() -> None:
    points = [(0.9, True)] * FEWEST_CELLS + [(0.3, False)] * 10 + [(0.3, True)] * 10 + [(0.1, False)] * 60
    assert [block.cells for block in blocks(points)] == [200, 20, 60]
