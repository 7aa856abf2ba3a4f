from __future__ import annotations

import pytest

from pipeline.export.formtable import at_label, form_tables, sides
from tests.builders import forms, make_report


@pytest.mark.parametrize("name", sorted(forms()))
def test_every_figure_of_a_report_has_one_place(name: str) -> None:
    report = make_report(form=name)
    drawn = form_tables(forms()[name], report.fields)
    keys = [key for table in drawn for line in table.lines for key in line.keys]
    assert len(keys) == len(set(keys))
    assert set(report.fields) <= set(keys)


@pytest.mark.parametrize("name", sorted(forms()))
def test_labels_fill_their_rows_exactly(name: str) -> None:
    for table in form_tables(forms()[name], make_report(form=name).fields):
        taken: set[tuple[int, int]] = set()
        for number, line in enumerate(table.lines):
            column = 0
            for label in line.labels:
                while (number, column) in taken:
                    column += 1
                cells = {(number + y, column + x) for y in range(label.rowspan) for x in range(label.colspan)}
                assert not cells & taken
                taken |= cells
        assert len(taken) == len(table.lines) * table.stub or table.units


def test_the_table_is_printed_as_in_the_form() -> None:
    tables = {table.id: table for table in form_tables(forms()["2021"], make_report().fields)}
    requests = tables["requests"]
    assert requests.stub == 3
    assert [(label.text, label.rowspan, label.colspan) for label in requests.head[0]] == [
        ("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1),
    ]  # fmt: skip
    assert [label.text for label in requests.lines[2].labels] == ["三、本年度办理结果", "（一）予以公开"]
    assert len(requests.lines) == 25
    assert len(tables["disputes"].lines[0].keys) == 15


def test_only_the_rows_that_the_report_has_are_drawn() -> None:
    form = forms()["2021"]
    split = ("other_not_amended", "other_fee_unpaid", "other_else")
    keys = [key for key, spec in form.specs.items() if spec.row is None or spec.row.key not in split]
    (requests,) = (table for table in form_tables(form, keys) if table.id == "requests")
    labels = [line.labels[-1].text for line in requests.lines]
    assert "（六）其他处理" in labels
    assert "3.其他" not in labels
    assert form_tables(form, []) == ()


def test_a_list_is_indented_and_keeps_its_headings() -> None:
    (table,) = form_tables(forms()["2014"], make_report(form="2014").fields)
    first, second, third = table.lines[:3]
    assert (first.heading, first.keys) == (True, ())
    assert (second.labels[0].indent, second.unit) == (1, "条")
    assert third.labels[0].indent == 2


def test_the_sides_of_a_sum() -> None:
    report, form = make_report(), forms()["2021"]
    by_id = {(check.id, check.at): check for check in report.checks}
    left, right = sides(form, by_id["requests_balance", "business"])
    assert left == ("requests.new.business", "requests.carried_in.business")
    assert right == ("requests.processed_total.business", "requests.carried_out.business")
    left, right = sides(form, by_id["requests_applicants", "new"])
    assert (len(left), right) == (6, ("requests.new.total",))
    left, right = sides(form, by_id["disputes_reconsideration", None])
    assert right == ("disputes.reconsideration.total",)
    assert at_label(form, by_id["requests_balance", "business"]) == "商业企业"
    assert at_label(form, by_id["requests_applicants", "new"]) == "一、本年新收政府信息公开申请数量"
    assert at_label(form, by_id["disputes_reconsideration", None]) == ""


def test_a_rule_that_the_form_does_not_have_is_read_out_all_the_same() -> None:
    report = make_report()
    check = report.checks[0].model_copy(update={"id": "elsewhere", "at": "somewhere"})
    assert sides(forms()["2021"], check) == (check.keys, ())
    assert at_label(forms()["2021"], check) == "somewhere"
