from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.corrections import LOG, append_corrections, load_corrections
from pipeline.errors import SetupError
from pipeline.schema import Correction


def _say(value: int | None, key: str = "requests.new.total", sha256: str = "a" * 64) -> Correction:
    meaning = "number" if value is not None else "blank"
    return Correction(sha256=sha256, key=key, value=value, meaning=meaning, by="li", at="2026-01-01T00:00:00+00:00")


def test_what_was_said_is_there_in_order(tmp_path: Path) -> None:
    append_corrections(tmp_path, [_say(1), _say(2, "requests.new.business")])
    append_corrections(tmp_path, [_say(3), _say(None, sha256="b" * 64)])
    said = load_corrections(tmp_path)
    assert [one.value for one in said["a" * 64]] == [1, 2, 3]
    assert [one.meaning for one in said["b" * 64]] == ["blank"]


def test_saying_it_again_adds_nothing(tmp_path: Path) -> None:
    assert len(append_corrections(tmp_path, [_say(1), _say(1)])) == 1
    before = (tmp_path / LOG).read_bytes()
    assert append_corrections(tmp_path, [_say(1)]) == ()
    assert (tmp_path / LOG).read_bytes() == before
    assert len(append_corrections(tmp_path, [_say(2)])) == 1
    assert len(append_corrections(tmp_path, [_say(1)])) == 1  # said anew after something else


def test_half_a_last_line_was_never_said(tmp_path: Path) -> None:
    append_corrections(tmp_path, [_say(1)])
    with (tmp_path / LOG).open("a") as file:
        file.write('{"sha256": "aaa')
    assert len(load_corrections(tmp_path)["a" * 64]) == 1
    append_corrections(tmp_path, [_say(2)])
    assert [one.value for one in load_corrections(tmp_path)["a" * 64]] == [1, 2]


def test_a_line_that_is_no_correction_is_named(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text('{"sha256": 1}\n')
    with pytest.raises(SetupError, match=r"corrections\.jsonl:1"):
        load_corrections(tmp_path)


def test_no_log_is_no_corrections(tmp_path: Path) -> None:
    assert load_corrections(tmp_path) == {}
