"""Reports with known values in damaged files: scans, photographs, pictures of tables, text that lies."""

from __future__ import annotations

from pipeline.synth.damage.damaged import damaged, damaged_pages
from pipeline.synth.damage.kinds import DAMAGES, Damage

__all__ = ["DAMAGES", "Damage", "damaged", "damaged_pages"]
