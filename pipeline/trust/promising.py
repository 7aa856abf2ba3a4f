"""What may be promised of the figures that are accepted."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pipeline.errors import UsageError
from pipeline.schema import Promise, Support
from pipeline.trust.calibration import Calibration, Step
from pipeline.trust.intervals import LEVEL


def promise(calibration: Calibration | None, max_error: float) -> Promise:
    """The lowest score of each group down to which at most `max_error` of the accepted figures are wrong.

    The bound is the one-sided 95 % upper bound of the measured rate, not the rate itself. Scores are gone down from
    the surest and the first that cannot be supported ends it, so that looking at many does not make a bad one good.
    Since every group keeps the promise by itself, any mixture of them does.

    Raises:
        UsageError: no group supports it; the message says what can be promised.
    """
    measured = calibration.groups if calibration is not None else {}
    found = {group: lowest_step(steps, max_error) for group, steps in measured.items()}
    supported = {group: step for group, step in found.items() if step is not None}
    if not supported:
        raise UsageError(_refusal(measured, max_error))
    groups = tuple(
        Support(group=group, score=step.score, cells=step.cells_above, wrong=step.wrong_above, upper=step.upper)
        for group, step in sorted(supported.items())
    )
    unsupported = tuple(sorted(set(measured) - set(supported)))
    return Promise(max_error=max_error, level=LEVEL, groups=groups, unsupported=unsupported)


def strictest(steps: tuple[Step, ...]) -> Step:
    """The step with the lowest bound: the strictest promise that the group supports."""
    return min(steps, key=lambda step: step.upper)


def lowest_step(steps: tuple[Step, ...], max_error: float) -> Step | None:
    """The step down to which the bound stays within `max_error`; None where the group does not support it."""
    least = math.log(1 - LEVEL) / math.log1p(-max_error)  # fewer figures support it not even without an error
    lowest = None
    for step in steps:
        if step.cells_above < least:
            continue
        if step.upper > max_error:
            break
        lowest = step
    return lowest


def _refusal(groups: Mapping[str, tuple[Step, ...]], max_error: float) -> str:
    best = {group: strictest(steps) for group, steps in groups.items() if steps}
    if not best:
        return f"--max-error {max_error:g} cannot be promised: nothing was measured; see `gongkai calibrate`"
    group, step = min(best.items(), key=lambda pair: pair[1].upper)
    needed = math.ceil(math.log(1 - LEVEL) / math.log1p(-max_error))
    return (
        f"--max-error {max_error:g} cannot be promised: it takes {needed:,} measured figures without an error, and the "
        f"surest group, {group}, has {step.wrong_above:,} errors in {step.cells_above:,}; "
        f"{_up(step.upper):g} can be promised"
    )


def _up(rate: float) -> float:
    """Rounded up to two figures, so that asking for it works."""
    digits = 1 - math.floor(math.log10(rate)) if rate > 0 else 6
    return float(math.ceil(rate * 10.0**digits) / 10.0**digits)
