"""What comparing a text layer with the drawn page gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.types.page import Print

Outcome = Literal["same", "other", "nothing", "unsure"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A print, and how the drawn page compares with it.

    "same": it shows what the layer says; "other": it shows something else beyond doubt, which is `seen`; "nothing": it
    shows nothing there; "unsure": it cannot be read, but not as the layer says.
    """

    print: Print
    outcome: Outcome
    seen: str = ""
