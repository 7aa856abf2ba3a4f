"""The labels of all forms, asked without knowing the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.forms import Column, Form, Row
from pipeline.text.matching import EXACT, KnownLabel, LabelIndex

PARENTHETICAL = re.compile(r"[(（][^()（）]*[)）]?")
CLAUSE = re.compile(r"[，,。；;]")  # a sentence has them, a label only in brackets
LONGEST = 60  # characters of a label that is not spelt as in a form


class FormLabels:
    """How well a text fits any label that a form prints in a table, from 0 to 1."""

    def __init__(self, forms: Sequence[Form]) -> None:
        tables = [table for form in forms for table in form.tables]
        self._rows = [index for form in forms for index in form.row_labels.values()]
        self._columns = [index for form in forms for index in form.column_labels.values()]
        self._captions = [_index(table.caption for table in tables)]
        self._headers = [
            _index(text for table in tables for texts in (table.header, *table.header_aliases) for text in texts)
        ]
        self._sections = [
            _index(
                title for form in forms for section in form.file.sections for title in (section.title, *section.aliases)
            )
        ]
        rows = [row for table in tables for row in table.rows]
        columns = [column for table in tables for column in table.columns]
        parts: list[Row | Column] = [*rows, *columns]
        notes = [note for table in tables for note in (table.corner_note, *table.corner_note_aliases)]
        self._groups = [_index([*(text for part in parts for text in part.group), *notes])]

    def row(self, text: str) -> float:
        """The best score among labels of rows."""
        return _best(self._rows, text)

    def column(self, text: str) -> float:
        """The best score among labels of columns."""
        return _best(self._columns, text)

    def caption(self, text: str) -> float:
        """The best score among captions."""
        return _best(self._captions, text)

    def header(self, text: str) -> float:
        """The best score among the labels of a table's first row."""
        return _best(self._headers, text)

    def group(self, text: str) -> float:
        """The best score among labels that stand left of several rows or above several columns, and corner notes."""
        return _best(self._groups, text)

    def section(self, text: str) -> float:
        """The best score among titles of sections."""
        return _best(self._sections, text)

    def any(self, text: str) -> float:
        """The best score among all labels of tables."""
        return max(self.row(text), self.column(text), self.caption(text), self.header(text), self.group(text))


def _best(indexes: Sequence[LabelIndex], text: str) -> float:
    """The best score of a text; a sentence that speaks of a label is none."""
    score = max((index.best(text)[1] for index in indexes), default=0.0)
    if 0 < score < EXACT and (len(text) > LONGEST or CLAUSE.search(PARENTHETICAL.sub("", text))):
        return 0.0
    return score


def _index(texts: Iterable[str | None]) -> LabelIndex:
    return LabelIndex([KnownLabel(text, (text,)) for text in sorted({text for text in texts if text})])
