from __future__ import annotations

from pipeline.schema import Promise, Support
from pipeline.trust.calibration import Calibration, Step
from pipeline.trust.policy import Policy

STEP = Step(score=0.5, cells=10, wrong=0, error=0.05, cells_above=10, wrong_above=0, upper=0.3)
MEASURED = Calibration(groups={"text/sums": (STEP,)})
PROMISE = Promise(
    max_error=0.001, level=0.95, groups=(Support(group="text/sums", score=0.97, cells=9, wrong=0, upper=0.001),)
)


def test_without_a_promise_the_confidence_is_compared_with_the_threshold() -> None:
    policy = Policy(0.9)
    assert policy.accepts(0.1, 0.9, "anything")
    assert not policy.accepts(0.99, 0.89, "anything")


def test_with_a_promise_the_score_is_and_unknown_groups_are_never_accepted() -> None:
    policy = Policy(0.9, MEASURED, PROMISE)
    assert policy.accepts(0.97, 0.95, "text/sums")
    assert not policy.accepts(0.97, 0.85, "text/sums")  # few of them, and doubtful ones: the whole would still keep it
    assert not policy.accepts(0.96, 0.99, "text/sums")
    assert not policy.accepts(1.0, 1.0, "prose")


def test_the_confidence_is_measured_or_none() -> None:
    assert Policy(0.9, MEASURED).confidence(0.7, "text/sums") == 0.95
    assert Policy(0.9, MEASURED).confidence(0.7, "prose") is None
    assert Policy(0.9).confidence(0.7, "text/sums") is None


def test_all_groups_have_to_be_measured() -> None:
    assert Policy(0.9, MEASURED).measured(["text/sums"])
    assert not Policy(0.9, MEASURED).measured(["text/sums", "prose"])
    assert not Policy(0.9).measured([])
