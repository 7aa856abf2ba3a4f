"""An inspection as text for a terminal or a file: 80 to 100 columns, coloured where a terminal shows it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TextIO

from pipeline.preflight.columns import wrap
from pipeline.preflight.finding import Finding, Inspection, Language
from pipeline.preflight.messages import Messages, load_messages
from pipeline.preflight.pages import bundles, by_group, where
from pipeline.schema import Level

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST, WIDEST = 80, 100
COLOURS: dict[Level, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
MOST_SPOTS = 4
INDENT = 4


def print_inspection(inspection: Inspection, stream: TextIO) -> None:
    """Write the inspection to `stream`."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, soft_wrap=False, emoji=False, markup=False)
    console.width = min(WIDEST, max(NARROWEST, console.width))
    messages, language = load_messages(), inspection.language
    _print_head(inspection, console, messages)
    group = None
    for same in bundles(by_group(inspection)):
        if same[0].group != group:
            group = same[0].group
            console.print()
            console.print(messages.fill(messages.groups[group], {}, language), style="bold underline")
        _print_bundle(same, console, messages, language)
    console.print()
    if inspection.findings:
        for line in wrap(messages.word("legend", language), console.width):
            console.print(line, style="dim")
    else:
        console.print(messages.word("clean", language), style="bold green")


def inspection_to_text(inspection: Inspection) -> str:
    """The inspection as plain text, without the spaces that fill a terminal's lines."""
    stream = io.StringIO()
    print_inspection(inspection, stream)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def head_lines(inspection: Inspection) -> list[tuple[str, str]]:
    """What was checked, as label and value."""
    messages, language = load_messages(), inspection.language

    def word(name: str) -> str:
        return messages.word(name, language)

    report = inspection.report
    lines = [
        (word("file"), report.path),
        (word("agency"), report.agency or word("unknown")),
        (word("year"), str(report.year) if report.year is not None else word("unknown")),
        (word("form"), report.form if report.form != "unknown" else word("form.unknown")),
        (word("published"), report.published_on or word("unknown")),
    ]
    return lines + ([(word("compared"), inspection.last_year.path)] if inspection.last_year is not None else [])


def _print_head(inspection: Inspection, console: Console, messages: Messages) -> None:
    language = inspection.language
    console.print(messages.word("heading", language), style="bold")
    for label, value in head_lines(inspection):
        _wrapped(console, f"{label}{_colon(language)}", value, indent=0)
    counts = {str(level): count for level, count in inspection.counts.items()}
    console.print(messages.word("summary", language, **counts), style="bold")


def _print_bundle(same: tuple[Finding, ...], console: Console, messages: Messages, language: Language) -> None:
    from rich.text import Text

    first, colon = same[0], _colon(language)
    head = Text()
    head.append(messages.word(f"level.{first.level}", language), style=COLOURS[first.level])
    head.append(f"  {first.title}", style="bold")
    head.append(f"  {first.code}", style="dim")
    console.print()
    console.print(head)
    for finding in same:
        _wrapped(console, "" if len(same) == 1 else "• ", finding.says)
        _print_spots(finding, console, messages, language)
    _wrapped(console, messages.word("why", language) + colon, first.why)
    _wrapped(console, messages.word("mend", language) + colon, first.mend)


def _print_spots(finding: Finding, console: Console, messages: Messages, language: Language) -> None:
    for spot in finding.spots[:MOST_SPOTS]:
        excerpt = f"“{spot.excerpt}”" if spot.excerpt else ""
        said = f"{where(spot, language)} {excerpt}".strip()
        if said:
            _wrapped(console, messages.word("where", language) + _colon(language), said, indent=INDENT + 2)
    if len(finding.spots) > MOST_SPOTS:
        more = messages.word("more", language, count=len(finding.spots) - MOST_SPOTS)
        _wrapped(console, "", more, indent=INDENT + 2)


def _wrapped(console: Console, label: str, text: str, *, indent: int = INDENT) -> None:
    from rich.text import Text

    lead = label if not label or not label.isascii() else f"{label} "
    for number, line in enumerate(wrap(lead + text, console.width - indent)):
        shown = Text(" " * indent)
        shown.append(line[: len(lead)] if number == 0 else "", style="dim")
        shown.append(line[len(lead) :] if number == 0 else line)
        console.print(shown, no_wrap=True)


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ":"
