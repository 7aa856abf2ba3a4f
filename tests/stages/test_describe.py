"""Whose report it is, of which year, when published: from titles as agencies print them, and from what else says it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema import Paragraph, Section, TextPlace
from pipeline.stages.describe import describe
from pipeline.stages.description.dates import find_date, find_period, find_years
from pipeline.stages.description.regions import region_of
from pipeline.types.description import Description
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline, TitleLine
from pipeline.types.page import Line

TITLE = "沅溪县教育局2022年政府信息公开工作年度报告"


def at(number: int) -> TextPlace:
    return TextPlace(paragraph=number, start=0, end=1)


def about(
    *title: str, preamble: tuple[str, ...] = (), closing: tuple[str, ...] = (), site: tuple[tuple[str, str], ...] = (),
    name: str = "report.pdf",
) -> Description:  # fmt: skip
    """What is said of a report with this title block, these first paragraphs and these closing lines."""
    paragraphs = tuple(
        Paragraph(text=text, place=at(10 + n), section=None, section_confidence=0.0, topic=None, topic_confidence=0.0)
        for n, text in enumerate(preamble)
    )
    outline = Outline(
        title=tuple(TitleLine(text, at(n)) for n, text in enumerate(title)),
        sections=(Section(key="overview", title="", confidence=1.0, paragraphs=paragraphs),),
        closing=tuple(TitleLine(text, at(90 + n)) for n, text in enumerate(closing)),
    )
    return describe(Layout((), 1), outline, site=site, name=name)


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ((TITLE,), "沅溪县教育局", 2022),
        (("2022年沅溪县人民政府政府信息公开工作年度报告",), "沅溪县人民政府", 2022),
        (("沅溪县人民政府信息公开工作年度报告（2022年度）",), "沅溪县人民政府", 2022),
        (("沅溪县教育局", "2022年政府信息公开工作年度报告"), "沅溪县教育局", 2022),
        (("沅溪县教育局政府信息公开工作年度报告", "（2022年度）"), "沅溪县教育局", 2022),
        (("沅溪县教育局政府信息公开工作年度报告", "——2022年"), "沅溪县教育局", 2022),
        (("沅溪县教育局2022年政府信息公开工作", "年度报告"), "沅溪县教育局", 2022),
        (("沅溪县人民政府办", "公室2022年政府信息公开工作年度报告"), "沅溪县人民政府办公室", 2022),
        (("沅溪县", "教育局2022年政府信息公开工作年度报告"), "沅溪县教育局", 2022),
        (("沅溪县人民政府", TITLE), "沅溪县教育局", 2022),
        (("沅溪县教育局", TITLE), "沅溪县教育局", 2022),
        ((TITLE, TITLE), "沅溪县教育局", 2022),
        (("沅溪县教育局关于2022年度政府信息公开工作情况的报告",), "沅溪县教育局", 2022),
        (("沅溪县教育局政府信息公开工作2022年度报告",), "沅溪县教育局", 2022),
        (("二〇二二年度沅溪县教育局政务信息公开年报",), "沅溪县教育局", 2022),
        (("《沅溪县教育局2022年政府信息公开工作年度报告》",), "沅溪县教育局", 2022),
        (("沅教发〔2023〕1号", "沅溪县教育局", "关于2022年政府信息公开工作年度报告的报告"), "沅溪县教育局", 2022),
        (("沅 溪 县 教 育 局", "２０２２ 年政府信息公开工作年度报告"), "沅溪县教育局", 2022),
        (("沅溪縣教育局2017年政府資訊公開年度報告",), "沅溪县教育局", 2017),
        (("2022年度政府信息公开工作年度报告", "沅溪县教育局"), "沅溪县教育局", 2022),
        (("红旗镇人民政府", "2023年度", "政府信息公开工作年度报告"), "红旗镇人民政府", 2023),
        (("红旗街道2023年政府信息公开工作年度报告",), "红旗街道办事处", 2023),
        (("沅溪县2022年政府信息公开工作年度报告",), "沅溪县人民政府", 2022),
        (
            ("沅溪县卫生健康局（沅溪县中医药管理局）2022年政府信息公开工作年度报告",),
            "沅溪县卫生健康局（沅溪县中医药管理局）",
            2022,
        ),
        (("国家税务总局沅溪县税务局2022年政府信息公开工作年度报告",), "国家税务总局沅溪县税务局", 2022),
        (("附件1", "首页 > 年报", TITLE, "（2023年1月18日）"), "沅溪县教育局", 2022),
        (("沅溪县教育局2022年政府信息公开工作年度报告-沅溪县人民政府网",), "沅溪县教育局", 2022),
    ],
)
def test_titles(title: tuple[str, ...], agency: str, year: int) -> None:
    found = about(*title)
    assert (found.agency.value, found.year.value) == (agency, year)
    assert found.agency.confidence >= 0.6
    assert found.year.confidence >= 0.9


def test_the_characters_are_those_that_are_printed_and_the_place_is_theirs() -> None:
    found = about("沅溪縣教育局", "2017年政府信息公開年度報告")
    assert (found.agency.raw, found.agency.place) == ("沅溪縣教育局", at(0))
    assert (found.year.raw, found.year.place) == ("2017", at(1))


@pytest.mark.parametrize(
    "preamble",
    [
        "本报告由沅溪县教育局根据《中华人民共和国政府信息公开条例》编制。",
        "根据《条例》规定，现公布沅溪县教育局2022年政府信息公开工作年度报告。",
        "2022年，沅溪县教育局按照《条例》的要求，认真做好公开工作。",
        "按照上级《关于做好年度报告工作的通知》要求，特编制沅溪县教育局2022年政府信息公开年度报告。",
        "一年来，沅溪县教育局认真贯彻落实条例，坚持公开为常态。",
        "按照政府信息公开条例的有关规定，沅溪县教育局对2022年的公开工作作了梳理。",
        "本报告由沅溪县教育局信息公开工作领导小组办公室根据《条例》编制。",
    ],
)
def test_a_title_without_agency_is_made_up_for_by_the_first_paragraph(preamble: str) -> None:
    found = about("2022年政府信息公开工作年度报告", preamble=(preamble,))
    assert (found.agency.value, found.agency.place) == ("沅溪县教育局", at(10))


@pytest.mark.parametrize(
    "preamble",
    [
        "2022年，我局在县委、县政府的正确领导下，认真贯彻落实条例。",
        "根据国务院办公厅政府信息与政务公开办公室的要求，编制本报告。",
        "本报告由我局编制。",
        "全县各部门按照要求做好公开工作。",
    ],
)
def test_the_agency_itself_and_those_above_it_are_no_names(preamble: str) -> None:
    assert about("2022年政府信息公开工作年度报告", preamble=(preamble,)).agency.value is None


def test_then_the_signature_the_site_and_the_file_name_are_asked() -> None:
    bare = "2022年政府信息公开工作年度报告"
    assert about(bare, closing=("沅溪县教育局", "2023年1月19日")).agency.value == "沅溪县教育局"
    assert about(bare, closing=("沅溪县教育局 2023年1月19日",)).agency.value == "沅溪县教育局"
    assert about(bare, site=(("title", f"{TITLE}_沅溪县人民政府"),)).agency.value == "沅溪县教育局"
    assert about(bare, site=(("发布机构", "沅溪县教育局"),)).agency.value == "沅溪县教育局"
    assert about(bare, name=f"年报/{TITLE}.pdf").agency.value == "沅溪县教育局"
    assert about(bare, name="1.pdf").agency.value is None


def test_agreement_is_surer_than_contradiction() -> None:
    alone = about(TITLE).agency
    agreed = about(TITLE, closing=("沅溪县教育局",)).agency
    contradicted = about(TITLE, closing=("沅溪县民政局",)).agency
    assert contradicted.value == alone.value == agreed.value
    assert contradicted.confidence < alone.confidence < agreed.confidence


def test_a_place_in_the_title_is_its_government_as_others_call_it() -> None:
    title = "沅溪县2022年政府信息公开工作年度报告"
    guessed, told = about(title), about(title, closing=("沅溪县人民政府办公室", "2023年1月19日"))
    assert (guessed.agency.value, told.agency.value) == ("沅溪县人民政府", "沅溪县人民政府办公室")
    assert guessed.agency.confidence < told.agency.confidence


def test_a_name_without_its_place_is_filled_up() -> None:
    assert about("教育局2022年政府信息公开工作年度报告", closing=("沅溪县教育局",)).agency.value == "沅溪县教育局"


def test_the_year_of_the_title_wins_over_another_in_the_text() -> None:
    preamble = ("统计期限自2020年1月1日起至12月31日止。",)
    found = about("红旗镇人民政府2021年政府信息公开工作年度报告", preamble=preamble)
    assert found.year.value == 2021
    assert found.year.confidence < 0.9


@pytest.mark.parametrize(
    ("preamble", "closing", "site", "name", "year"),
    [
        ("所列数据的统计期限为2021年1月1日至2021年12月31日。", "", (), "", 2021),
        ("统计期限从2021年1月1日起，到2021年12月31日止。", "", (), "", 2021),
        ("统计期限为2021.1.1-2021.12.31。", "", (), "", 2021),
        ("2021年，我局认真贯彻落实条例。", "", (), "", 2021),
        ("2021年，我局收到申请3件，比2020年多1件。", "", (), "", None),
        ("2021年，我局认真贯彻落实条例。", "2021年1月19日", (), "", 2020),
        ("", "2022年1月19日", (), "", 2021),
        ("", "二〇二〇年一月二十三日", (), "", 2019),
        ("", "2021年12月30日", (), "", 2021),
        ("", "", (("PubDate", "2022-03-01 09:00"),), "", 2021),
        ("", "", (), "2021年年报.pdf", 2021),
        ("所列数据自2021年1月1日至202121年12月31日。", "", (), "", None),
        ("统计期限201711日至20171231日。", "", (), "", None),
    ],
)
def test_a_title_without_year_is_made_up_for(
    preamble: str, closing: str, site: tuple[tuple[str, str], ...], name: str, year: int | None
) -> None:
    found = about("政府信息公开工作年度报告", preamble=(preamble,), closing=(closing,), site=site, name=name)
    assert found.year.value == year


@pytest.mark.parametrize(
    ("closing", "site", "published"),
    [
        ("2023年1月19日", (), "2023-01-19"),
        ("二〇二三年一月十九日", (), "2023-01-19"),
        ("2023年1月19日", (("发布日期", "2023-01-28 10:00"),), "2023-01-28"),
        ("", (("成文日期", "20230115"),), "2023-01-15"),
        ("2023年1月19日", (("发布日期", "2010-01-28"),), "2023-01-19"),
        ("2023年13月19日", (), None),
        ("", (), None),
    ],
)
def test_the_date_of_publication(closing: str, site: tuple[tuple[str, str], ...], published: str | None) -> None:
    assert about(TITLE, closing=(closing,), site=site).published_on.value == published


@pytest.mark.parametrize(
    ("agency", "region"),
    [
        ("江苏省常州市武进区人民政府", "江苏省常州市武进区"),
        ("沅溪县市场监督管理局", "沅溪县"),
        ("广州市天河区教育局", "广州市天河区"),
        ("德州市公安局", "德州市"),
        ("恩施州人民政府", "恩施州"),
        ("荆州市沙市区人民政府", "荆州市沙市区"),
        ("津市市人民政府", "津市市"),
        ("济南市市中区教育局", "济南市市中区"),
        ("国家税务总局沅溪县税务局", "沅溪县"),
        ("苏州工业园区管理委员会", "苏州工业园区"),
        ("内蒙古自治区呼和浩特市新城区人民政府", "内蒙古自治区呼和浩特市新城区"),
        ("锡林郭勒盟行政公署", "锡林郭勒盟"),
        ("杭州市市场监督管理局", "杭州市"),
        ("景宁畲族自治县人民政府", "景宁畲族自治县"),
        ("延边朝鲜族自治州教育局", "延边朝鲜族自治州"),
        ("审计署", None),
        ("市教育局", None),
        ("红旗街道办事处", None),
        ("苏州市社区矫正管理局", "苏州市"),
        ("", None),
    ],
)
def test_regions_are_the_start_of_names(agency: str, region: str | None) -> None:
    assert region_of(agency) == region


def test_the_region_comes_from_the_site_where_the_agency_names_none() -> None:
    site = (("SiteName", "沅溪县人民政府门户网站"),)
    assert about("审计署2022年政府信息公开工作年度报告", site=site).region.value == "沅溪县"
    bare = about("2022年政府信息公开工作年度报告", site=site)
    assert (bare.agency.value, bare.region.value) == ("沅溪县人民政府", "沅溪县")
    assert bare.agency.confidence < 0.5


def test_a_year_on_a_line_below_the_title_is_found_where_the_outline_left_it_out() -> None:
    lines = [
        Line("沅溪县教育局政府信息公开工作年度报告", at(0)),
        Line("2022年", at(1)),
        Line("根据条例，现予公布。", at(2)),
    ]
    outline = Outline(title=(TitleLine(lines[0].text, at(0)),), sections=())
    assert describe(Layout(tuple(lines), 1), outline, site=(), name="x.pdf").year.value == 2022


def test_where_there_is_no_outline_the_first_lines_are_read() -> None:
    texts = ("沅溪县教育局", "2022年政府信息公开工作年度报告", "一、总体情况", "2019年，我局认真。")
    layout = Layout(tuple(Line(text, at(n), whole=True) for n, text in enumerate(texts)), 1)
    found = describe(layout, Outline((), ()), site=(), name="x")
    assert (found.agency.value, found.year.value) == ("沅溪县教育局", 2022)


def test_nothing_is_said_where_nothing_is_known() -> None:
    found = about("目录")
    assert (found.agency.value, found.region.value, found.year.value, found.published_on.value) == (None,) * 4
    assert found.agency.confidence == found.year.confidence == 0


def test_damaged_dates_are_no_dates() -> None:
    assert find_date("2022年2月30日") is None
    assert find_period("自2020年1月1日至202020年12月31日") is None
    assert find_period("自2020年1月1日至2020年12月21日") is None
    assert find_years("202020年") == []


@given(st.dates(min_value=date(2003, 1, 1), max_value=date(2040, 12, 31)))
def test_dates_read_back(day: date) -> None:
    for form in ("{0.year}年{0.month}月{0.day}日", "{0.year}-{0.month:02}-{0.day:02}", "{0.year}/{0.month}/{0.day}"):
        found = find_date(f"发布于 {form.format(day)} 上午")
        assert found is not None
        assert found.date == day


@given(st.text("沅溪县教育局人民政府信息公开2022年度工作报告（）关于 \n〇一", max_size=60), st.text(max_size=30))
def test_any_text_is_described(title: str, other: str) -> None:
    found = about(title, other, preamble=(title + other,), closing=(other,), site=(("title", title),), name=other)
    for stated in (found.agency, found.year, found.published_on):
        assert 0 <= stated.confidence <= 1
        assert (stated.value is None) == (stated.confidence == 0)
