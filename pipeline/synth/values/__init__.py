"""Figures that a report could print: consistent by the form's identities, but for mistakes made on purpose."""

from pipeline.synth.values.figures import Figure, Values
from pipeline.synth.values.sums import broken_checks, sums_of
from pipeline.synth.values.values import Wishes, draw_values, variants

__all__ = ["Figure", "Values", "Wishes", "broken_checks", "draw_values", "sums_of", "variants"]
