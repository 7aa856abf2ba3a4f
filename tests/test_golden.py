from __future__ import annotations

import pytest


def test_the_switch_that_rewrites_golden_files_is_off(request: pytest.FixtureRequest) -> None:
    """A run that rewrites what it compares with proves nothing: with the switch on, this test is red."""
    assert request.config.getoption("--update-golden") is False
