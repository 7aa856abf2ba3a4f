"""`gongkai doctor`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.cli.examination import Finding

SIGNS = {"ok": "ok", "warning": "!!", "broken": "XX"}
EPILOG = """\b
Examples:
  gongkai doctor
  gongkai doctor --json
"""


@click.command(epilog=EPILOG)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Look for what is missing or clashes: engines, OpenCV, forms, models, fonts. Exit 1 if one is broken."""
    from pipeline.cli.examination import examine

    findings = list(examine())
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            _show(finding)
    if any(finding.state == "broken" for finding in findings):
        context.exit(1)


def _show(finding: Finding) -> None:
    click.echo(f"{SIGNS[finding.state]}  {finding.name:18} {finding.message}")
    if finding.remedy:
        click.echo(f"    {'':18} mend it with: {finding.remedy}")
