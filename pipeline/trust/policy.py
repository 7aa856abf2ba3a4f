"""When a figure is accepted: by what confidence, under what promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.schema import Promise
from pipeline.trust.calibration import Calibration

FLOOR = 0.9  # what the judge, by its own score, may leave to the measured confidence at all


@dataclass(frozen=True)
class Policy:
    """`threshold` is the lowest confidence that is accepted; where a promise was asked for, its scores count as well.

    Without a calibration the judge's score is the confidence.
    """

    threshold: float
    calibration: Calibration | None = None
    promise: Promise | None = None

    @property
    def floor(self) -> float:
        """The score below which the judge sends a figure to review, whatever was measured."""
        return min(self.threshold, FLOOR)

    def measured(self, groups: Iterable[str]) -> bool:
        """Whether the confidence of all these groups is measured."""
        return self.calibration is not None and set(groups) <= set(self.calibration.groups)

    @cached_property
    def _lowest(self) -> dict[str, float]:
        return {one.group: one.score for one in self.promise.groups} if self.promise is not None else {}

    def confidence(self, score: float, group: str) -> float | None:
        """The calibrated confidence; None where the group was never measured."""
        return self.calibration.probability(score, group) if self.calibration is not None else None

    def accepts(self, score: float, confidence: float, group: str) -> bool:
        """Whether a figure may be taken without a person's look."""
        promised = self.promise is None or (group in self._lowest and score >= self._lowest[group])
        return promised and confidence >= self.threshold
