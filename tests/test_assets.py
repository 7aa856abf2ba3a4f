from __future__ import annotations

import pytest

from pipeline.assets import asset


def test_assets_are_found_in_a_checkout() -> None:
    assert (asset("configs", "forms") / "2021.yaml").is_file()
    assert asset("configs", "default.yaml").is_file()


def test_a_missing_asset_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="configs/nothing"):
        asset("configs", "nothing")
