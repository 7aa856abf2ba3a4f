from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run import kit_for, read
from pipeline.schema import Failure, Report
from pipeline.settings import resolve_settings


@pytest.mark.parametrize(
    ("key", "limit", "sample"),
    [
        ("limits.max_file_mb", 0.001, "*.pdf"),
        ("limits.max_file_mb", 0.001, "*.docx"),
        ("limits.max_text_mb", 0.001, "*.html"),
        ("limits.max_text_mb", 0.001, "*.txt"),
        ("limits.max_pages", 1, "*.pdf"),
        ("limits.max_chars", 100, "*.pdf"),
    ],
)
def test_what_is_beyond_a_limit_is_too_large(key: str, limit: float, sample: str, samples: Path) -> None:
    path = min(samples.glob(sample), key=lambda path: path.stat().st_size)
    settings = resolve_settings(environment={}, flags={key: limit}).settings
    found = read(path, kit=kit_for(settings))
    assert isinstance(found, Failure)
    assert found.reason == "too_large"


def test_below_the_limits_it_is_read(samples: Path) -> None:
    path = min(samples.glob("*.txt"), key=lambda path: path.stat().st_size)
    settings = resolve_settings(environment={}, flags={"limits.max_text_mb": 1}).settings
    assert isinstance(read(path, kit=kit_for(settings)), Report)
