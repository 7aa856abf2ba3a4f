"""Figures of tables that are not printed, which the narrative seems to state though nothing was made of them.

That a figure is absent is a claim, too: it is not made where a sentence with a number names what the figure counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pipeline.forms import FieldSpec, Form
from pipeline.forms.language import Labelled
from pipeline.text.normalise import label_key
from pipeline.types.claim import Claim

FIGURE = re.compile(r"\d")
YEAR = re.compile(r"(19|20)\d\d年")
SENTENCE = re.compile(r"[。；;！？\n]")
SHORTEST = 3  # characters that name something; fewer stand in every sentence
TOTAL = "total"


def spoken_keys(claims: Iterable[Claim], texts: Iterable[str], form: Form, tables: Collection[str]) -> tuple[str, ...]:
    """The keys of these tables that `texts`, the paragraphs of the narrative, may state, in the order of the form.

    They are those of claims that were not taken, and those whose row and column a sentence with a number names; where
    it names but one of them, the first row and the column of totals are meant.
    """
    specs = [spec for spec in form.specs.values() if spec.table in tables]
    if not specs:
        return ()
    spoken = {key for claim in claims for key in claim.keys}
    first = {table.id: table.rows[0].key for table in form.tables if table.rows}
    for text in texts:
        for sentence in SENTENCE.split(text):
            counted = YEAR.sub("", sentence)
            if FIGURE.search(counted):
                spoken |= {spec.key for spec in specs if _is_named(spec, label_key(counted), first.get(spec.table))}
    return tuple(spec.key for spec in specs if spec.key in spoken)


def _is_named(spec: FieldSpec, sentence: str, first: str | None) -> bool:
    row, column = spec.row, spec.column
    if row is None or column is None:
        return any(part is not None and _names(sentence, part) for part in (row, column))
    by_row, by_column = _names(sentence, row), _names(sentence, column)
    return (by_row and (by_column or column.key == TOTAL)) or (by_column and row.key == first)


def _names(sentence: str, part: Labelled) -> bool:
    """Whether the sentence has the label in it, or what is known by it."""
    pattern = (part.match or re.escape(label_key(part.label))).removeprefix("^").removesuffix("$")
    found = re.search(pattern, sentence)
    return found is not None and len(found.group()) >= SHORTEST
