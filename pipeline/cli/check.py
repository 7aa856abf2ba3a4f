"""`gongkai check`: one report before it is published."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline.cli.frame import DOCUMENT_FAILED, resolve

if TYPE_CHECKING:
    from pipeline.preflight.finding import Inspection
    from pipeline.run import Kit
    from pipeline.schema import Box, Failure, Report

SOMETHING_IS_WRONG = 4
RECORD = ".json"
EPILOG = """\b
Examples:
  gongkai check 2024.docx
  gongkai check 2024.pdf --last-year 2023.pdf --format html --out 2024.html
  gongkai check 2024.html --lang en --strict
  gongkai check out/reports/2024-0a1b2c3d.json    (a record that a run wrote)

Exit codes: 0 nothing is wrong, 4 something is (with --strict also where there
are only warnings), 3 the document could not be read, 2 wrong usage.
docs/check.md explains each finding by its code.
"""


@click.command("check", epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--last-year",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The same agency's report of the year before, to compare with.",
)
@click.option("--year", type=click.IntRange(2000, 2100), help="The year that the report should be about.")
@click.option("--agency", metavar="NAME", help="The agency whose report it should be.")
@click.option(
    "--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="The findings' language."
)
@click.option(
    "--format", "kind", type=click.Choice(("text", "json", "html")), default="text", show_default=True, help="How."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to the screen.")
@click.option("--strict", is_flag=True, help="Exit with 4 where there are warnings, too.")
@click.pass_context
def check(
    context: click.Context,
    *,
    file: Path,
    last_year: Path | None,
    year: int | None,
    agency: str | None,
    lang: Literal["zh", "en"],
    kind: Literal["text", "json", "html"],
    out: Path | None,
    strict: bool,
) -> None:
    """Check one report before it is published.

    FILE is the report (PDF, Word, HTML or text), or its record. Every finding says where it is, why it matters and how
    to mend it: sums, missing sections and tables, years and dates, old notices, figures in the text, personal data.
    """
    from pipeline.run import kit_for
    from pipeline.schema import Failure

    kit = kit_for(resolve(context).settings)
    report = _read(file, kit)
    last = _read(last_year, kit) if last_year is not None else None
    if isinstance(report, Failure) or isinstance(last, Failure):
        for path, result in ((file, report), (last_year, last)):
            if isinstance(result, Failure):
                click.echo(f"gongkai: {path}: {_told(result, lang)}", err=True)
        context.exit(DOCUMENT_FAILED)
    inspection = _inspect(report, last, kit, lang=lang, expected=(year, agency))
    _write(inspection, report, file, kind, out)
    if inspection.counts["error"] or (strict and inspection.counts["warning"]):
        context.exit(SOMETHING_IS_WRONG)


def _inspect(
    report: Report,
    last: Report | None,
    kit: Kit,
    *,
    lang: Literal["zh", "en"],
    expected: tuple[int | None, str | None],
) -> Inspection:
    from pipeline.corpus.lastyear import compare_years
    from pipeline.preflight.case import Case
    from pipeline.preflight.examine import examine

    years = compare_years(report, last, kit.forms.get(report.form)) if last is not None else None
    case = Case(report, kit.forms, years, expected_year=expected[0], expected_agency=expected[1])
    return examine(case, language=lang, last=last)


def _read(file: Path, kit: Kit) -> Report | Failure:
    """The record of a file, which may be a record already."""
    from pipeline.run import read

    return _load_record(file) if file.suffix.lower() == RECORD else read(file, kit=kit)


def _told(failure: Failure, lang: Literal["zh", "en"]) -> str:
    from pipeline.export.wording import words

    page = "" if failure.page is None else f" (page {failure.page})"
    reason = words(failure.reason)
    said = f"未能读取（{reason.zh}）" if lang == "zh" else f"could not be read ({reason.en})"
    return f"{said}{page}: {failure.message}"


def _load_record(file: Path) -> Report:
    from pydantic import ValidationError

    from pipeline.errors import UsageError
    from pipeline.schema import Report

    try:
        return Report.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise UsageError(f"{file}: this JSON file is no record of a report: {place}: {first['msg']}") from error


def _write(
    inspection: Inspection, report: Report, file: Path, kind: Literal["text", "json", "html"], out: Path | None
) -> None:
    if kind == "text" and out is None and sys.stdout.isatty():
        from pipeline.preflight.console import print_inspection

        print_inspection(inspection, sys.stdout)
        return
    text = _rendered(inspection, report, file, kind)
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from pipeline.atomic import write_whole

    write_whole(out, text.encode())
    click.echo(f"{out}", err=True)


def _rendered(inspection: Inspection, report: Report, file: Path, kind: Literal["text", "json", "html"]) -> str:
    if kind == "json":
        return inspection.model_dump_json(indent=1) + "\n"
    if kind == "text":
        from pipeline.preflight.console import inspection_to_text

        return inspection_to_text(inspection)
    return _page(inspection, report, file)


def _page(inspection: Inspection, report: Report, file: Path) -> str:
    """The web page, with parts of the document's pages where it has any."""
    from pipeline.preflight.webpage import inspection_to_html

    if report.source.kind not in ("pdf", "image") or file.suffix.lower() == RECORD:
        return inspection_to_html(inspection)
    from pipeline.export.pictures import Pictures

    name, kind = report.source.path, report.source.kind
    with Pictures({name: file}) as pictures:

        def draw(page: int, clip: Box, mark: Box) -> bytes | None:
            drawn = pictures.part(name, kind, page, clip=clip, mark=mark)
            return drawn.octets if drawn is not None else None

        return inspection_to_html(inspection, draw)
