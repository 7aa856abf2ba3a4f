"""gongkai: published government annual reports into figures that people can rely on.

    from pathlib import Path
    import pipeline

    report = pipeline.read(Path("report.pdf"))   # a Report, or a Failure that says why not

Names are imported when they are first used, so that `gongkai --help` loads no engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.run import read
    from pipeline.schema import Failure, Field, Report

__all__ = ["Failure", "Field", "Report", "read"]

_HOMES = {
    "read": "pipeline.run",
    "Failure": "pipeline.schema",
    "Field": "pipeline.schema",
    "Report": "pipeline.schema",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
