"""What was measured takes the place of what was guessed, and never lets through what a rule forbids."""

from __future__ import annotations

from pipeline.schema import Check, Promise, Support
from pipeline.stages.calibrate import calibrate, group_fields
from pipeline.trust.calibration import Calibration, Step
from pipeline.trust.policy import Policy
from tests.builders import make_field


def step(score: float, error: float) -> Step:
    return Step(score=score, cells=10, wrong=0, error=error, cells_above=10, wrong_above=0, upper=0.5)


MEASURED = Calibration(groups={"text/sums": (step(0.99, 0.001), step(0.5, 0.2)), "absent/text": (step(0.9, 0.05),)})
PROMISE = Promise(
    max_error=0.01, level=0.95, groups=(Support(group="text/sums", score=0.99, cells=9, wrong=0, upper=0.01),)
)
ABSENT = make_field(None, status="absent", meaning=None, confidence=0.9, origin=None)


def one(field: object, group: str, policy: Policy) -> object:
    return calibrate({"a": field}, {"a": group}, policy)["a"]  # type: ignore[dict-item]


def test_the_measured_confidence_replaces_the_score_which_is_kept() -> None:
    settled = one(make_field(confidence=0.995), "text/sums", Policy(0.9, MEASURED))
    assert (settled.confidence, settled.score, settled.group) == (0.999, 0.995, "text/sums")
    assert settled.status == "accepted"


def test_what_was_measured_to_be_wrong_too_often_goes_to_review() -> None:
    assert one(make_field(confidence=0.95), "text/sums", Policy(0.9, MEASURED)).status == "review"


def test_what_the_judge_sent_to_review_stays_there() -> None:
    settled = one(make_field(status="review", confidence=0.999), "text/sums", Policy(0.9, MEASURED))
    assert (settled.status, settled.confidence) == ("review", 0.999)


def test_without_measurements_the_score_is_the_confidence() -> None:
    settled = one(make_field(confidence=0.95), "prose", Policy(0.9, MEASURED))
    assert (settled.confidence, settled.score, settled.status) == (0.95, 0.95, "accepted")
    assert one(make_field(confidence=0.95), "prose", Policy(0.96)).status == "review"


def test_a_promise_accepts_only_what_supports_it() -> None:
    policy = Policy(0.9, MEASURED, PROMISE)
    assert one(make_field(confidence=0.99), "text/sums", policy).status == "accepted"
    assert one(make_field(confidence=0.98), "text/sums", policy).status == "review"
    assert one(make_field(confidence=0.9999), "prose", policy).status == "review"


def test_absence_is_a_claim_that_a_promise_covers() -> None:
    assert one(ABSENT, "absent/text", Policy(0.9)).status == "absent"
    assert one(ABSENT, "absent/text", Policy(0.9, MEASURED)).confidence == 0.95
    doubted = one(ABSENT, "absent/text", Policy(0.9, MEASURED, PROMISE))
    assert (doubted.status, doubted.meaning, doubted.confidence) == ("review", "unparseable", 0.0)


def test_what_a_person_said_is_left_alone() -> None:
    said = make_field(confidence=1.0, origin="person")
    assert one(said, "text/sums", Policy(0.9, MEASURED)) == said


def test_groups_know_of_sums_grids_and_absence() -> None:
    check = Check(
        id="total", at=None, level="error", verdict="not_assessable", blame=None, keys=("a", "b"), left=None,
        right=None, explanation="",
    )  # fmt: skip
    rule = check.model_copy(update={"level": "warning", "keys": ("c",)})
    fields = {
        "a": make_field(), "b": make_field(origin="ocr"), "c": make_field(origin="ocr"), "d": ABSENT,
        "e": make_field(None, origin=None, status="review"), "f": make_field(origin="person"),
    }  # fmt: skip
    groups = group_fields(fields, [check, rule], {"b": "pixels", "c": "gaps"})
    assert groups == {"a": "text/sums", "b": "pixels/sums", "c": "gaps/alone", "d": "absent/pixels"}
