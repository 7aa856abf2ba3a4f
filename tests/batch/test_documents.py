from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.batch.documents import group
from pipeline.batch.intake import Input


def _input(folder: Path, path: str, content: bytes) -> Input:
    location = folder / path.replace("/", "_")
    location.write_bytes(content)
    return Input(location, path)


def test_the_same_bytes_are_one_document_under_all_names(tmp_path: Path) -> None:
    items = [_input(tmp_path, path, b"same") for path in ("z/1.pdf", "a/1.pdf", "m.pdf")]
    (document,) = group(
        [
            *items,
        ]
    )
    assert document.paths == ("a/1.pdf", "m.pdf", "z/1.pdf")
    assert document.path == "a/1.pdf"
    assert document.location == tmp_path / "a_1.pdf"
    assert document.name == f"a__1.pdf-{hashlib.sha256(b'same').hexdigest()[:8]}"


def test_documents_are_sorted_and_do_not_depend_on_the_order_of_inputs(tmp_path: Path) -> None:
    items = [_input(tmp_path, f"{number}.pdf", b"%d" % (number % 4)) for number in range(9)]
    assert group(items) == group(reversed(items))
    assert [document.path for document in group(items)] == ["0.pdf", "1.pdf", "2.pdf", "3.pdf"]


def test_what_cannot_be_opened_is_a_document_with_its_trouble(tmp_path: Path) -> None:
    (gone,) = group([Input(tmp_path / "gone.pdf", "gone.pdf")])
    assert gone.sha256 is None
    assert "No such file" in (gone.trouble or "")
    (special,) = group([Input(tmp_path / "pipe", "pipe", "it is not a regular file")])
    assert special.trouble == "it is not a regular file"
