"""Pictures that a manifest calls one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.batch.intake import Bundle, Input, Intake
from pipeline.batch.manifest import Entry, candidates
from pipeline.stages.identification.parts import is_picture
from pipeline.text.sorting import natural_key

FEWEST = 2  # a picture alone is a report of its own


def bundle(intake: Intake, entries: Sequence[Entry], *, beside: Path) -> Intake:
    """The intake with the pictures of each value of `report` as one report, in natural order of their paths.

    Files of other kinds stay reports of their own. Paths are those of the manifest, as `match_manifest` takes them.
    """
    by_path = {item.path: item for item in intake.inputs}
    reports: dict[str, dict[str, Input]] = {}
    for entry in entries:
        path = next((path for path in candidates(entry.path, intake.root, beside) if path in by_path), None)
        if entry.report and path is not None and is_picture(by_path[path].location):
            reports.setdefault(entry.report, {})[path] = by_path[path]
    bundles = [
        Bundle(report, tuple(parts[path] for path in sorted(parts, key=natural_key)))
        for report, parts in reports.items()
        if len(parts) >= FEWEST
    ]
    taken = {part.path for one in bundles for part in one.parts}
    inputs = tuple(item for item in intake.inputs if item.path not in taken)
    together = sorted([*intake.bundles, *bundles], key=lambda one: one.path)
    return replace(intake, inputs=inputs, bundles=tuple(together))
