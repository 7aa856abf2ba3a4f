"""What people said, as an append-only log beside the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from pipeline.atomic import append_lines
from pipeline.errors import SetupError
from pipeline.schema import Correction

LOG = "corrections.jsonl"


def load_corrections(out: Path) -> dict[str, tuple[Correction, ...]]:
    """The corrections by digest of the document, in the order they were given.

    Raises:
        SetupError: a line of the log is not a correction; half a last line is passed over, it was never confirmed.
    """
    path = out / LOG
    if not path.exists():
        return {}
    found: dict[str, list[Correction]] = {}
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            correction = Correction.model_validate_json(line)
        except ValidationError as error:
            if number == len(lines):
                continue
            raise SetupError(f"{path}:{number}: not a correction ({error.error_count()} errors)") from error
        found.setdefault(correction.sha256, []).append(correction)
    return {digest: tuple(said) for digest, said in found.items()}


def append_corrections(out: Path, said: Iterable[Correction]) -> tuple[Correction, ...]:
    """Append what is new, and give it back; what was said last of a figure already is not said twice."""
    latest = latest_word(load_corrections(out))
    new = []
    for correction in said:
        known = latest.get((correction.sha256, correction.key))
        if known is None or not _same(known, correction):
            latest[correction.sha256, correction.key] = correction
            new.append(correction)
    if new:
        append_lines(out / LOG, [correction.model_dump_json() for correction in new])
    return tuple(new)


def latest_word(corrections: Mapping[str, Iterable[Correction]]) -> dict[tuple[str, str], Correction]:
    """The last correction of each figure, by digest and key."""
    return {(digest, one.key): one for digest, said in corrections.items() for one in said}


def _same(one: Correction, other: Correction) -> bool:
    return (one.value, one.meaning) == (other.value, other.meaning)
