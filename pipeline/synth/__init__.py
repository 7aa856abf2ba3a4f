"""Reports with known values: figures, then a document, then a file of some kind."""

from __future__ import annotations

from pipeline.synth.draw import draw
from pipeline.synth.layouts import LAYOUTS
from pipeline.synth.sample import KINDS, DrawnKind, Order, Sample, Truth

__all__ = ["KINDS", "LAYOUTS", "DrawnKind", "Order", "Sample", "Truth", "draw"]
