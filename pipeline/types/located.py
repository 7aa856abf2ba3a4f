"""The form decided on, and the readings of its figures."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import FormEvidence, Remark
from pipeline.types.reading import Reading


@dataclass(frozen=True, slots=True)
class Located:
    """The form's name ("unknown" where nothing decides), why, and one reading a key.

    `matched` gives for each grid of the layout the ids of the form's tables that were found in it; `missing` the ids
    of tables that were not found, `unread` those of them that may stand on an unread page, region or picture; `hidden`
    the keys of optional rows that a found table may print in rows of which nothing was made, and those of tables that
    were not found of which the narrative seems to say something.
    """

    form: str
    evidence: FormEvidence
    readings: tuple[Reading, ...]
    matched: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
