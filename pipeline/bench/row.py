"""What a row of the accuracy page counts: the documents of one kind, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.bench.score import Score, Sums, Tally, same, score_document
from pipeline.trust.fit import clustered_upper_bound


@dataclass(slots=True)
class Row:
    """Counts over documents. `silent` holds the silent errors of each document, invented figures among them.

    `repairs` were accepted, `wrong_repairs` of them wrong; `exact_as_read` counts what would be exact without repair.
    `promised` figures would be accepted under the promise, `broken_promises` of them are wrong.
    """

    tally: Tally = field(default_factory=Tally)
    sums: Sums = field(default_factory=Sums)
    accepted: int = 0
    silent: list[int] = field(default_factory=list)
    repairs: int = 0
    wrong_repairs: int = 0
    exact_as_read: int = 0
    promised: int = 0
    broken_promises: int = 0

    @property
    def upper(self) -> float:
        """The 95 % upper bound of the share of accepted figures that is wrong."""
        return clustered_upper_bound(self.silent, self.accepted)

    def count(
        self, name: str, truth: Mapping[str, Any], report: Mapping[str, Any] | None, promise: Mapping[str, float]
    ) -> None:
        """Add a document; `promise` gives the lowest accepted score of each group."""
        one = Score()
        score_document(name, truth, report, one)
        self.tally.add(one.total)
        for column in Sums.__slots__:
            setattr(self.sums, column, getattr(self.sums, column) + getattr(one.sums, column))
        if report is None or one.without:
            self.silent.append(0)
            return
        invented = sum(_is_invented(key, got, truth) for key, got in report["fields"].items())
        self.silent.append(one.total.silent + invented)
        for key, got in report["fields"].items():
            right = _is_right(key, got, truth)
            self._count_accepted(got, right=right, promise=promise)
            self._count_repair(got, key, truth, right=right)

    def add(self, other: Row) -> None:
        """Add the other's counts."""
        self.tally.add(other.tally)
        for column in Sums.__slots__:
            setattr(self.sums, column, getattr(self.sums, column) + getattr(other.sums, column))
        self.silent += other.silent
        for name in ("accepted", "repairs", "wrong_repairs", "exact_as_read", "promised", "broken_promises"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def _count_accepted(self, got: Mapping[str, Any], *, right: bool, promise: Mapping[str, float]) -> None:
        if got["status"] != "accepted":
            return
        self.accepted += 1
        lowest = promise.get(str(got.get("group")))
        if lowest is not None and (got.get("score") or 0) >= lowest:
            self.promised += 1
            self.broken_promises += not right

    def _count_repair(self, got: Mapping[str, Any], key: str, truth: Mapping[str, Any], *, right: bool) -> None:
        repair = got.get("repair")
        if repair is not None and got["status"] == "accepted":
            self.repairs += 1
            self.wrong_repairs += not right
        if key in truth["fields"]:
            first = got if repair is None else repair
            self.exact_as_read += same(first["value"], truth["fields"][key])


def _is_invented(key: str, got: Mapping[str, Any], truth: Mapping[str, Any]) -> bool:
    """Whether an accepted figure is not printed; of what the narrative says the true values do not have everything."""
    known = key in truth["fields"] or got.get("origin") == "prose"
    return not known and got["value"] is not None and bool(got["status"] == "accepted")


def _is_right(key: str, got: Mapping[str, Any], truth: Mapping[str, Any]) -> bool:
    true = truth["fields"].get(key)
    if not same(got["value"], true) or key not in truth["fields"]:
        return False
    meaning = truth.get("meaning", {}).get(key)
    return got["value"] is not None or meaning is None or bool(got["meaning"] == meaning)
