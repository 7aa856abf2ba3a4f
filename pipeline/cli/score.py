"""`gongkai score`: a run against true values."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.bench import score as measures
from pipeline.bench.score import MOST_LOST, Score, Tally

EPILOG = """\b
Examples:
  gongkai run samples --out out && gongkai score samples out
  gongkai score truth out --most-silent 0 --least-exact 99.9   (exit code 4 where the run falls short)
"""
FELL_SHORT = 4


@click.command("score", epilog=EPILOG)
@click.argument("truth", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--most-silent", type=int, help="Exit with 4 where more errors than this are silent.")
@click.option(
    "--least-exact", type=float, help="Exit with 4 where a smaller share (%) of the cells that were read is exact."
)
@click.pass_context
def score(context: click.Context, truth: Path, out: Path, most_silent: int | None, least_exact: float | None) -> None:
    """Score the records of OUT against the true values in TRUTH.

    TRUTH holds <id>.truth.json files beside the inputs. Printed a kind: cells, share exact, share exact of those not
    zero, silent errors (wrong and not sent to review), figures that the report does not print, share in review, cells
    of unread documents, meanings of empty cells; then sums, head, risk against coverage, and calibration.
    """
    result = measures.score(truth, out)
    for line in render(result):
        click.echo(line)
    whole = result.total
    read = whole.cells - whole.unread
    share = 100 * whole.exact / read if read else 0.0
    if most_silent is not None and whole.silent + whole.extra > most_silent:
        click.echo(f"fell short: {whole.silent} silent errors and {whole.extra} invented figures", err=True)
        context.exit(FELL_SHORT)
    if least_exact is not None and share < least_exact:
        click.echo(f"fell short: {share:.3f} % of the cells read are exact", err=True)
        context.exit(FELL_SHORT)


def render(result: Score) -> list[str]:
    """The lines that the command prints."""
    columns = ("exact%", "nonzero%", "silent", "extra", "review%", "unread", "meaning")
    lines = [f"{'kind':20}{'docs':>5}{'cells':>7}" + "".join(f"{name:>9}" for name in columns)]
    lines += [_row(name, tally) for name, tally in [*result.kinds.items(), ("ALL", result.total)]]
    sums = result.sums
    lines.append(
        f"zero for a figure {result.zero_for_figure}, figure for a zero {result.figure_for_zero}; "
        f"form {result.form}, year {result.year}, agency {result.agency} of {result.documents}"
    )
    lines.append(
        f"broken sums {sums.true}: named {sums.named}, undecided {sums.undecided}, "
        f"blamed on reading {sums.blamed_on_reading}, missed {sums.missed}, unread {sums.unread}; "
        f"sums that hold: alleged {sums.alleged}, doubted {sums.doubted}"
    )
    for coverage, errors, cells, confidence in measures.risk_against_coverage(result):
        lines.append(
            f"coverage {coverage:4.2f}: error rate {errors / cells:.5f} ({errors} of {cells}), "
            f"confidence >= {confidence:.5f}"
        )
    for lowest, cells, said, seen in measures.calibration(result):
        lines.append(f"confidence {lowest:.6f} and up: {cells} cells, error said {said:.5f}, seen {seen:.5f}")
    lines += [f"silent: {line}" for line in result.lost[:MOST_LOST]]
    if result.without:
        lines.append(f"inputs without a record: {', '.join(result.without)}")
    return lines


def _row(name: str, tally: Tally) -> str:
    exact, nonzero = _percent(tally.exact, tally.cells), _percent(tally.nonzero_exact, tally.nonzero)
    review = _percent(tally.review, tally.cells)
    meaning = f"{tally.special_right}/{tally.special}"
    return (
        f"{name:20}{tally.documents:5}{tally.cells:7}{exact:9.3f}{nonzero:9.3f}{tally.silent:9}{tally.extra:9}"
        f"{review:9.2f}{tally.unread:9}{meaning:>9}"
    )


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0
