from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.batch.intake import Intake, collect
from pipeline.errors import UsageError
from tests.engines.picturefiles import pages

PDF = b"%PDF-1.7\n"


def _put(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PDF + name.encode())
    return folder


def _paths(intake: Intake) -> list[str]:
    return [item.path for item in intake.inputs]


def test_a_folder_gives_its_documents_and_names_the_rest(tmp_path: Path) -> None:
    folder = _put(tmp_path / "in", "b/2.pdf", "a/1.pdf")
    (folder / "a" / "notes.json").write_text("{}")
    (folder / ".git").mkdir()
    intake = collect([str(folder)], out=tmp_path / "out")
    assert _paths(intake) == ["a/1.pdf", "b/2.pdf"]
    assert intake.root == folder
    assert {item.path for item in intake.ignored} == {"a/notes.json", ".git"}
    assert all(item.why for item in intake.ignored)


def test_a_named_file_is_always_tried(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a,b")
    assert _paths(collect([str(tmp_path / "data.csv")], out=tmp_path / "out")) == ["data.csv"]
    assert not collect([str(tmp_path), str(tmp_path / "data.csv")], out=tmp_path / "out").ignored


def test_several_inputs_have_one_root(tmp_path: Path) -> None:
    _put(tmp_path, "one/2023.pdf", "two/2023.pdf")
    intake = collect([str(tmp_path / "one"), str(tmp_path / "two" / "2023.pdf")], out=tmp_path / "out")
    assert _paths(intake) == ["one/2023.pdf", "two/2023.pdf"]


def test_what_is_named_twice_is_read_once(tmp_path: Path) -> None:
    folder = _put(tmp_path / "in", "1.pdf")
    assert _paths(collect([str(folder), str(folder / "1.pdf"), str(folder)], out=tmp_path / "out")) == ["1.pdf"]


def test_a_glob_is_relative_to_its_fixed_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(tmp_path, "in/one/2023.pdf", "in/two/2023.pdf", "in/two/2022.pdf")
    monkeypatch.chdir(tmp_path)
    assert _paths(collect(["in/*/2023.pdf"], out=Path("out"))) == ["one/2023.pdf", "two/2023.pdf"]
    assert _paths(collect(["in/**/*.pdf"], out=Path("out"))) == ["one/2023.pdf", "two/2022.pdf", "two/2023.pdf"]


def test_a_name_that_looks_like_a_glob_is_a_name_first(tmp_path: Path) -> None:
    _put(tmp_path, "report[1].pdf", "report1.pdf")
    assert _paths(collect([str(tmp_path / "report[1].pdf")], out=tmp_path / "out")) == ["report[1].pdf"]


@pytest.mark.parametrize("argument", ["missing.pdf", "no/*.pdf"])
def test_an_argument_that_names_nothing_is_refused(tmp_path: Path, argument: str) -> None:
    with pytest.raises(UsageError):
        collect([str(tmp_path / argument)], out=tmp_path / "out")


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(UsageError, match="1 files there are not documents"):
        collect([str(tmp_path)], out=tmp_path / "out")


def test_the_output_folder_is_not_read(tmp_path: Path) -> None:
    _put(tmp_path, "1.pdf", "out/html/x.html")
    intake = collect([str(tmp_path)], out=tmp_path / "out")
    assert _paths(intake) == ["1.pdf"]
    assert intake.ignored[0].why == "the output folder"
    with pytest.raises(UsageError, match="output folder"):
        collect([str(tmp_path / "out")], out=tmp_path / "out")


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    folder = _put(tmp_path / "in", "a/1.pdf")
    (folder / "a" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.pdf").symlink_to(folder / "self.pdf")
    intake = collect([str(folder)], out=tmp_path / "out")
    assert _paths(intake) == ["a/1.pdf", "self.pdf"]
    assert [item.path for item in intake.ignored] == ["a/loop"]


def test_links_do_not_multiply(tmp_path: Path) -> None:
    folder = _put(tmp_path / "in", "x/1.pdf")
    deep = folder
    for number in range(30):  # two links a level: 2^30 paths, were each followed
        (deep / "next").mkdir()
        for name in ("left", "right"):
            (deep / name).symlink_to(deep / "next", target_is_directory=True)
        deep = deep / "next"
        assert number < 30
    assert _paths(collect([str(folder)], out=tmp_path / "out")) == ["x/1.pdf"]


def test_a_linked_folder_elsewhere_is_read(tmp_path: Path) -> None:
    elsewhere = _put(tmp_path / "elsewhere", "1.pdf")
    folder = _put(tmp_path / "in", "2.pdf")
    (folder / "a").symlink_to(elsewhere, target_is_directory=True)
    assert _paths(collect([str(folder)], out=tmp_path / "out")) == ["2.pdf", "a/1.pdf"]


def test_pictures_of_a_saved_page_belong_to_it(tmp_path: Path) -> None:
    folder = _put(tmp_path / "in", "page.html", "page_files/logo.png", "other_files/scan.png")
    intake = collect([str(folder)], out=tmp_path / "out")
    assert _paths(intake) == ["other_files/scan.png", "page.html"]
    assert intake.ignored[0].path == "page_files"


def test_odd_names_are_read(tmp_path: Path) -> None:
    names = ["new\nline.pdf", "quo'te\".pdf", "-rf.pdf", "#%?.pdf", " space .pdf", "长" * 80 + ".pdf"]
    folder = _put(tmp_path / "in", *names)
    with open(os.fsencode(folder) + b"/\xd4\xc6\xc1\xeb.pdf", "wb") as file:  # noqa: PTH123  a name that is not UTF-8
        file.write(PDF)
    assert set(_paths(collect([str(folder)], out=tmp_path / "out"))) == {*names, "云岭.pdf"}


def test_a_folder_that_cannot_be_listed_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _put(tmp_path / "in", "a/1.pdf", "b/2.pdf")
    list_folder = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    monkeypatch.setattr("pipeline.batch.intake.os.scandir", refuse)
    intake = collect([str(folder)], out=tmp_path / "out")
    troubles = {item.path: item.trouble for item in intake.inputs}
    assert troubles["a/1.pdf"] is None
    assert "Permission denied" in (troubles["b"] or "")


def test_a_device_that_is_named_ends_as_trouble(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    intake = collect([str(tmp_path / "pipe.pdf")], out=tmp_path / "out")
    assert intake.inputs[0].trouble == "it is not a regular file"


def test_a_folder_of_pages_is_one_report(tmp_path: Path) -> None:
    pages(tmp_path / "scans" / "2019", "10.png", "2.png")
    (tmp_path / "scans" / "2019" / "notes.txt").write_text("note", encoding="utf-8")
    pages(tmp_path / "scans", "other.png")
    found = collect([str(tmp_path / "scans")], out=tmp_path / "out", pages=[tmp_path / "scans" / "2019"])
    assert [one.path for one in found.inputs] == ["2019/notes.txt", "other.png"]
    (bundle,) = found.bundles
    assert (bundle.path, [part.path for part in bundle.parts]) == ("2019", ["2019/2.png", "2019/10.png"])


def test_folders_of_pages_need_no_other_input(tmp_path: Path) -> None:
    pages(tmp_path / "a", "1.png")
    pages(tmp_path / "b", "1.png")
    (tmp_path / "b" / "notes.md").write_text("note", encoding="utf-8")
    found = collect([], out=tmp_path / "out", pages=[tmp_path / "a", tmp_path / "b"])
    assert [bundle.path for bundle in found.bundles] == ["a", "b"]
    assert [(one.path, one.why) for one in found.ignored] == [("b/notes.md", "no picture of a page")]


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(UsageError, match="no picture"):
        collect([], out=tmp_path / "out", pages=[tmp_path / "a"])
    with pytest.raises(UsageError, match="cannot be listed"):
        collect([], out=tmp_path / "out", pages=[tmp_path / "gone"])


def test_pictures_that_a_page_shows_are_read_with_it(tmp_path: Path) -> None:
    pages(tmp_path, "shown.png", "other.png")
    (tmp_path / "a.html").write_text("<html><body><p>x</p><img src='shown.png'></body></html>", encoding="utf-8")
    found = collect([str(tmp_path)], out=tmp_path / "out")
    assert [one.path for one in found.inputs] == ["a.html", "other.png"]
    assert [(one.path, one.why) for one in found.ignored] == [("shown.png", "belongs to the web page beside it")]
    named = collect([str(tmp_path), str(tmp_path / "shown.png")], out=tmp_path / "out")
    assert [one.path for one in named.inputs] == ["a.html", "other.png", "shown.png"]
