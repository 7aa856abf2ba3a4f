"""The parts of a record as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.box import ROUNDED, SIMPLE
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pipeline.cli.terminal import plain

if TYPE_CHECKING:
    from pipeline.export.formtable import FormTable
    from pipeline.forms import Form
    from pipeline.schema import Field, Report

STYLES = {"review": "bold black on yellow", "absent": "dim", "accepted": ""}
AGREEMENTS = {"agrees": "green", "agrees_in_other_scope": "green", "disagrees": "bold yellow", "only_source": "cyan"}
MOST_TEXT = 46


def head(report: Report) -> Panel:
    """Whose report it is, of which year, on which form."""
    stated = (report.agency.value, report.year.value, report.region.value, report.published_on.value)
    title = " · ".join(str(one) for one in stated if one is not None)
    source = report.source
    said = [f"form {report.form} (decided by {report.form_evidence.decided_by})", source.kind]
    said += [f"{source.pages} pages"] if source.pages is not None else []
    return Panel(
        plain(f"{source.path}  |  {', '.join(said)}"), title=plain(title, "bold"), title_align="left", box=ROUNDED
    )


def tables(report: Report, form: Form | None, *, section: str | None) -> Iterator[Table]:
    """The form's tables with what was read; doubtful figures are marked with ?."""
    from pipeline.export.formtable import form_tables

    if form is None:
        return
    broken = _broken(report)
    for table in form_tables(form, report.fields):
        if section is None or form.table_by_id[table.id].section == section:
            yield _table(table, report, broken)


def sums(report: Report, form: Form | None, *, everything: bool) -> Table:
    """The sums that do not hold, or all."""
    from pipeline.export.formtable import at_label

    drawn = Table(title=None if everything else "sums that do not hold", title_justify="left", box=SIMPLE)
    for name in ("sum", "at", "left", "right", "verdict", "blame", "explanation"):
        drawn.add_column(name, justify="right" if name in ("left", "right") else "left")
    for check in report.checks:
        if everything or check.verdict == "broken":
            at = at_label(form, check) if form is not None else check.at or ""
            style = _check_style(check.verdict, check.level)
            cells = (check.id, at, _number(check.left), _number(check.right), check.verdict, check.blame or "")
            drawn.add_row(*(plain(cell) for cell in (*cells, check.explanation)), style=style)
    return drawn


def figures(report: Report, form: Form | None) -> Table:
    """Every figure on a line."""
    drawn = Table(box=SIMPLE)
    for name in ("key", "label", "value", "as printed", "meaning", "status", "confidence", "origin"):
        drawn.add_column(name, justify="right" if name in ("value", "confidence") else "left")
    for key, one in report.fields.items():
        label = form.specs[key].label if form is not None and key in form.specs else ""
        cells = (key, label, _number(one.value), one.raw, one.meaning or "", one.status)
        drawn.add_row(
            *(plain(cell) for cell in cells), f"{one.confidence:.4f}", one.origin or "", style=STYLES[one.status]
        )
    return drawn


def claims(report: Report, form: Form | None) -> Table:
    """The figures of the narrative beside the tables'."""
    drawn = Table(title="figures in the text", title_justify="left", box=SIMPLE)
    for name in ("as written", "figure", "text", "table", ""):
        drawn.add_column(name, justify="right" if name in ("text", "table") else "left")
    for claim in report.prose:
        keys = (claim.key,) if claim.key is not None else claim.keys
        labels = [form.specs[key].label if form is not None and key in form.specs else key for key in keys]
        printed = [_number(report.fields[key].value) or "–" if key in report.fields else "–" for key in keys]
        text = claim.text if len(claim.text) <= MOST_TEXT else claim.text[:MOST_TEXT] + "…"
        drawn.add_row(
            plain(text),
            plain(" + ".join(labels)),
            f"{claim.hedge or ''}{_number(claim.value)}",
            " + ".join(printed),
            plain(claim.agreement, AGREEMENTS.get(claim.agreement, "dim")),
        )
    return drawn


