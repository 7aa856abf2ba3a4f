"""The words that tables of the known forms print: labels, and the parts that a line break makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.forms.form import Form
from pipeline.text.normalise import label_key
from pipeline.text.numerals import parse_cell

SHORTEST = 2  # characters; a lone one may be a figure's look-alike
SHORTEST_NUMBERED = 4  # characters after a number; fewer may be a figure with its unit
NUMBERED = re.compile(r"^[1-9][.、．]")


class Words:
    """All labels of some forms."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._labels = "\n".join(sorted({label for form in forms for label in form.label_keys}))

    def know(self, text: str) -> bool:
        """Whether the text is a label or a part of one, and holds no figure but the number before a label.

        What may stand in a cell for a figure, as 没有 does, is known for none.
        """
        if parse_cell(text).meaning != "unparseable":
            return False
        words = NUMBERED.sub("", text)
        key = label_key(words)
        least = SHORTEST if words == text else SHORTEST_NUMBERED
        return len(key) >= least and not any(char.isdigit() for char in words) and key in self._labels
