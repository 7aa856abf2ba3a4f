"""What a kind of damage is asked for, and what it gives back."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from pipeline.synth.damage.packing import Packed, Packing
from pipeline.synth.damage.page import Rng
from pipeline.synth.draw import Drafted, stream
from pipeline.synth.sample import Order


@dataclass(frozen=True, slots=True)
class Job:
    """One sample to draw: `name` is its kind's, `packing` how pages are packed where the kind leaves that open."""

    name: str
    seed: int
    order: Order
    packing: Packing | None = None

    @property
    def own_seed(self) -> int:
        """The seed of figures, words and look: no two kinds share one, nor does a kind share any with plain samples."""
        return self.seed + (zlib.crc32(self.name.encode()) << 32)

    def rng(self) -> Rng:
        """Chances for the damage, apart from those for figures and print."""
        return np.random.default_rng(stream(self.own_seed, "damage").getrandbits(64))

    def id_of(self, drafted: Drafted) -> str:
        """The sample's name."""
        return f"{self.name}-{drafted.truth.form}-{self.seed:04}"


@dataclass(frozen=True, slots=True)
class Finished:
    """The report as it was printed, and the file that came of it."""

    drafted: Drafted
    packed: Packed
