"""Two rows and two columns with totals, and the total of totals: a small table as the form has it."""

from __future__ import annotations

from pipeline.forms import Identity
from pipeline.stages.decoding.equations import Equation

SUM = Identity(id="sum", level="error", table="t", op="==", left=("a",), right=("b",))
TABLE = (
    Equation(SUM, "row1", ("a1", "b1"), ("s1",)),
    Equation(SUM, "row2", ("a2", "b2"), ("s2",)),
    Equation(SUM, "rowt", ("at", "bt"), ("st",)),
    Equation(SUM, "a", ("a1", "a2"), ("at",)),
    Equation(SUM, "b", ("b1", "b2"), ("bt",)),
    Equation(SUM, "t", ("s1", "s2"), ("st",)),
)
KEYS = ("a1", "a2", "at", "b1", "b2", "bt", "s1", "s2", "st")
