from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.export import review
from pipeline.export.exporter import Order, export
from pipeline.export.wording import words
from pipeline.schema import Report
from tests.builders import forms, make_report
from tests.export.opened import open_workbook
from tests.export.paper import write_pdf

EMU = 9525  # a pixel of a sheet in its own units
DOUBTS = ("requests.new.total", "requests.granted.total")


def _sheet(out: Path, *reports: tuple[str, Report], locations: dict[str, Path] | None = None) -> Any:
    export(["review"], Order(out, forms(), len(reports), locations=locations or {}), reports)
    return open_workbook(out / "review.xlsx").active


def _rows(sheet: Any) -> list[dict[str, Any]]:
    names = {str(words(name)): name for name in review.COLUMNS}
    titles = [names[cell.value] for cell in sheet[1]]
    return [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]


def _less_sure(report: Report, key: str, confidence: float) -> Report:
    changed = report.fields[key].model_copy(update={"confidence": confidence})
    return report.model_copy(update={"fields": {**report.fields, key: changed}})


def test_a_row_says_all_that_is_needed(tmp_path: Path) -> None:
    report = make_report("云岭/a.docx", kind="docx", doubts=["requests.new.total"], values={"requests.new.total": 12})
    (row,) = _rows(_sheet(tmp_path, ("a-1", report)))
    assert row["document"] == "云岭市档案局 2023\n云岭/a.docx"
    assert (row["row"], row["column"]) == ("一、本年新收政府信息公开申请数量", "总计")
    assert (row["value"], row["raw"], row["meaning"], row["section"]) == (12, "12", "数字", "依申请公开")
    assert row["alternatives"] == "7 (20%)"
    assert row["answer"] is None
    assert (row["sha256"], row["key"]) == (report.source.sha256, "requests.new.total")
    assert row["checks"].startswith("不平: 收到与处理（总计）: 12 against 0")
    assert row["place"] == "表1 第3行"


def test_documents_stay_together_the_worst_first(tmp_path: Path) -> None:
    mild = _less_sure(_less_sure(make_report("a.pdf", doubts=DOUBTS), DOUBTS[0], 0.8), DOUBTS[1], 0.7)
    worse = _less_sure(_less_sure(make_report("b.pdf", doubts=DOUBTS), DOUBTS[0], 0.1), DOUBTS[1], 0.85)
    rows = _rows(_sheet(tmp_path, ("a-1", mild), ("b-1", worse), ("c-1", make_report("c.pdf"))))
    assert [row["confidence"] for row in rows] == [0.1, 0.85, 0.7, 0.8]


def test_hidden_columns_frozen_header_and_help(tmp_path: Path) -> None:
    sheet = _sheet(tmp_path, ("a-1", make_report(doubts=DOUBTS)))
    hidden = [cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden]
    assert hidden == [str(words("sha256")), str(words("key"))]
    assert sheet.freeze_panes == "B2"
    (note,) = sheet.data_validations.dataValidation
    assert "看不清" in note.prompt
    assert len(note.prompt) <= 255
    answer = next(cell for cell in sheet[1] if cell.value == str(words("answer")))
    assert str(note.sqref) == f"{answer.column_letter}2:{answer.column_letter}3"


def test_the_picture_of_the_row_stands_beside_it(tmp_path: Path) -> None:
    report = make_report(doubts=DOUBTS)
    path = write_pdf(tmp_path / "a.pdf", report)
    sheet = _sheet(tmp_path, ("a-1", report), locations={"a-1": path})
    assert len(sheet._images) == 2
    for image in sheet._images:
        width, height = image.anchor.ext.width / EMU, image.anchor.ext.height / EMU
        assert width <= review.PICTURE_WIDTH
        assert height <= review.PICTURE_HEIGHT
        assert sheet.row_dimensions[image.anchor._from.row + 1].height >= height * 0.75
        assert len(image._data()) < 60_000
    assert all(row["picture"] is None for row in _rows(sheet))


def test_where_there_is_no_picture_the_row_stands_as_text(tmp_path: Path) -> None:
    report = make_report("a.txt", kind="txt", doubts=["requests.new.total"])
    rows = _rows(_sheet(tmp_path, ("a-1", report), ("b-1", make_report("b.pdf", doubts=["requests.new.total"]))))
    assert len(rows) == 2
    assert all("【0】" in row["picture"] for row in rows)


def test_so_many_pictures_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "MOST_PICTURES", 1)
    report = make_report(doubts=DOUBTS)
    sheet = _sheet(tmp_path, ("a-1", report), locations={"a-1": write_pdf(tmp_path / "a.pdf", report)})
    assert len(sheet._images) == 1
    assert [row["picture"] is None for row in _rows(sheet)] == [True, False]


def test_the_link_leads_to_the_figure(tmp_path: Path) -> None:
    sheet = _sheet(tmp_path, ("a #1%.pdf-1", make_report(doubts=["requests.new.total"])))
    links = [cell.hyperlink.target or cell.hyperlink.location for cell in sheet[2] if cell.hyperlink]
    assert links == ["html/a%20%231%25.pdf-1.html#requests.new.total"]


def test_nothing_to_look_at_is_an_empty_sheet(tmp_path: Path) -> None:
    assert _rows(_sheet(tmp_path, ("a-1", make_report()))) == []
