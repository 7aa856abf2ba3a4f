"""How a report compares with the same agency's report of the year before."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Level, Number, Place


@dataclass(frozen=True, slots=True)
class YearBreak:
    """A rule between two years that the printed figures break.

    `this` is the figure of this year's report at `key`; `expected` what last year's figure and this year's changes
    make of it; `terms` are those figures, with the year's report ("this", "last"), the key, the sign and the value.
    """

    rule: str
    level: Level
    op: str
    key: str
    this: Number
    expected: Number
    terms: tuple[tuple[str, str, int, Number], ...]


@dataclass(frozen=True, slots=True)
class CopiedParagraph:
    """A paragraph of this year's report that last year's has as well, but for its numbers.

    `share` of its characters stand in sentences that were there before.
    """

    text: str
    place: Place | None
    share: float


@dataclass(frozen=True, slots=True)
class YearComparison:
    """What two years' reports of one agency say of each other.

    `held` counts the rules that hold, `not_assessable` those where a figure is missing. `explanation` is a note under
    this year's tables that says why figures do not continue last year's. `copied_share` is the share (0 to 1) of the
    narrative's characters that stand in sentences which last year's report has as well; None where there is no text.
    """

    same_agency: bool
    follows: bool
    held: int
    not_assessable: int
    breaks: tuple[YearBreak, ...]
    explanation: str | None
    copied: tuple[CopiedParagraph, ...]
    copied_share: float | None
