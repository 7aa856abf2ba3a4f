"""Scoring a run against true values: what share of the cells is right, and what went wrong in silence.

A silent error is a cell that is wrong and was not sent to review: an accepted wrong value or meaning, a figure said to
be absent that the document prints, a key left out. An input without a record, or whose form is unknown, is unread:
the run admits that, so its cells count as unread, not as wrong.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TOLERANCE = 1e-6
MOST_LOST = 12
COVERAGES = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
TRUTH_SUFFIX = ".truth.json"


@dataclass(slots=True)
class Tally:
    """Counts over the documents of one kind."""

    documents: int = 0
    cells: int = 0
    exact: int = 0
    nonzero: int = 0
    nonzero_exact: int = 0
    silent: int = 0
    extra: int = 0
    review: int = 0
    unread: int = 0
    special: int = 0
    special_right: int = 0

    def add(self, other: Tally) -> None:
        """Add the other's counts to this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Sums:
    """Broken error-level sums: the true ones by what the run says of them, and those it alleges without cause."""

    true: int = 0
    named: int = 0
    undecided: int = 0
    blamed_on_reading: int = 0
    missed: int = 0
    unread: int = 0
    alleged: int = 0
    doubted: int = 0


@dataclass(slots=True)
class Score:
    """All measures of one run against one set of true values."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    sums: Sums = field(default_factory=Sums)
    documents: int = 0
    form: int = 0
    year: int = 0
    agency: int = 0
    zero_for_figure: int = 0
    figure_for_zero: int = 0
    points: list[tuple[float, bool]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """The counts over all kinds."""
        whole = Tally()
        for tally in self.kinds.values():
            whole.add(tally)
        return whole


def score(truth: Path, out: Path) -> Score:
    """Score the records below `out` against `<id>.truth.json` files below `truth`; records are met by file stem."""
    reports = load_reports(out)
    result = Score()
    for path in sorted(truth.rglob(f"*{TRUTH_SUFFIX}")):
        name = path.name.removesuffix(TRUTH_SUFFIX)
        score_document(name, json.loads(path.read_text(encoding="utf-8")), reports.get(name), result)
    return result


def risk_against_coverage(result: Score) -> Iterator[tuple[float, int, int, float]]:
    """(coverage, errors, cells, lowest confidence) as confidence falls; among ties the wrong ones come first."""
    points = sorted(result.points, key=lambda point: (-point[0], point[1]))
    marks, errors = list(COVERAGES), 0
    for number, (confidence, right) in enumerate(points, 1):
        errors += not right
        tie = number < len(points) and points[number][0] == confidence
        while marks and number >= marks[0] * len(points) and not tie:
            yield marks.pop(0), errors, number, confidence


def calibration(result: Score) -> Iterator[tuple[float, int, float, float]]:
    """(lowest confidence, cells, error said, error seen) in bins of -log10(1 - confidence)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in result.points:
        bins.setdefault(min(6, int(-math.log10(max(1e-6, 1 - confidence)))), []).append((confidence, right))
    for number, cells in sorted(bins.items()):
        said = 1 - sum(confidence for confidence, _ in cells) / len(cells)
        seen = 1 - sum(right for _, right in cells) / len(cells)
        yield 1 - 10.0**-number, len(cells), said, seen


def load_reports(out: Path) -> dict[str, dict[str, Any]]:
    """The records below a folder by the stem of their source."""
    reports: dict[str, dict[str, Any]] = {}
    for path in sorted(out.rglob("*.json")):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if (
            isinstance(record, dict)
            and isinstance(record.get("fields"), dict)
            and isinstance(record.get("source"), dict)
        ):
            reports[Path(record["source"]["path"]).stem] = record
    return reports


def score_document(name: str, truth: Mapping[str, Any], report: Mapping[str, Any] | None, result: Score) -> None:
    """Score the record of one document into `result`; None where there is none."""
    tally = result.kinds.setdefault(truth["variant"], Tally())
    tally.documents += 1
    broken = truth.get("broken_checks", [])
    result.sums.true += len(broken)
    if report is None or str(report.get("form")) == "unknown":
        result.without.append(name)
        result.sums.unread += len(broken)
        tally.cells += len(truth["fields"])
        tally.nonzero += sum(bool(value) for value in truth["fields"].values())
        tally.unread += len(truth["fields"])
        return
    result.documents += 1
    result.form += str(report.get("form")) == truth["form"]
    result.year += str(_stated(report, "year")) == str(truth["year"])
    result.agency += _stated(report, "agency") == truth["agency"]
    _score_sums(broken, report, result.sums)
    _score_extra(name, truth, report, tally, result)
    for key, value in truth["fields"].items():
        _score_cell(
            f"{name} {key}", value, truth.get("meaning", {}).get(key), report["fields"].get(key), (tally, result)
        )


def _score_sums(true: list[str], report: Mapping[str, Any], sums: Sums) -> None:
    found = {
        check["id"] + (f"@{check['at']}" if check.get("at") else ""): check.get("blame")
        for check in report.get("checks") or []
        if check.get("verdict") == "broken" and check.get("level", "error") == "error"
    }
    columns = {"publisher": "named", "reading": "blamed_on_reading", "undecided": "undecided"}
    for name in true:
        column = columns.get(found.get(name) or "", "missed")
        setattr(sums, column, getattr(sums, column) + 1)
    for name, blame in found.items():
        if name not in true:
            sums.alleged += blame == "publisher"
            sums.doubted += blame == "undecided"


def _score_extra(name: str, truth: Mapping[str, Any], report: Mapping[str, Any], tally: Tally, result: Score) -> None:
    for key, got in report["fields"].items():
        if key not in truth["fields"] and got.get("value") is not None and got.get("status") == "accepted":
            tally.extra += 1
            result.lost.append(f"{name} {key}: {got['value']}, which the true values do not have")


def _score_cell(
    name: str, true: Any, meaning: str | None, got: Mapping[str, Any] | None, to: tuple[Tally, Score]
) -> None:
    tally, result = to
    cell = got or {}
    value, status = cell.get("value"), cell.get("status", "absent")
    right = same(value, true)
    tally.cells += 1
    tally.exact += right
    tally.nonzero += bool(true)
    tally.nonzero_exact += right and bool(true)
    if status == "review":
        tally.review += 1
    elif not right or (true is None and (got is None or status == "absent")):
        tally.silent += 1
        result.lost.append(f"{name}: {true} read as {value} ({status})")
    result.zero_for_figure += value == 0 and bool(true)
    result.figure_for_zero += true == 0 and bool(value)
    if meaning is not None:
        told = cell.get("meaning") == meaning and value is None
        tally.special += 1
        tally.special_right += told
        tally.silent += not told and value is None and status == "accepted"
    result.points.append((float(cell.get("confidence") or 0), right))


def same(got: Any, true: Any) -> bool:
    """Whether a value is the true one; None where no number is printed."""
    if true is None or got is None:
        return got is None and true is None
    try:
        return abs(float(got) - float(true)) < TOLERANCE
    except (TypeError, ValueError):
        return False


def _stated(report: Mapping[str, Any], name: str) -> Any:
    stated = report.get(name)
    return stated.get("value") if isinstance(stated, Mapping) else stated
