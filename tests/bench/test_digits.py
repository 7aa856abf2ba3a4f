from __future__ import annotations

import pytest
from click.testing import CliRunner

from pipeline.bench.digits import digits, interval


@pytest.mark.parametrize(
    ("count", "among", "low", "high"),
    [(0, 0, 0, 1), (0, 100, 0, 0.037), (5, 100, 0.0215, 0.1118), (100, 100, 0.963, 1)],
)
def test_an_interval_is_wilsons(count: int, among: int, low: float, high: float) -> None:
    assert interval(count, among) == pytest.approx((low, high), abs=1e-3)


def test_errors_alone_and_together_are_printed() -> None:
    done = CliRunner().invoke(digits, ["--cells", "2"], catch_exceptions=False)
    lines = done.output.splitlines()
    assert lines[0].startswith("18 cells, 2 a kind of damage")
    assert any(line.startswith("all") for line in lines)
    assert any(line.startswith("small, digits") for line in lines)
    assert any(line.startswith("0.999 to 1") for line in lines)
