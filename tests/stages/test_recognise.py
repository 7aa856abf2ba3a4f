"""What is an annual report on disclosure, and what only speaks of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.schema import CellPlace, TextPlace
from pipeline.stages.recognise import is_report
from pipeline.types.grid import Cell, Grid
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline
from pipeline.types.page import Block, Line
from tests.grids import forms

TITLE = "沅溪县教育局2022年政府信息公开工作年度报告"
PROSE = (
    "我局依照政府信息公开条例，做好主动公开和依申请公开，全年收到政府信息公开申请5件，未发生行政复议和行政诉讼。" * 8
)
NOTICE = "关于做好2022年政府信息公开工作年度报告编制和发布工作的通知"


def grid(*rows: tuple[str, ...]) -> Grid:
    cells = tuple(
        Cell(text, row, column, CellPlace(table=0, row=row, column=column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Grid(cells, len(rows), len(rows[0]), "html")


def layout(*blocks: str | Grid) -> Layout:
    made: list[Block] = [
        block
        if isinstance(block, Grid)
        else Line(block, TextPlace(paragraph=number, start=0, end=len(block)), whole=True)
        for number, block in enumerate(blocks)
    ]
    return Layout(tuple(made), 1)


FILLED = grid(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "0", "/", "3"))
BLANK = grid(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "", "", ""))
LIST = grid(("统计指标", "单位", "统计数"), ("收到申请数", "件", "2"), ("制发规范性文件总数", "件", "1"))


@pytest.mark.parametrize(
    "document",
    [
        layout(TITLE, "一、总体情况", PROSE, FILLED),
        layout(FILLED),
        layout(LIST),
        layout(TITLE, PROSE),
        layout("沅溪县教育局2022年政府信息公开工作", "年度报告", PROSE),
        layout("一、概述", PROSE, "二、主动公开政府信息情况", PROSE, "五、存在的主要问题和改进措施", PROSE),
        layout("沅溪縣教育局2017年政府資訊公開年度報告", "一、總體情況", PROSE.replace("信息", "資訊")),
        layout("政府信息公开工作年度报告格式", BLANK),
        layout(NOTICE, FILLED),
    ],
)
def test_reports(document: Layout) -> None:
    assert is_report(document, Outline((), ()))


@pytest.mark.parametrize(
    "document",
    [
        layout(),
        layout(""),
        layout(NOTICE, "各部门：", PROSE),
        layout(NOTICE, "附件", BLANK),
        layout("信息名称 | 关于印发《政府信息公开工作年度报告格式》的通知 | 内容概述", BLANK),
        layout("沅溪县2022年国民经济和社会发展统计公报", "一、综合", "全年地区生产总值增长5%。" * 40),
        layout("沅溪水务股份有限公司2022年年度报告", "一、总体情况", "公司营业收入增长。" * 60),
        layout("沅溪县教育局2022年法治政府建设年度报告", "一、主要举措", "推进依法行政，办理行政复议3件。" * 30),
        layout("政府信息公开指南", "一、公开范围", PROSE),
        layout(TITLE, "沅溪县教育局2021年政府信息公开工作年度报告", "沅溪县教育局2020年政府信息公开工作年度报告"),
        layout("Annual report on the disclosure of government information", "The agency received 5 requests. " * 40),
        layout("页面不存在", "404"),
        layout("收入支出决算表", grid(("项目", "金额"), ("规章", "1"), ("行政许可", "2"))),
    ],
)
def test_other_documents(document: Layout) -> None:
    assert not is_report(document, Outline((), ()))


def _in_picture(*rows: tuple[str, ...]) -> Grid:
    plain = grid(*rows)
    return replace(plain, cells=tuple(replace(cell, ink=0.1) for cell in plain.cells))


SCRAWLED = tuple(("口曰巳末", "2", "0", "1") for _ in range(4))
MISREAD = (
    ("1政肩公报公开政府信息故", "条", "0"),
    ("2政将间站公开政府信息敬", "条", "5"),
    ("3政务低净公开政呼综息数", "条", "0"),
    ("5.要求行融帆关峰认或国新出具已", "条", "0"),
    ("一此的惊享公开专明经费不包括", "元", "0"),
    ("一召开政府信息公非工作会议或专题奢汉敬", "次", "4"),
    ("二体办各类培训质数", "次", "1"),
    ("2兼职人员款", "人", "3"),
    ("7舌和作出更改补是版", "件", "0"),
)


def test_a_report_in_a_picture_whose_labels_are_all_misread() -> None:
    assert is_report(layout(TITLE, _in_picture(*SCRAWLED)), Outline((), ()))
    assert is_report(layout("沅溪县教肓局", _in_picture(*MISREAD)), Outline((), ()), forms().values())


def test_a_table_in_a_picture_is_no_report_without_a_title_or_labels() -> None:
    assert not is_report(layout("沅溪县教育局", _in_picture(*SCRAWLED)), Outline((), ()), forms().values())
    assert not is_report(layout("沅溪县教肓局", _in_picture(*MISREAD[:4])), Outline((), ()), forms().values())
    assert not is_report(layout(NOTICE, "各部门：", _in_picture(*SCRAWLED)), Outline((), ()), forms().values())
    budget = [(name, "12") for name in ("一般公共服务支出", "政府办公厅及相关机构事务", "行政运行", "信访事务支出")]
    assert not is_report(layout("收入支出决算表", _in_picture(*budget * 3)), Outline((), ()), forms().values())
