"""Which sums may speak: those whose structure is sure and in which few cells are doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.stages.decoding.cells import CellStates, doubtful_in
from pipeline.stages.decoding.equations import Equation
from pipeline.stages.decoding.totals import TOLERANCE

FOUND = 0.95  # with a cell that may be another's a sum says nothing
MOST_DOUBTFUL = 3  # with more doubtful cells in one sum nearly anything adds up
SYSTEMATIC, CONFIRMED = 4, 0.995
LEFT_EMPTY = 3  # terms on one side, all of which print no number: whatever the rest is, they may make up for it


def usable_equations(
    equations: Iterable[Equation], cells: Mapping[str, CellStates], banned: Collection[str] = ()
) -> list[Equation]:
    """The equalities that the form demands, all of whose cells are found for sure and few doubtful.

    One whose terms on one side are all left empty says nothing of any cell, and ties all of them to a search.
    """
    return [
        one
        for one in equations
        if one.identity.op == "=="
        and one.identity.level == "error"
        and one.right
        and one.identity.id not in banned
        and all(key in cells and cells[key].candidates and cells[key].reading.found >= FOUND for key in one.keys)
        and doubtful_in(one.keys, cells) <= MOST_DOUBTFUL
        and not any(_is_left_empty(side, cells) for side in (one.left, one.right))
    ]


def _is_left_empty(side: Sequence[str], cells: Mapping[str, CellStates]) -> bool:
    return len(side) >= LEFT_EMPTY and all(one.value is None for key in side for one in cells[key].candidates)


def falsely_built(
    equations: Sequence[Equation],
    excess: Mapping[str, float],
    cells: Mapping[str, CellStates],
    printed: Collection[str],
) -> frozenset[str]:
    """The ids of identities most of whose sums are broken where no header confirms the columns: a false structure.

    `excess` is by how much left exceeds right in each sum, by name; `printed` names the sums that are not all 0.
    """
    broken: Counter[str] = Counter()
    assessed: Counter[str] = Counter()
    unconfirmed = set()
    for one in equations:
        name = one.identity.id
        assessed[name] += one.name in printed
        if abs(excess[one.name]) >= TOLERANCE:
            broken[name] += 1
            if any(cells[key].reading.found < CONFIRMED for key in one.keys):
                unconfirmed.add(name)
    return frozenset(
        name
        for name, count in broken.items()
        if count >= SYSTEMATIC and 2 * count > assessed[name] and name in unconfirmed
    )
