"""`gongkai schema`."""

from __future__ import annotations

import json

import click

EPILOG = """\b
Examples:
  gongkai schema > report.schema.json
  gongkai schema --failure
  gongkai schema --correction
"""


@click.command(epilog=EPILOG)
@click.option("--failure", "noun", flag_value="failure", help="Of a failure, OUT/failures/*.json.")
@click.option("--correction", "noun", flag_value="correction", help="Of a line of OUT/corrections.jsonl.")
def schema(*, noun: str | None) -> None:
    """Print the JSON Schema of what a run writes: of a record, unless another is asked for."""
    from pipeline.schema import Correction, Failure, Report
    from pipeline.schema.model import Noun

    nouns: dict[str | None, type[Noun]] = {"failure": Failure, "correction": Correction, None: Report}
    # as it is written: what a record leaves to a default is there all the same
    described = nouns[noun].model_json_schema(mode="serialization")
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
    click.echo(json.dumps(described, ensure_ascii=False, indent=2))
