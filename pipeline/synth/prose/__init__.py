"""The narrative of a report, in our own words, with figures that agree with the tables, or on purpose do not."""

from __future__ import annotations

from pipeline.synth.prose.story import Scene, Story, write_story
from pipeline.synth.prose.teller import Told

__all__ = ["Scene", "Story", "Told", "write_story"]
