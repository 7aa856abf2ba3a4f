"""Aligning printed rows with the rows of a form: both in order, labels decide, position fills in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def align(scores: Sequence[Mapping[str, float]], keys: Sequence[str]) -> list[str | None]:
    """For each printed row the key it is aligned with, or None.

    `scores[i]` says how well row i fits each key (0 or missing: not at all). Keys come in the order of `keys`, each at
    most once; the alignment has the greatest sum of scores. Among equal ones earlier rows take earlier keys.
    """
    rows, columns = len(scores), len(keys)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        row, below, current = scores[i], best[i + 1], best[i]
        for j in range(columns - 1, -1, -1):
            value = max(below[j], current[j + 1])
            gain = row.get(keys[j], 0.0)
            if gain > 0:
                value = max(value, gain + below[j + 1])
            current[j] = value
    aligned: list[str | None] = [None] * rows
    i = j = 0
    while i < rows and j < columns:
        gain = scores[i].get(keys[j], 0.0)
        if gain > 0 and best[i][j] == gain + best[i + 1][j + 1]:
            aligned[i] = keys[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return aligned
