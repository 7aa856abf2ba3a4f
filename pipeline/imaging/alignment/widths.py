"""Digits set as wide as characters: those of one number stand apart like words, each one em from the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.imaging.alignment.labels import around
from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import is_dash

NARROW = 0.85  # em; a digit is no wider, nor is a sign of full width
PITCH = (0.9, 1.35)  # heights of characters from one digit to the next: characters fill most of their em
SAME_PITCH = 0.12  # of the pitch by which the distances differ
POINT = 0.4  # em; no point is larger
SAME_LINE = 0.4  # em by which middles of digits and signs of one number differ


def join_wide_digits(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the digits of each number as one, where all that stand near each other are one em apart.

    Where a page has many more numbers set as usual, nothing is joined: what stands apart there are two figures.
    """
    heights = [piece.height for piece in pieces if not piece.figure]
    if not heights:
        return list(pieces)
    em = float(median(heights))
    figures = sorted((piece for piece in pieces if piece.figure), key=lambda piece: piece.box.x0)
    single = [piece for piece in figures if piece.box.x1 - piece.box.x0 <= NARROW * em]
    usual = [piece for piece in figures if piece.box.x1 - piece.box.x0 > NARROW * em and piece.height > 0.4 * em]
    digits = [piece for piece in single if not is_dash(piece)]  # dashes beside a page's number are set as words are
    near = [
        (left, right)
        for chain in _chains(digits, em, PITCH[1] * em)
        for left, right in pairwise(chain)
        if right.centre - left.centre < PITCH[1] * em
    ]
    steps = [right.centre - left.centre for left, right in near]
    if 2 * len(near) <= len(usual) or not _is_even(steps, em):
        return list(pieces)
    widest = max(steps) - min(piece.box.x1 - piece.box.x0 for pair in near for piece in pair)  # gap: between two 1
    points = [piece for piece in pieces if _is_point(piece, em)]
    signs = sorted([*figures, *(one for one in points if not one.figure)], key=lambda piece: piece.box.x0)
    chains = (_without_points_at_ends(chain, em) for chain in _chains(signs, em, widest, max(steps)))
    numbers = [chain for chain in chains if len(chain) > 1]
    parts = {id(piece) for number in numbers for piece in number}
    whole = [Piece(around(number), figure=True) for number in numbers]
    return sorted(
        [*(piece for piece in pieces if id(piece) not in parts), *whole],
        key=lambda piece: (piece.box.top, piece.box.x0),
    )


def _chains(figures: Sequence[Piece], em: float, widest: float, beside_point: float = 0.0) -> list[list[Piece]]:
    """Figures at one height with no wider gap between them, left to right; beside a point it may be wider."""
    chains: list[list[Piece]] = []
    for piece in figures:
        for chain in chains:
            last = chain[-1]
            most = max(widest, beside_point) if _is_point(last, em) or _is_point(piece, em) else widest
            if abs(last.middle - piece.middle) < SAME_LINE * em and piece.box.x0 - last.box.x1 <= most:
                chain.append(piece)
                break
        else:
            chains.append([piece])
    return chains


def _is_point(piece: Piece, em: float) -> bool:
    return max(piece.box.x1 - piece.box.x0, piece.height) < POINT * em


def _without_points_at_ends(chain: list[Piece], em: float) -> list[Piece]:
    """A point is part of a number between two of its digits; elsewhere it is dust or the end of a sentence."""
    inside = [number for number, piece in enumerate(chain) if not _is_point(piece, em)]
    return chain[inside[0] : inside[-1] + 1] if inside else []


def _is_even(steps: Sequence[float], em: float) -> bool:
    pitch = median(steps)
    return PITCH[0] * em <= pitch <= PITCH[1] * em and all(abs(step - pitch) <= SAME_PITCH * pitch for step in steps)
