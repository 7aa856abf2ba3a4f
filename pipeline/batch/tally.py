"""What a run comes to, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pipeline.schema import Failure, Report


@dataclass(slots=True)
class Group:
    """The records of one kind and form: how many, their figures by status, their broken error-level sums by blame."""

    documents: int = 0
    figures: int = 0
    status: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Tally:
    """Groups by (kind, form), failures by reason with the first of each."""

    groups: defaultdict[tuple[str, str], Group] = field(default_factory=lambda: defaultdict(Group))
    failures: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Failure] = field(default_factory=dict)

    def add(self, result: Report | Failure) -> None:
        """Count one more."""
        if isinstance(result, Failure):
            self.failures[result.reason] += 1
            self.examples.setdefault(result.reason, result)
            return
        group = self.groups[result.source.kind, result.form]
        group.documents += 1
        group.figures += len(result.fields)
        group.status.update(one.status for one in result.fields.values())
        group.broken.update(
            check.blame or "undecided"
            for check in result.checks
            if check.verdict == "broken" and check.level == "error"
        )

    @property
    def records(self) -> int:
        """How many records there are."""
        return sum(group.documents for group in self.groups.values())

    def total(self) -> Group:
        """All groups together."""
        total = Group()
        for group in self.groups.values():
            total.documents += group.documents
            total.figures += group.figures
            total.status += group.status
            total.broken += group.broken
        return total

    def as_counts(self) -> dict[str, object]:
        """The counts as run.json holds them."""
        total = self.total()
        return {
            "records": total.documents,
            "failures": dict(sorted(self.failures.items())),
            "figures": total.figures,
            "accepted": total.status["accepted"],
            "review": total.status["review"],
            "absent": total.status["absent"],
            "broken": dict(sorted(total.broken.items())),
            "groups": [
                {"kind": kind, "form": form, "documents": group.documents, "figures": group.figures,
                 **{status: group.status[status] for status in ("accepted", "review", "absent")},
                 "broken": dict(sorted(group.broken.items()))}
                for (kind, form), group in sorted(self.groups.items())
            ],
        }  # fmt: skip
