"""A random sample of accepted figures, and what a blind reading of it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.batch.auditing import Heard, compare_sample, draw_sample, keep_sample, load_sample
from pipeline.batch.store import Store
from pipeline.errors import UsageError
from pipeline.schema import AuditSample, DrawnFigure
from tests.builders import make_field, make_report

FIGURES = tuple(DrawnFigure(sha256="d", path="d.pdf", key=f"k{n}", value=n, meaning="number") for n in range(300))
SAMPLE = AuditSample(seed=1, count=300, population=9000, documents=40, max_error=None, figures=FIGURES)


def heard(**changed: Heard) -> list[Heard]:
    right = {one.key: Heard("d", one.key, one.value, one.meaning) for one in FIGURES}
    return list({**right, **changed}.values())


def store_of(folder: Path, documents: int = 20) -> Store:
    store = Store(folder)
    for number in range(documents):
        fields = {f"k{cell}": make_field(cell) for cell in range(10)}
        fields |= {
            "doubtful": make_field(1, status="review"), "gone": make_field(None, status="absent", meaning=None),
            "said": make_field(1, origin="person"),
        }  # fmt: skip
        report = make_report(f"d{number}.pdf").model_copy(update={"fields": fields})
        store.write(f"d{number}-{report.source.sha256[:8]}", report)
    return store


def test_only_what_the_program_accepted_is_drawn(tmp_path: Path) -> None:
    sample = draw_sample(store_of(tmp_path), count=200, seed=3)
    assert (sample.population, sample.documents, sample.count) == (200, 20, 200)
    assert not {"doubtful", "gone", "said"} & {one.key for one in sample.figures}
    assert len({(one.sha256, one.key) for one in sample.figures}) == 200


def test_a_seed_gives_the_same_sample_another_another(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    assert draw_sample(store, count=20, seed=3) == draw_sample(store, count=20, seed=3)
    assert draw_sample(store, count=20, seed=3) != draw_sample(store, count=20, seed=4)


def test_every_figure_has_the_same_chance(tmp_path: Path) -> None:
    store = store_of(tmp_path, documents=5)
    drawn: Counter[tuple[str, str]] = Counter()
    for seed in range(200):
        drawn.update((one.sha256, one.key) for one in draw_sample(store, count=10, seed=seed).figures)
    assert len(drawn) == 50
    assert 15 <= min(drawn.values()) <= max(drawn.values()) <= 70  # 40 expected, 5.7 a standard deviation


def test_more_than_there_are_cannot_be_drawn(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="only 200 figures"):
        draw_sample(store_of(tmp_path), count=201, seed=0)


def test_a_sample_is_kept_and_not_drawn_again_from_other_records(tmp_path: Path) -> None:
    path = keep_sample(tmp_path, SAMPLE)
    assert load_sample(path) == SAMPLE
    assert keep_sample(tmp_path, SAMPLE) == path
    with pytest.raises(UsageError, match="another --seed"):
        keep_sample(tmp_path, SAMPLE.model_copy(update={"population": 8999}))
    with pytest.raises(UsageError, match="not there"):
        load_sample(tmp_path / "none.json")


def test_all_right_gives_the_rule_of_three() -> None:
    outcome = compare_sample(SAMPLE, heard())
    assert (outcome.rate, outcome.unanswered) == (0.0, 0)
    assert outcome.upper == pytest.approx(1 - 0.05 ** (1 / 300))
    assert outcome.lower == 0.0


def test_another_value_or_meaning_is_wrong_and_what_nobody_can_read_counts_against_us() -> None:
    outcome = compare_sample(
        SAMPLE,
        heard(
            k0=Heard("d", "k0", None, "blank"), k1=Heard("d", "k1", 7, "number"),
            k2=Heard("d", "k2", None, "unparseable"),
        ),
    )  # fmt: skip
    assert [figure.key for figure, _ in outcome.wrong] == ["k0", "k1"]
    assert (outcome.against, outcome.unreadable, outcome.rate) == (3, 1, 0.01)
    assert outcome.upper == pytest.approx(0.02564, abs=1e-5)


def test_rows_without_an_answer_are_counted() -> None:
    assert compare_sample(SAMPLE, heard()[:-3]).unanswered == 3
