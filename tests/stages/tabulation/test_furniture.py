from __future__ import annotations

from pipeline.schema import TextPlace
from pipeline.stages.tabulation.furniture import without_furniture
from pipeline.types.page import Block, Line, Page
from tests.stages.tabulation.printed import laid_out, line

BODY = "本年度收到的申请均在法定期限内答复。"


def texts(*pages: list[Block]) -> list[str]:
    return [block.text for block in laid_out(*pages).blocks]  # type: ignore[union-attr]


def numbered(style: str, count: int = 3) -> list[list[Block]]:
    return [[line(BODY, 60, 300, page=n), line(style.format(n), 280, 800, page=n)] for n in range(1, count + 1)]


def test_page_numbers_go_in_every_style() -> None:
    for style in ("{}", "- {} -", "－{}－", "第{}页", "第 {} 页 共 3 页", "{}/3", "—{}—"):
        assert texts(*numbered(style)) == [BODY] * 3, style


def test_numbers_that_start_later_keep_step() -> None:
    pages = [[line(BODY, 60, 300, page=n), line(str(n + 4), 280, 800, page=n)] for n in (1, 2, 3)]
    assert texts(*pages) == [BODY] * 3


def test_numbers_that_do_not_keep_step_stay() -> None:
    pages = [[line(BODY, 60, 300, page=n), line(str(number), 280, 800, page=n)] for n, number in ((1, 17), (2, 5))]
    assert texts(*pages) == [BODY, "17", BODY, "5"]


def test_a_figure_in_a_row_at_the_edge_stays() -> None:
    pages: list[list[Block]] = [
        [line(BODY, 60, 300), line("1", 280, 800)],
        [line("其他", 60, 60, page=2), line("2", 280, 60, page=2), line(BODY, 60, 300, page=2)],
    ]
    assert texts(*pages) == [BODY, "其他 2", BODY]


def test_running_heads_go_and_what_is_said_twice_in_the_text_stays() -> None:
    head = "云岭市档案局2023年年度报告"
    pages = [[line(head, 200, 30, page=n), line(BODY, 60, 300, page=n), line(BODY, 60, 320, page=n)] for n in (1, 2, 3)]
    assert texts(*pages) == [BODY] * 6


def test_a_title_on_one_page_stays() -> None:
    assert texts([line("2023年政府信息公开工作年度报告", 100, 60), line(BODY, 60, 300)]) == [
        "2023年政府信息公开工作年度报告", BODY,
    ]  # fmt: skip


def test_pieces_of_a_line_are_joined() -> None:
    assert texts([line("报", 200, 300), line("告", 230, 300), line("单位：件", 60, 330)]) == ["报 告", "单位：件"]
    assert texts([line("12", 60, 300), line("34件", 70, 300)]) == ["1234件"]


def test_a_page_number_whose_figures_are_of_another_font_goes_whole() -> None:
    pages = [
        [
            line(BODY, 60, 300, page=n),
            line("第", 260, 800, page=n),
            line(str(n), 275, 799.9, page=n),
            line("页 共", 286, 800, page=n),
            line("3", 315, 799.9, page=n),
            line("页", 325, 800, page=n),
        ]
        for n in (1, 2, 3)
    ]
    assert texts(*pages) == [BODY] * 3


def test_figures_that_stand_apart_at_the_edge_are_no_page_number() -> None:
    pages = [[line(BODY, 60, 300, page=n), line(str(n), 275, 800, page=n), line("3", 415, 800, page=n)] for n in (1, 2)]
    assert texts(*pages) == [BODY, "1 3", BODY, "2 3"]


def test_pictures_between_text_without_pages_are_numbered_as_they_follow_each_other() -> None:
    title = Line("附件", TextPlace(paragraph=0, start=0, end=2))
    sheets = [
        Page(2 * n, 595, 842, (line(BODY, 60, 300, page=2 * n), line(f"第{n}页共3页", 280, 800, page=2 * n)))
        for n in (1, 2, 3)
    ]
    kept = without_furniture([Page(1, 0, 0, (title,)), *sheets])
    assert [[block.text for block in blocks if isinstance(block, Line)] for _, blocks in kept] == [
        ["附件"], [BODY], [BODY], [BODY],
    ]  # fmt: skip
