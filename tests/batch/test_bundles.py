"""Pictures that a manifest calls one report."""

from __future__ import annotations

from pathlib import Path

from pipeline.batch.bundles import bundle
from pipeline.batch.documents import group
from pipeline.batch.intake import Intake, collect
from pipeline.batch.manifest import Entry, match_manifest
from tests.engines.picturefiles import pages


def collected(folder: Path) -> Intake:
    pages(folder, "x10.png", "x9.png", "other.png")
    (folder / "a.txt").write_text("a", encoding="utf-8")
    return collect([str(folder)], out=folder / "out")


def entries(**reports: str) -> list[Entry]:
    names = {"x9": "x9.png", "x10": "x10.png", "other": "other.png", "a": "a.txt"}
    return [
        Entry(line, names[key], agency="沅溪县教育局", report=report)
        for line, (key, report) in enumerate(reports.items(), 2)
    ]


def test_one_value_of_report_is_one_report_in_natural_order(tmp_path: Path) -> None:
    said = entries(x10="教育局2019", x9="教育局2019", other="alone", a="教育局2019")
    found = bundle(collected(tmp_path), said, beside=tmp_path)
    assert [one.path for one in found.inputs] == ["a.txt", "other.png"]
    (one,) = found.bundles
    assert (one.path, [part.path for part in one.parts]) == ("教育局2019", ["x9.png", "x10.png"])


def test_what_the_manifest_says_of_a_page_is_said_of_the_report(tmp_path: Path) -> None:
    said = entries(x9="r", x10="r")
    found = bundle(collected(tmp_path), said, beside=tmp_path)
    documents = group([*found.inputs, *found.bundles])
    manifest = match_manifest(said, documents, root=tmp_path, beside=tmp_path)
    assert manifest.missing == ()
    report = next(one for one in documents if one.parts)
    entry = manifest.of(report)
    assert entry is not None
    assert entry.agency == "沅溪县教育局"


def test_without_a_value_pictures_stay_apart(tmp_path: Path) -> None:
    intake = collected(tmp_path)
    assert bundle(intake, entries(x9="", x10=""), beside=tmp_path) == intake
