"""Which seeds are for what, so that nothing is measured on what it was fitted on. A seed belongs to one purpose."""

from __future__ import annotations

# Below a million: samples, examples, tests.
DEVELOPMENT = range(1_000_000, 2_000_000)  # what is looked at while the code is written; nothing is said of it
CALIBRATION = range(2_000_000, 3_000_000)  # what confidence is fitted to
ACCURACY = range(3_000_000, 4_000_000)  # what figures in the docs are measured on
