"""How far confidence can be believed, as lines: said beside seen, log loss, risk against coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.bench.score import Score, risk_against_coverage
from pipeline.trust.reliability import Outcome, best_constant_loss, log_loss, reliability


def measured(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The lines for what was said of some figures; among ties the wrong ones count first."""
    yield f"{'confidence':>14}{'cells':>8}{'wrong':>7}{'said':>10}{'seen':>10}  95 % interval of the error seen"
    for one in reliability(outcomes):
        verdict = ("inside" if one.inside else "OUTSIDE") if one.counts else "too few to say"
        yield (
            f"{1 - 10.0**-one.number:14.6f}{one.cells:8}{one.wrong:7}{one.said:10.6f}{one.seen:10.6f}"
            f"  {one.low:.6f} to {one.high:.6f}  {verdict}"
        )
    yield f"log loss {log_loss(outcomes):.5f}, the best constant's {best_constant_loss(outcomes):.5f}"
    points = Score(points=[(one.confidence, one.right) for one in outcomes])
    for coverage, errors, cells, confidence in risk_against_coverage(points):
        yield (
            f"coverage {coverage:4.2f}: error rate {errors / cells:.5f} ({errors} of {cells}), "
            f"confidence >= {confidence:.5f}"
        )
