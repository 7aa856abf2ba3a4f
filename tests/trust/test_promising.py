from __future__ import annotations

import re

import pytest

from pipeline.errors import UsageError
from pipeline.trust.calibration import Calibration
from pipeline.trust.fit import fit
from pipeline.trust.promising import promise
from tests.trust.simulated import draw, steep


def test_in_simulation_the_promise_holds_where_it_is_given() -> None:
    """At most one promise in twenty may be broken; errors come alone or, in one document of fifty, ten at once."""
    given = broken = 0
    for mishap in (0.0, 0.02):
        fresh = list(draw(2000, seed=-1, mishap=mishap))
        for seed in range(30):
            try:
                (support,) = promise(fit(draw(120, seed=seed, mishap=mishap)), 0.005).groups
            except UsageError:
                continue
            given += 1
            accepted = [one.right for one in fresh if one.score >= support.score]
            broken += accepted.count(False) > 0.005 * len(accepted)
    assert given >= 40
    assert broken <= 0.1 * given


def test_as_much_is_accepted_as_the_data_support() -> None:
    fitted = fit(draw(600, seed=3))
    loose, strict = promise(fitted, 0.01).groups[0], promise(fitted, 0.001).groups[0]
    assert loose.score < strict.score
    assert loose.cells > strict.cells
    assert strict.upper <= 0.001
    assert steep(strict.score) < 0.01


def test_too_few_figures_are_refused_with_what_can_be_promised() -> None:
    few = fit(draw(12, seed=1, chance=lambda _: 0.0))
    with pytest.raises(UsageError, match=r"0\.001 cannot be promised: it takes 2,995 measured figures") as refused:
        promise(few, 0.001)
    least = float(re.findall(r"([\d.]+) can be promised", str(refused.value))[0])
    assert promise(few, least).groups[0].cells == 960
    assert "\n" not in str(refused.value)


def test_one_group_that_supports_nothing_is_named() -> None:
    both = fit([*draw(300, seed=1, chance=lambda _: 0.0), *draw(10, seed=1, group="prose")])
    made = promise(both, 0.001)
    assert [one.group for one in made.groups] == ["pixels/sums"]
    assert made.unsupported == ("prose",)


def test_errors_at_the_top_end_it() -> None:
    """What lies below errors at the highest scores is never reached by counting on."""
    wrong_at_top = fit([*draw(100, seed=1, chance=lambda score: 0.01 if score > 0.999 else 0.0)])
    with pytest.raises(UsageError):
        promise(wrong_at_top, 0.001)


@pytest.mark.parametrize("calibration", [None, Calibration(groups={})])
def test_without_measurements_nothing_is_promised(calibration: Calibration | None) -> None:
    with pytest.raises(UsageError, match="nothing was measured"):
        promise(calibration, 0.001)
