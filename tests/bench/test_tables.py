from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.bench.tables import measure, tables
from pipeline.errors import UsageError
from pipeline.synth.draw import draw
from pipeline.synth.sample import Order


def put(folder: Path, layout: str) -> None:
    sample = draw(71, Order(kind="pdf", form="2014", layout=layout))
    (folder / f"{layout}.pdf").write_bytes(sample.content)
    (folder / f"{layout}.truth.json").write_text(sample.truth.as_json(), encoding="utf-8")


def test_rules_find_ruled_tables_and_alignment_the_others(tmp_path: Path) -> None:
    for layout in ("ruled", "borderless"):
        put(tmp_path, layout)
    tallies = measure(tmp_path, ["network"])
    assert set(tallies) == {
        "rules", "rules and alignment", "camelot network", "rules and camelot network", "all three, network",
    }  # fmt: skip
    cells = tallies["rules"].cells
    assert tallies["rules"].right == cells // 2
    assert tallies["rules and alignment"].right == cells
    assert tallies["all three, network"].right == cells
    assert all(tally.wrong == 0 for name, tally in tallies.items() if not name.startswith("camelot"))


def test_what_is_measured_is_printed(tmp_path: Path) -> None:
    put(tmp_path, "ruled")
    result = CliRunner().invoke(tables, [str(tmp_path), "--flavor", "network"])
    assert result.exit_code == 0, result.output
    rows = [line.split()[0] for line in result.output.splitlines()]
    assert rows == ["way", "rules", "rules", "camelot", "rules", "all"]
    assert "100.0" in result.output


def test_a_folder_without_true_values_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        measure(tmp_path, [])
