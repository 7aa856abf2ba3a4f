"""Fields as judged -> fields with measured confidence, accepted only where the policy accepts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.schema import Check, Field
from pipeline.trust.grouping import ABSENT, ABSENT_SEEN, group_of
from pipeline.trust.policy import Policy


def calibrate(fields: Mapping[str, Field], groups: Mapping[str, str], policy: Policy) -> dict[str, Field]:
    """The fields with the confidence that was measured for their group, where the judge's was a guess.

    What the judge sent to review stays there, since its rules forbid what no measurement allows; what it accepted or
    said to be absent is for review where the policy does not accept it. Fields without a group stay as they are.
    """
    return {
        key: _calibrated(one, groups[key], policy) if key in groups and one.origin != "person" else one
        for key, one in fields.items()
    }


def group_fields(fields: Mapping[str, Field], checks: Sequence[Check], engines: Mapping[str, str]) -> dict[str, str]:
    """The group of each field that has one; `engines` says by key what found the grid that it stands in."""
    in_sums = {key for check in checks if check.level == "error" for key in check.keys}
    absent = ABSENT_SEEN if any(one.origin == "ocr" for one in fields.values()) else ABSENT
    groups = {}
    for key, one in fields.items():
        group = (
            absent
            if one.status == "absent"
            else group_of(one.origin, engine=engines.get(key, ""), in_sums=key in in_sums)
        )
        if group is not None:
            groups[key] = group
    return groups


def _calibrated(one: Field, group: str, policy: Policy) -> Field:
    score = one.confidence
    measured = policy.confidence(score, group)
    confidence = score if measured is None else measured
    guessed = measured is None and policy.promise is None
    if one.status == "absent" and guessed:  # the judge has a rule for it, which no threshold is compared with
        return one.model_copy(update={"score": score, "group": group})
    status = one.status if policy.accepts(score, confidence, group) else "review"
    if status == "review" and one.status == "absent":  # no longer a claim
        return one.model_copy(
            update={"status": status, "meaning": "unparseable", "confidence": 0.0, "score": score, "group": group}
        )
    return one.model_copy(update={"confidence": confidence, "status": status, "score": score, "group": group})