def text(report: Report, key: str) -> Iterator[Text]:
    """The paragraphs of a section."""
    for section in report.sections:
        if section.key == key:
            yield plain(section.title, "bold")
            for paragraph in section.paragraphs:
                yield plain(paragraph.text)


def warnings(report: Report) -> Iterator[Text]:
    """Doubts about the whole document."""
    for remark in report.warnings:
        where = "" if remark.page is None else f" (page {remark.page})"
        yield plain(f"! {remark.code}{where}: {remark.message}", "yellow")


def _table(table: FormTable, report: Report, broken: set[str]) -> Table:
    drawn = Table(
        box=SIMPLE, title=plain(table.caption) if table.caption else None, title_justify="left", pad_edge=False
    )
    drawn.add_column("", max_width=44, overflow="fold")
    if table.units:
        drawn.add_column("")
    keys = next(line.keys for line in table.lines if line.keys)
    over = _labels_over(table, len(keys))
    groups = list(dict.fromkeys(path[:-1] for path in over))
    if not table.stub and len(groups) > 1:  # one row of many figures: a row a group reads better
        _add_groups(drawn, groups, over, [_cell(report.fields.get(key), broken=key in broken) for key in keys])
        return drawn
    for path in over:
        drawn.add_column(plain(path[-1] if path else ""), justify="right")
    for line in table.lines:
        last = line.labels[-1] if line.labels else None
        depth = table.stub - last.colspan if last else 0  # the merged labels that the row stands under
        for number, label in enumerate(line.labels[:-1], depth - len(line.labels) + 1):
            drawn.add_row(plain("  " * number + label.text, "bold"))
        cells = [_cell(report.fields.get(key), broken=key in broken) for key in line.keys]
        unit = [plain(line.unit)] if table.units else []
        indent = "  " * (last.indent if table.units and last else depth)
        drawn.add_row(plain(indent + (last.text if last else ""), "bold" if line.heading else ""), *unit, *cells)
    return drawn


def _add_groups(drawn: Table, groups: list[tuple[str, ...]], over: list[tuple[str, ...]], cells: list[Text]) -> None:
    names = list(dict.fromkeys(path[-1] for path in over))
    for name in names:
        drawn.add_column(plain(name), justify="right")
    for group in groups:
        inside = {path[-1]: cell for path, cell in zip(over, cells, strict=True) if path[:-1] == group}
        drawn.add_row(plain(" / ".join(group)), *(inside.get(name, Text("")) for name in names))


def _labels_over(table: FormTable, columns: int) -> list[tuple[str, ...]]:
    """The labels that stand over each column, outermost first."""
    found: list[tuple[str, ...]] = [()] * columns
    reach = [0] * columns  # the row of headings up to which a column is taken
    for level, labels in enumerate(table.head):
        at = 0
        for label in labels:
            while at < columns and reach[at] > level:
                at += 1
            for column in range(at, min(at + label.colspan, columns)):
                found[column], reach[column] = (*found[column], label.text), level + label.rowspan
            at += label.colspan
    return found


def _cell(one: Field | None, *, broken: bool) -> Text:
    from pipeline.export.wording import meaning_mark

    if one is None:
        return Text("")
    if one.status == "absent":
        return Text("·", style="dim")
    said = _number(one.value) if one.value is not None else meaning_mark(one.meaning)
    style = STYLES[one.status] or ("magenta" if broken else "dim" if one.value == 0 else "")
    return plain(f"{said}?" if one.status == "review" else said, style)


def _broken(report: Report) -> set[str]:
    checks = (check for check in report.checks if check.verdict == "broken" and check.level == "error")
    return {key for check in checks for key in check.keys}


def _check_style(verdict: str, level: str) -> str:
    if verdict != "broken":
        return "" if verdict == "holds" else "dim"
    return "red" if level == "error" else "yellow"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,}"
