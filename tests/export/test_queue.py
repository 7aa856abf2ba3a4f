from __future__ import annotations

from pipeline.export.queue import doubts
from pipeline.export.rows import Rows
from pipeline.schema import CellPlace, Check, PagePlace, Paragraph, Section, Table, TableCell, TextPlace
from tests.builders import forms, make_field, make_report

FORM = forms()["2021"]


def _check(blame: str, *keys: str) -> Check:
    return Check(
        id="requests_balance", at="total", level="error", verdict="broken", blame=blame, keys=keys, left=1, right=2,  # type: ignore[arg-type]
        explanation="1 against 2",
    )  # fmt: skip


def test_the_worst_come_first() -> None:
    doubtful = {"requests.new.total": 0.7, "requests.granted.total": 0.2, "requests.carried_in.total": 0.5}
    report = make_report(doubts=doubtful)
    fields = {
        key: one.model_copy(update={"confidence": doubtful[key]}) if key in doubtful else one
        for key, one in report.fields.items()
    }
    report = report.model_copy(update={"fields": fields, "checks": (_check("undecided", "requests.new.total"),)})
    found = doubts(report, FORM)
    assert [doubt.key for doubt in found] == list(doubtful)
    assert found[0].broken
    assert found[0].section == "requests"


def test_a_sum_that_the_publisher_broke_is_no_reason_to_hurry() -> None:
    report = make_report(doubts=["requests.new.total"], checks=(_check("publisher", "requests.new.total"),))
    assert doubts(report, FORM)[0].rank[0] == 1


def test_nothing_doubtful_is_no_queue() -> None:
    assert doubts(make_report(), FORM) == ()


def test_a_crop_shows_the_row_with_its_cell() -> None:
    report = make_report(doubts=["requests.new.total"])
    (doubt,) = doubts(report, FORM)
    place = report.fields["requests.new.total"].place
    assert isinstance(place, PagePlace)
    assert doubt.crop is not None
    assert doubt.crop.page == place.page
    assert doubt.crop.mark == place.box
    assert (doubt.crop.clip.x0, doubt.crop.clip.x1) == (75.0, 505.0)
    assert doubt.crop.clip.top < place.box.top < place.box.bottom < doubt.crop.clip.bottom


def test_a_label_as_tall_as_the_page_does_not_make_the_crop_so() -> None:
    report = make_report(doubts=["requests.new.total"])
    table = report.tables[0]
    place = report.fields["requests.new.total"].place
    assert isinstance(place, PagePlace)
    tall = TableCell(
        row=0, column=0, text="三", page=place.page, box=place.box._replace(x0=40, x1=80, top=50, bottom=800)
    )
    report = report.model_copy(update={"tables": (table.model_copy(update={"cells": (tall, *table.cells)}),)})
    crop = doubts(report, FORM)[0].crop
    assert crop is not None
    assert crop.clip.bottom - crop.clip.top < 60
    assert crop.clip.x0 == 35


def test_a_figure_outside_of_tables_is_shown_with_what_stands_round_it() -> None:
    report = make_report(doubts=["requests.new.total"], tables=())
    crop = doubts(report, FORM)[0].crop
    assert crop is not None
    assert crop.clip.x1 - crop.clip.x0 > 400


def test_the_row_as_text_marks_the_cell() -> None:
    cells = tuple(
        TableCell(row=0, column=number, text=text, place=CellPlace(table=4, row=0, column=number))
        for number, text in enumerate(["一、本年\n新收", "12", "0"])
    )
    table = Table(index=0, matched=(), engine="x", pages=(), rows=1, columns=3, cells=cells)
    report = make_report(kind="docx", tables=(table,))
    assert Rows(report).text(CellPlace(table=4, row=0, column=1)) == "一、本年 新收 | 【12】 | 0"
    assert Rows(report).text(CellPlace(table=9, row=0, column=1)) == ""


def test_a_figure_of_the_narrative_is_shown_in_its_paragraph() -> None:
    paragraph = Paragraph(
        text="收到申请12件。", place=TextPlace(paragraph=3, start=0, end=8), section="overview", section_confidence=1.0,
        topic=None, topic_confidence=0.0,
    )  # fmt: skip
    section = Section(key="overview", title="概述", confidence=1.0, paragraphs=(paragraph,))
    report = make_report(kind="txt", sections=(section,))
    assert Rows(report).text(TextPlace(paragraph=3, start=4, end=6)) == "收到申请【12】件。"
    assert Rows(report).text(TextPlace(paragraph=9, start=4, end=6)) == ""


def test_a_report_on_no_form_has_a_queue_too() -> None:
    report = make_report(fields={"x": make_field(status="review")}).model_copy(update={"form": "unknown"})
    assert doubts(report, None)[0].spec is None
