from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.batch.documents import group
from pipeline.batch.intake import Bundle, Input
from pipeline.stages.gather import gather
from pipeline.stages.identify import identify
from tests.engines.picturefiles import pages


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


def test_pictures_of_pages_are_one_document_named_by_what_they_hold(tmp_path: Path) -> None:
    files = pages(tmp_path / "2019", "1.png", "2.png")
    bundle = Bundle("2019", tuple(Input(file, f"2019/{file.name}") for file in files))
    (document,) = group([bundle])
    assert document.sha256 == gather(files, name="2019").sha256
    assert document.files == tuple(files)
    assert document.location == tmp_path / "2019"
    assert document.names == ("2019", "2019/1.png", "2019/2.png")
    again = Bundle("copy", bundle.parts)
    assert [one.paths for one in group([again, bundle])] == [("2019", "copy")]


def test_a_page_that_is_gone_is_a_trouble_of_its_report(tmp_path: Path) -> None:
    parts = (*(Input(file, file.name) for file in pages(tmp_path, "1.png")), Input(tmp_path / "2.png", "2.png"))
    (document,) = group([Bundle("a", parts)])
    assert document.sha256 is None
    assert document.trouble


def test_a_web_page_has_the_digest_that_its_reader_finds(tmp_path: Path) -> None:
    pages(tmp_path, "a.png")
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>x</p><img src='a.png'></body></html>", encoding="utf-8")
    (document,) = group([Input(page, "a.html")])
    assert document.sha256 == identify(page, name="a.html").sha256
    assert document.files == page
