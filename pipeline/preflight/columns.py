"""Lines of a given width out of text in which Chinese needs no spaces to break at."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What stays together: a word or number of another script with what is stuck to it; else single characters.
TOKEN = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
NOT_FIRST = "，。；：、！？）》”’…】〕%％,.;:!?)"
NOT_LAST = "（《“‘【〔("


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; no line begins with closing or ends with opening punctuation."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width):
        if _columns(line + piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """Parts that a line may end after."""
    piece = ""
    for token in TOKEN.findall(text):
        if piece and token[0] not in NOT_FIRST and piece[-1] not in NOT_LAST:
            yield piece
            piece = ""
        piece += token
        while _columns(piece) > width:  # a link longer than the line
            yield piece[: width // 2]
            piece = piece[width // 2 :]
    if piece:
        yield piece


def _columns(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
