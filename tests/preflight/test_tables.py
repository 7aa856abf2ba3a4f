"""Tables: missing wholly or in part, of another edition, or not read."""

from __future__ import annotations

from pipeline.schema import Remark, Report, Table, TableCell
from tests.builders import checks_of, forms, make_field
from tests.preflight.cases import changed, clean, codes, findings, without


def _absent(report: Report, prefix: str) -> Report:
    lost = {"value": None, "raw": "", "meaning": None, "status": "absent", "origin": None, "place": None}
    fields = {
        key: field.model_copy(update=lost) if key.startswith(prefix) else field for key, field in report.fields.items()
    }
    return report.model_copy(update={"fields": fields, "checks": checks_of(fields, forms()[report.form])})


def _printing(report: Report, table: str, *rows: tuple[str, ...]) -> Report:
    """With a table of the document that prints these rows."""
    cells = tuple(
        TableCell(row=row, column=column, text=text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    printed = Table(index=1, matched=(table,), engine="built", pages=(), rows=len(rows), columns=8, cells=cells)
    return report.model_copy(update={"tables": (printed,)})


def test_no_known_form() -> None:
    report = clean().model_copy(update={"form": "unknown", "fields": {}, "checks": ()})
    (found,) = findings(report)
    assert (found.code, found.level) == ("form-unknown", "error")
    assert "中华人民共和国政府信息公开工作年度报告格式" in found.says


def test_a_missing_table_is_one_finding() -> None:
    found = findings(_absent(clean(), "disputes."))
    assert [f.code for f in found] == ["table-missing"]
    assert "四、政府信息公开行政复议、行政诉讼情况" in found[0].says
    found = findings(_absent(clean(), "disclosure.fees."))
    assert [f.code for f in found] == ["table-missing"]
    assert "第二十条第（八）项" in found[0].says
    assert "行政事业性收费" in found[0].says


def test_a_table_whose_figures_stand_in_the_prose_alone_is_missing() -> None:
    report = _absent(clean(), "disputes.")
    told = make_field(2, origin="prose")
    fields = {**report.fields, "disputes.reconsideration.total": told}
    assert "table-missing" in codes(report.model_copy(update={"fields": fields}))


def test_a_table_that_may_stand_in_a_picture_is_not_called_missing() -> None:
    report = without(clean(), "disputes.").model_copy(
        update={"warnings": (Remark(code="unread_region", message="a picture", page=3),)}
    )
    found = findings(report)
    assert [(f.code, f.level) for f in found] == [("part-not-read", "warning"), ("cells-not-read", "warning")]
    assert "所在页：3" in found[0].mend


def test_a_missing_row() -> None:
    (found,) = findings(without(clean(), "requests.denied_third_party."))
    assert (found.code, found.level) == ("row-missing", "error")
    assert "4.保护第三方合法权益" in found.says
    assert found.spots[0].place is not None


def test_a_row_that_is_printed_but_was_not_read_is_our_failing() -> None:
    report = _printing(
        without(clean(), "requests.denied_third_party."),
        "requests",
        ("自然人", "商业企业", "科研机构", "总计"),
        ("4. 保护第三方合法 权益", "0", "0", "0"),
    )
    (found,) = findings(report)
    assert (found.code, found.level) == ("cells-not-read", "warning")
    assert "7 个数据" in found.says


def test_a_column_header_is_not_taken_for_the_row_of_the_same_name() -> None:
    report = _printing(
        without(clean(), "requests.other_else."),
        "requests",
        ("自然人", "商业企业", "其他", "总计"),
        ("（一）予以公开", "0", "0", "0"),
    )
    assert codes(report) == ["row-missing"]


def test_a_missing_column() -> None:
    report = clean()
    for key in [key for key in report.fields if key.endswith(".legal_service")]:
        report = without(report, key)
    (found,) = findings(report)
    assert (found.code, found.level) == ("column-missing", "error")
    assert "法人或其他组织 / 法律服务机构" in found.says


def test_single_cells_that_were_not_found_are_no_missing_row() -> None:
    report = without(clean(), "requests.new.research")
    (found,) = findings(report)
    assert (found.code, found.level) == ("cells-not-read", "warning")
    assert "1 个数据" in found.says


def test_the_single_row_of_the_older_form_in_a_newer_one() -> None:
    values = {f"requests.other.{column.key}": 0 for column in forms()["2021"].table_by_id["requests"].columns}
    report = clean(values=values)
    fields = {
        key: field
        for key, field in report.fields.items()
        if not key.startswith(("requests.other_not", "requests.other_fee", "requests.other_else"))
    }
    report = report.model_copy(update={"fields": fields, "checks": checks_of(fields, forms()["2021"])})
    (found,) = findings(report)
    assert (found.code, found.level) == ("row-of-other-form", "warning")
    assert "（六）其他处理" in found.says
    assert "3.其他" in found.says


def test_a_figure_read_with_doubt_is_said_to_be() -> None:
    (found,) = findings(changed(clean(), "requests.new.total", status="review"))
    assert (found.code, found.level) == ("cells-doubtful", "info")


def test_an_unread_region_without_a_page() -> None:
    report = clean(warnings=(Remark(code="unread_region", message="a picture"),))
    (found,) = findings(report)
    assert found.code == "part-not-read"
    assert "所在页" not in found.mend
