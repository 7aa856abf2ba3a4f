"""Phrases with alternatives."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.text.phrasing import LAST_YEAR, spellings


def test_alternatives_are_spelled_out_once() -> None:
    assert spellings("(收到|受理)(政府|)申请") == ("收到政府申请", "收到申请", "受理政府申请", "受理申请")
    assert spellings("(a|a|)b") == ("ab", "b")
    assert spellings("申请") == ("申请",)


def test_years_become_placeholders() -> None:
    assert spellings("{last}年结转") == (LAST_YEAR * 4 + "年结转",)


@pytest.mark.parametrize("pattern", ["(收到", "收到)", "((a|b)c)", "(a|b)" * 13])
def test_what_cannot_be_spelled_is_an_error(pattern: str) -> None:
    with pytest.raises(ConfigError):
        spellings(pattern)
