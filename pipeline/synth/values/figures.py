"""What a report prints for a key."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Meaning, Number


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the unit of the field, or None with what is printed instead."""

    value: Number | None
    meaning: Meaning = "number"


@dataclass(frozen=True, slots=True)
class Values:
    """All figures of a report in printed order.

    `rows` names the optional rows that it prints, `hybrid` says that there are any; `broken` are the ids of the
    error-level sums that the printed figures contradict, `id@row` or `id@column` where the identity has several.
    """

    form: str
    figures: dict[str, Figure]
    rows: frozenset[str] = frozenset()
    hybrid: bool = False
    broken: tuple[str, ...] = ()

    def number(self, key: str) -> Number | None:
        """The number printed for the key; None where none is printed."""
        figure = self.figures.get(key)
        return None if figure is None else figure.value
