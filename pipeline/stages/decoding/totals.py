"""What the terms of a sum come to."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Number

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Totals:
    """Of one sum: by how much left exceeds right, and how many terms of each side print no number."""

    excess: Number
    left_missing: int = 0
    right_missing: int = 0

    def plus(self, number: Number | None, sign: int, times: int = 1) -> Totals:
        """With one more term, or one less (`times` is -1); None prints no number."""
        if number is not None:
            return Totals(self.excess + times * sign * number, self.left_missing, self.right_missing)
        if sign > 0:
            return Totals(self.excess, self.left_missing + times, self.right_missing)
        return Totals(self.excess, self.left_missing, self.right_missing + times)

    @property
    def holds(self) -> bool:
        """Whether it comes out, with what prints no number as 0."""
        return abs(self.excess) < TOLERANCE

    @property
    def may_hold(self) -> bool:
        """Whether some number from 0 up in the missing places would make it hold."""
        return self.holds or (self.right_missing if self.excess > 0 else self.left_missing) > 0
