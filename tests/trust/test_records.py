from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.trust.fit import fit
from pipeline.trust.observation import Observation, fold_of
from pipeline.trust.records import load_observations, save_observations
from tests.builders import digest_of

MANY = [
    Observation(digest_of(name), group, score, right)
    for name in "abc"
    for group in ("text/sums", "prose")
    for score in (0.9, 0.97)
    for right in (True, True, False)
]


def test_what_was_measured_comes_back_and_fits_the_same(tmp_path: Path) -> None:
    path, again = tmp_path / "one.gz", tmp_path / "two.gz"
    save_observations(MANY, path)
    kept = load_observations(path)
    assert fit(kept) == fit(MANY)
    assert Counter((one.group, one.score, one.right) for one in kept) == Counter(
        (one.group, one.score, one.right) for one in MANY
    )
    assert [fold_of(one.document, 5) for one in sorted(MANY, key=str)] == [
        fold_of(one.document, 5) for one in sorted(kept, key=str)
    ]
    save_observations(reversed(kept), again)
    assert again.read_bytes() == path.read_bytes()


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.gz"
    path.write_bytes(b"nothing")
    with pytest.raises(ConfigError, match=r"wrong\.gz"):
        load_observations(path)
