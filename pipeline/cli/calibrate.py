"""`gongkai calibrate`: measure how often figures are wrong, and let confidence say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.trust.calibration import Calibration
    from pipeline.trust.observation import Observation

EPILOG = """\b
Examples:
  gongkai samples --out drawn --count 300 && gongkai run drawn --out read
  gongkai calibrate read --truth drawn --out our-calibration
  gongkai calibrate --with out --out our-calibration
  gongkai --set accept.calibration=our-calibration/calibration.json run reports/ --out out

\b
With OUT all is measured anew on the records of those runs. Without it, what was
measured before stays, and --with adds to it. What is printed as held out is said
of each document by a calibration that did not see it.
"""


@click.command("calibrate", epilog=EPILOG)
@click.argument("outs", nargs=-1, metavar="OUT...", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--truth", "truths", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with <id>.truth.json files for the documents of OUT.",
)  # fmt: skip
@click.option(
    "--with", "confirmed", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Output folder of a run whose figures people confirmed or corrected.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to, instead of models/calibration of this installation.",
)  # fmt: skip
def calibrate(outs: tuple[Path, ...], truths: tuple[Path, ...], confirmed: tuple[Path, ...], out: Path | None) -> None:
    """Fit confidence to the errors of the runs OUT, and print before and after on held-out documents."""
    from pipeline.assets import asset
    from pipeline.trust.calibration import NAME, save_calibration
    from pipeline.trust.fit import fit
    from pipeline.trust.records import NAME as KEPT
    from pipeline.trust.records import save_observations

    base = _measured(outs, truths)
    added = _confirmed(confirmed)
    if not base and not added:
        raise UsageError("no figure has both a record and a true value; are these the right folders?")
    for line in compared(base, added):
        click.echo(line)
    calibration = fit([*base, *added])
    for line in promised(calibration):
        click.echo(line)
    folder = out if out is not None else asset("models") / "calibration"
    save_calibration(calibration, folder / NAME)
    save_observations([*base, *added], folder / KEPT)
    click.echo(f"written to {folder / NAME}")


def _measured(outs: Sequence[Path], truths: Sequence[Path]) -> list[Observation]:
    from pipeline.batch.labels import labels_from_truth, load_truths
    from pipeline.batch.store import Store
    from pipeline.trust.calibration import shipped_calibration
    from pipeline.trust.records import NAME, load_observations

    if bool(outs) != bool(truths):
        raise UsageError("name both the output folders of runs and, with --truth, the folders of their true values")
    if not outs:
        shipped = shipped_calibration()
        return load_observations(shipped.with_name(NAME)) if shipped is not None else []
    known = load_truths(truths)
    return [one for out in outs for one in labels_from_truth(Store(out), known)]


def _confirmed(outs: Sequence[Path]) -> list[Observation]:
    from pipeline.batch.labels import labels_from_corrections
    from pipeline.batch.store import Store

    return [one for out in outs for one in labels_from_corrections(Store(out))]


def compared(base: Sequence[Observation], added: Sequence[Observation]) -> Iterator[str]:
    """What is said of held-out documents before and after, line by line."""
    from pipeline.bench.calibrated import measured
    from pipeline.trust.fit import held_out
    from pipeline.trust.reliability import Outcome

    every = [*base, *added]
    documents = len({one.document for one in every})
    wrong = sum(not one.right for one in every)
    yield f"{len(every):,} figures of {documents:,} documents, {wrong:,} of them wrong; {len(added):,} said by people"
    said = {"before: the judge's score": [one.score for one in every]}
    if added and base:
        said["after, without what people said"] = held_out(every, learn=base)
    said["after: on held-out documents"] = held_out(every)
    for title, confidences in said.items():
        yield ""
        yield title
        yield from measured(
            [Outcome(one.document, confidence, one.right) for one, confidence in zip(every, confidences, strict=True)]
        )


def promised(calibration: Calibration) -> Iterator[str]:
    """What each group supports, line by line."""
    from pipeline.trust.promising import lowest_step, strictest

    yield ""
    yield f"{'group':16}{'cells':>8}{'wrong':>7}{'least promise':>15}   accepted at 0.001, at 0.01"
    for group, steps in calibration.groups.items():
        whole, best = steps[-1], strictest(steps)
        shares = []
        for most in (0.001, 0.01):
            lowest = lowest_step(steps, most)
            share = 0.0 if lowest is None else lowest.cells_above / whole.cells_above
            shares.append(f"{share:.1%}")
        yield f"{group:16}{whole.cells_above:8}{whole.wrong_above:7}{best.upper:15.5f}   {', '.join(shares)}"
    yield ""
