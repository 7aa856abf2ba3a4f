from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from pipeline.cli import main


@pytest.mark.parametrize("noun", ["report", "failure", "correction"])
def test_the_schema_is_what_it_was(noun: str, golden: Callable[[str, str], None]) -> None:
    flags = [] if noun == "report" else [f"--{noun}"]
    done = CliRunner().invoke(main, ["schema", *flags])
    assert done.exit_code == 0
    golden("schema.json" if noun == "report" else f"schema-{noun}.json", done.output)


def test_the_schema_is_closed_and_everything_that_is_written_is_required() -> None:
    schema = json.loads(CliRunner().invoke(main, ["schema"]).output)
    for described in [schema, *schema["$defs"].values()]:
        if described.get("type") == "object":
            assert described["additionalProperties"] is False
            assert set(described["required"]) == set(described["properties"])
