"""The labels of all forms, asked without knowing the form."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.forms import Form
from pipeline.text.matching import KnownLabel, LabelIndex


class FormLabels:
    """How well a text fits any label that a form prints in a table: of a row, a column, a group or a corner."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._rows = [index for form in forms for index in form.row_labels.values()]
        self._columns = [index for form in forms for index in form.column_labels.values()]
        self._other = LabelIndex([KnownLabel(text, (text,)) for text in sorted(_other_texts(forms))])

    def row(self, text: str) -> float:
        """The best score among labels of rows, from 0 to 1."""
        return max((index.best(text)[1] for index in self._rows), default=0.0)

    def any(self, text: str) -> float:
        """The best score among all labels."""
        column = max((index.best(text)[1] for index in self._columns), default=0.0)
        return max(self.row(text), column, self._other.best(text)[1])


def _other_texts(forms: Sequence[Form]) -> set[str]:
    texts: set[str] = set()
    for form in forms:
        for table in form.tables:
            texts.update(note for note in (table.corner_note, table.caption, *table.corner_note_aliases) if note)
            texts.update(table.header)
            for part in (*table.rows, *table.columns):
                texts.update(part.group)
    return texts
