"""Names as people count them."""

from __future__ import annotations

import pytest

from pipeline.text.sorting import natural_key


@pytest.mark.parametrize(
    "names",
    [
        ["page1.png", "page2.png", "page10.png"],
        ["2022/9.jpg", "2022/10.jpg", "2023/1.jpg"],
        ["第1页", "第２页", "第10页"],
        ["1.png", "01.png", "2.png", "a.png"],
    ],
)
def test_page2_comes_before_page10(names: list[str]) -> None:
    assert max(names, key=natural_key) == names[-1]
    assert sorted(names, key=lambda name: natural_key(name)[:-1]) == names


def test_equal_keys_only_for_equal_names() -> None:
    assert natural_key("1.png") != natural_key("01.png")
