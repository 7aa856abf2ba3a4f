"""Observations as a file beside the calibration, so that new ones can be added to them."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.atomic import write_whole
from pipeline.errors import ConfigError
from pipeline.trust.observation import DIGEST, Observation

NAME = "observations.jsonl.gz"


def save_observations(observations: Iterable[Observation], path: Path) -> None:
    """Write them, a line for each document, group, score and outcome with how many there were; sorted."""
    counts = Counter((one.document[:DIGEST], one.group, one.score, one.right) for one in observations)
    lines = [json.dumps([*key, number], separators=(",", ":")) for key, number in sorted(counts.items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0))


def load_observations(path: Path) -> list[Observation]:
    """The observations of a file.

    Raises:
        ConfigError: the file cannot be read.
    """
    found: list[Observation] = []
    try:
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            document, group, score, right, number = json.loads(line)
            found += [Observation(str(document), str(group), float(score), bool(right))] * int(number)
    except (OSError, EOFError, ValueError, TypeError) as error:
        raise ConfigError(f"{path}: no observations that can be read: {error}") from error
    return found
