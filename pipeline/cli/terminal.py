"""What is printed: nothing in a file's name or text can move the cursor or start a colour."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

PLAIN_WIDTH = 150  # columns of a table that goes to a file


def printable(text: str) -> str:
    """The text on one line, control and format characters replaced."""
    return "".join(" " if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else one for one in text)


def plain(text: str, style: str = "") -> Text:
    """The text for rich, without its markup."""
    from rich.text import Text

    return Text(printable(text), style=style)


def console(*, stderr: bool = False) -> Console:
    """Where to print; a file gets a fixed width and no colours."""
    from rich.console import Console

    found = Console(stderr=stderr, highlight=False)
    return found if found.is_terminal else Console(stderr=stderr, highlight=False, width=PLAIN_WIDTH)
