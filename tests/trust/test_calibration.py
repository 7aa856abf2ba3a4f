from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.trust.calibration import Calibration, Step, load_calibration, save_calibration


def step(score: float, error: float) -> Step:
    return Step(score=score, cells=1000, wrong=1, error=error, cells_above=1000, wrong_above=1, upper=0.01)


MADE = Calibration(groups={"text/sums": (step(0.99, 0.0005), step(0.9, 0.01), step(0.2, 0.4))})


@pytest.mark.parametrize(
    ("score", "probability"), [(1.0, 0.9995), (0.99, 0.9995), (0.989, 0.99), (0.5, 0.6), (0.2, 0.6), (0.1, 0.1)]
)
def test_a_score_between_two_steps_counts_as_the_lower_and_below_all_as_itself(
    score: float, probability: float
) -> None:
    assert MADE.probability(score, "text/sums") == probability


def test_a_group_that_was_never_measured_has_no_probability() -> None:
    assert MADE.probability(0.99, "pixels/sums") is None


def test_it_comes_back_from_its_file_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "one.json", tmp_path / "other.json"
    save_calibration(MADE, one)
    save_calibration(load_calibration(one), other)
    assert load_calibration(other) == MADE
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("content", ["", "{}", '{"version": 7, "groups": {}}', '{"groups": {}, "more": 1}'])
def test_another_file_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"wrong\.json.*gongkai calibrate"):
        load_calibration(path)
    with pytest.raises(ConfigError, match="absent"):
        load_calibration(tmp_path / "absent.json")
