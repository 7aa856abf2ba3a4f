"""Pictures of the pages of one report."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.stages.gather import gather, pages_in
from tests.engines.picturefiles import pages


def test_pages_are_taken_in_natural_order(tmp_path: Path) -> None:
    pages(tmp_path, "page10.png", "page2.png", "Page1.png", ".hidden.png")
    (tmp_path / "notes.txt").write_text("no page")
    (tmp_path / "more").mkdir()
    assert [path.name for path in pages_in(tmp_path)] == ["Page1.png", "page2.png", "page10.png"]


def test_the_digest_is_that_of_the_parts_digests_in_order(tmp_path: Path) -> None:
    files = pages(tmp_path, "1.png", "2.png")
    source = gather(files, name="scans/2019")
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    assert [part.sha256 for part in source.parts] == digests
    assert source.sha256 == hashlib.sha256("".join(f"{digest}\n" for digest in digests).encode()).hexdigest()
    assert (source.kind, source.paths, source.files) == ("image", ("scans/2019",), tuple(files))
    assert gather(files[::-1], name="scans/2019").sha256 != source.sha256


@pytest.mark.parametrize(
    ("name", "reason"), [("notes.txt", "unsupported_kind"), ("gone.png", "unreadable_file"), (None, "no_pages")]
)
def test_what_is_no_picture_is_refused(tmp_path: Path, name: str | None, reason: str) -> None:
    (tmp_path / "notes.txt").write_text("no page")
    with pytest.raises(DocumentError) as caught:
        gather([tmp_path / name] if name is not None else [], name="a")
    assert caught.value.reason == reason
