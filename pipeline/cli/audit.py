"""`gongkai audit`: how many of the accepted figures are wrong, by a blind reading of a random sample."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.batch.auditing import Outcome
    from pipeline.batch.store import Store
    from pipeline.run import Kit

EPILOG = """\b
Examples:
  gongkai audit out --count 300 --seed 7         draws out/audit-7-300.xlsx
  gongkai audit out out/audit-7-300.xlsx         says what came of it

\b
The sheet shows each figure's picture and where it stands, not what was read. All
rows have to be filled in; what is 看不清 counts as wrong. 300 figures without an
error show that fewer than 1 % are wrong, 2,995 that fewer than 0.1 % are. What
was found wrong is put right by `gongkai apply OUT SHEET`, afterwards.
"""


@click.command("audit", epilog=EPILOG)
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("sheet", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--count", type=click.IntRange(1), help="How many figures to draw.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another sample.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="Language of the words.")
@click.pass_context
def audit(context: click.Context, *, out: Path, sheet: Path | None, count: int | None, seed: int, lang: str) -> None:
    """Draw accepted figures of OUT into a sheet for blind reading; with a filled-in SHEET, say how many are wrong."""
    from pipeline.batch.store import Store
    from pipeline.cli.frame import resolve
    from pipeline.run import kit_for

    kit, store = kit_for(resolve(context).settings), Store(out)
    if (sheet is None) == (count is None):
        raise UsageError("say either how many to draw with --count, or which filled-in SHEET to look at")
    if count is not None:
        click.echo(_draw(store, kit, count=count, seed=seed))
    elif sheet is not None:
        for line in said(_outcome(store, kit, sheet), chinese=lang == "zh"):
            click.echo(line)


def _draw(store: Store, kit: Kit, *, count: int, seed: int) -> str:
    from pipeline.batch.auditing import draw_sample, keep_sample, sample_name
    from pipeline.batch.journal import locations
    from pipeline.export.blind import write_blind

    sample = draw_sample(store, count=count, seed=seed)
    path = store.out / f"{sample_name(sample)}.xlsx"
    if path.exists():
        raise UsageError(f"{path}: there already, perhaps with answers; move it away or take another --seed")
    keep_sample(store.out, sample)
    write_blind(path, sample, store.reports(), forms=kit.forms, locations=locations(store.out))
    return (
        f"{sample.count:,} of {sample.population:,} accepted figures of {sample.documents:,} reports drawn into "
        f"{path}; fill in all of them, then gongkai audit {store.out} {path}"
    )


def _outcome(store: Store, kit: Kit, sheet: Path) -> Outcome:
    from pipeline.batch.auditing import FOLDER, Heard, compare_sample, load_sample
    from pipeline.export.answers import read_answers
    from pipeline.export.blind import sample_of

    seed, count = sample_of(sheet)
    sample = load_sample(store.out / FOLDER / f"audit-{seed}-{count}.json")
    used = {report.source.sha256: report.form for _, report in store.reports()}
    specs = {digest: kit.forms[form].specs for digest, form in used.items() if form in kit.forms}
    answers, problems = read_answers(sheet, specs.get)
    if problems:
        lines = "\n".join(f"  row {problem.row}: {problem.why}" for problem in problems)
        raise UsageError(f"{sheet}: {len(problems):,} rows are wrong, nothing was counted\n{lines}")
    return compare_sample(sample, [Heard(one.sha256, one.key, one.value, one.meaning) for one in answers])


def said(outcome: Outcome, *, chinese: bool) -> Iterator[str]:
    """What an auditor can quote, and the figures that are wrong."""
    from pipeline.export import auditwords
    from pipeline.export.wording import Words, meaning_mark
    from pipeline.trust.intervals import LEVEL

    def words(template: Words, **more: float) -> str:
        return (template.zh if chinese else template.en).format(**more)

    sample = outcome.sample
    for figure, heard in outcome.wrong:
        ours = meaning_mark(figure.meaning) if figure.value is None else figure.value
        theirs = meaning_mark(heard.meaning) if heard.value is None else heard.value
        yield f"{figure.path} {figure.key}: {ours} -> {theirs}"
    if outcome.unanswered:
        yield words(auditwords.UNFINISHED, unanswered=outcome.unanswered)
        return
    yield words(
        auditwords.DRAWN, documents=sample.documents, population=sample.population, count=sample.count,
        seed=sample.seed, wrong=len(outcome.wrong), unreadable=outcome.unreadable,
    )  # fmt: skip
    yield words(auditwords.BOUND, rate=outcome.rate, upper=outcome.upper, level=LEVEL)
    promised = sample.max_error
    if promised is None:
        return
    if outcome.upper <= promised:
        yield words(auditwords.KEPT, promised=promised)
    elif outcome.lower > promised:
        yield words(auditwords.BROKEN, promised=promised, lower=outcome.lower)
    else:
        yield words(auditwords.OPEN, promised=promised, needed=math.ceil(math.log(1 - LEVEL) / math.log1p(-promised)))
