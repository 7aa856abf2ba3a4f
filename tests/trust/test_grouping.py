from __future__ import annotations

import pytest

from pipeline.schema import Origin
from pipeline.trust.grouping import group_of


@pytest.mark.parametrize(
    ("origin", "engine", "in_sums", "group"),
    [
        ("text", "camelot", True, "text/sums"),
        ("text", "", False, "text/alone"),
        ("ocr", "pixels", True, "pixels/sums"),
        ("ocr", "", False, "pixels/alone"),
        ("ocr", "gaps", False, "gaps/alone"),
        ("prose", "", True, "prose"),
        ("repair", "pixels", True, "repair"),
        ("person", "", True, None),
        (None, "", True, None),
    ],
)
def test_the_group_of_a_figure(origin: Origin | None, engine: str, in_sums: bool, group: str | None) -> None:
    assert group_of(origin, engine=engine, in_sums=in_sums) == group
