"""Documents that are measured: each kind has its own seeds, and what is there is not done again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.bench import drawn
from pipeline.bench.drawn import A_KIND, DIGITAL, TOLD, Task, is_hard, kinds_of, read_all, seed_of
from pipeline.errors import UsageError
from pipeline.settings import default_settings
from pipeline.synth import seeds
from pipeline.synth.damage import DAMAGES


def test_no_seed_serves_two_purposes_or_kinds() -> None:
    ranges = (seeds.DEVELOPMENT, seeds.CALIBRATION, seeds.ACCURACY)
    assert all(
        not set(range(one.start, one.stop, A_KIND)) & set(other) for one in ranges for other in ranges if one != other
    )
    for purpose in ranges:
        first = {seed_of(kind, 0, purpose) for kind in kinds_of(["all"])}
        assert len(first) == len(kinds_of(["all"]))
        assert all(seed in purpose and seed + A_KIND - 1 in purpose for seed in first)


def test_groups_of_kinds() -> None:
    assert kinds_of(["fax", "digital", "fax"]) == ("fax", *DIGITAL)
    assert set(kinds_of(["all"])) == {*DIGITAL, *DAMAGES}
    assert all(is_hard(kind) for kind in kinds_of(["hard"]))
    assert not any(is_hard(kind) for kind in kinds_of(["ordinary", "digital"]))
    with pytest.raises(UsageError, match="known are digital, ordinary"):
        kinds_of(["telegram"])


def test_what_is_read_stays_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = Task("txt", 12, tmp_path)
    assert not task.is_read()
    (done,) = read_all([task], default_settings(), workers=1)
    assert done == task
    assert task.is_read()
    truth = json.loads((task.documents / "txt-12.truth.json").read_bytes())
    (record,) = (tmp_path / "read" / "reports").glob("*.json")
    report = json.loads(record.read_bytes())
    assert truth["variant"] == "txt"
    assert report["source"]["path"] == "txt-12.txt"
    assert len(report["fields"]) >= len(truth["fields"])
    monkeypatch.setattr(drawn, "draw_one", None)  # a second reading draws nothing
    assert list(read_all([task], default_settings(), workers=1)) == [task]


def test_a_report_of_lost_tables_has_only_what_the_prose_says() -> None:
    assert 0 < len(drawn.draw_one(TOLD, 3).truth.fields) < len(drawn.draw_one("txt", 3).truth.fields)
