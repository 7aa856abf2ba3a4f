"""The calibration: for each group of figures, what error was measured at which score. A small JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.assets import asset
from pipeline.atomic import write_whole
from pipeline.errors import ConfigError

VERSION = 1
DIGITS = 8
NAME = "calibration.json"
SHIPPED = ("models", "calibration", NAME)


class Step(BaseModel):
    """Figures with a score of at least `score` and below the step above.

    `cells` and `wrong` count what was measured, `error` is the rate that it says, `upper` the 95 % upper bound of the
    share of wrong figures among all of the group from this score up, `wrong_above` and `cells_above` their counts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    score: float = Field(ge=0, le=1)
    cells: int = Field(ge=1)
    wrong: int = Field(ge=0)
    error: float = Field(gt=0, lt=1)
    cells_above: int = Field(ge=1)
    wrong_above: int = Field(ge=0)
    upper: float = Field(ge=0, le=1)


class Calibration(BaseModel):
    """Steps by group, the highest score first; `measured` says on what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = VERSION
    measured: Mapping[str, int | str] = {}
    groups: Mapping[str, tuple[Step, ...]]

    def probability(self, score: float, group: str) -> float | None:
        """The probability that a figure of `group` is right at `score`; None for a group that was never measured.

        A score between two steps is taken for the lower one. A score below all is worth no more than the judge says.
        """
        steps = self.groups.get(group)
        if not steps:
            return None
        measured = next((1 - step.error for step in steps if score >= step.score), min(score, 1 - steps[-1].error))
        return round(measured, DIGITS)


def shipped_calibration() -> Path | None:
    """The file of the calibration that comes with the program; None where an installation has none."""
    try:
        return asset(*SHIPPED)
    except FileNotFoundError:
        return None


def load_calibration(path: Path) -> Calibration:
    """The calibration of a file.

    Raises:
        ConfigError: the file cannot be read or is no calibration of this version.
    """
    try:
        found = Calibration.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error.strerror
        raise ConfigError(f"{path}: not a calibration: {said}; make one with `gongkai calibrate`") from error
    if found.version != VERSION:
        raise ConfigError(f"{path}: a calibration of version {found.version}; make one with `gongkai calibrate`")
    return found


def save_calibration(calibration: Calibration, path: Path) -> None:
    """Write the file; the same calibration gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, calibration.model_dump_json(indent=1).encode() + b"\n")
