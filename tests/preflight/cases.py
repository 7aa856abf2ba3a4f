"""Reports to check: a clean one of an invented agency, and what replaces parts of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.preflight.case import Case
from pipeline.preflight.examine import examine
from pipeline.preflight.finding import Finding, Language
from pipeline.schema import (
    Box,
    Note,
    Number,
    PagePlace,
    Paragraph,
    PrintedLine,
    ProseFigure,
    Report,
    Section,
    SectionKey,
    Stated,
)
from tests.builders import checks_of, forms, make_report

AGENCY = "芷塘区水利局"
PREAMBLE = (
    "本报告根据《中华人民共和国政府信息公开条例》第五十条规定编制。"
    "统计期限自2023年1月1日起至2023年12月31日止。联系电话：0999-6217036。"
)
OVERVIEW = (
    "2023年，我局围绕水资源管理推进公开，全年主动公开各类信息320条，按时答复依申请公开事项。",
    "加强政府信息管理，逐件审核公文属性；维护网站和公众号平台；把公开工作纳入考核，做好监督保障，未发生责任追究情形。",
)
PROBLEMS = (
    "存在的问题：一是部分科室报送信息不够及时，二是解读形式比较单一，群众反映看不懂专业名词。",
    "改进情况：制定了报送时限，邀请工程师录制讲解短片，并在河道公示牌上加印二维码。",
)
OTHER = "本年度未收取政府信息公开信息处理费。"
TITLES: dict[SectionKey, str] = {
    "overview": "一、总体情况",
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
# A few figures that keep every sum of the 2021 form.
FIGURES: dict[str, Number | None] = {
    "requests.new.natural_person": 12,
    "requests.new.business": 3,
    "requests.new.total": 15,
    "requests.carried_in.natural_person": 1,
    "requests.carried_in.total": 1,
    "requests.granted.natural_person": 9,
    "requests.granted.business": 2,
    "requests.granted.total": 11,
    "requests.unavailable_not_held.natural_person": 2,
    "requests.unavailable_not_held.business": 1,
    "requests.unavailable_not_held.total": 3,
    "requests.processed_total.natural_person": 11,
    "requests.processed_total.business": 3,
    "requests.processed_total.total": 14,
    "requests.carried_out.natural_person": 2,
    "requests.carried_out.total": 2,
    "disputes.reconsideration.upheld": 2,
    "disputes.reconsideration.total": 2,
    "disclosure.normative_documents.issued": 3,
    "disclosure.normative_documents.in_force": 20,
    "disclosure.licensing.decisions": 417,
    "disclosure.fees.amount": 26.5,
}


def place(line: int = 0, page: int = 1) -> PagePlace:
    """A line of a page."""
    return PagePlace(page=page, box=Box(80, 60 + 18 * line, 500, 76 + 18 * line))


def paragraph(text: str, section: SectionKey | None = "overview", line: int = 0) -> Paragraph:
    """A paragraph of a section."""
    return Paragraph(
        text=text, place=place(line), section=section, section_confidence=0.99, topic=section, topic_confidence=0.9
    )


def section(key: SectionKey, *texts: str, title: str | None = None) -> Section:
    """A section with these paragraphs, under its usual heading unless `title` says another."""
    heading = TITLES[key] if title is None else title
    paragraphs = tuple(paragraph(text, key, line) for line, text in enumerate(texts))
    return Section(key=key, title=heading, confidence=0.99, paragraphs=paragraphs)


def sections(**changes: Sequence[str] | None) -> tuple[Section, ...]:
    """All sections of a clean report; `changes` replace the paragraphs of a section, None leaves it out."""
    texts: dict[str, Sequence[str] | None] = {
        "preamble": (PREAMBLE,),
        "overview": OVERVIEW,
        "disclosure": (),
        "requests": (),
        "disputes": (),
        "problems": PROBLEMS,
        "other_matters": (OTHER,),
    }
    texts.update(changes)
    made = []
    if texts["preamble"] is not None:
        made.append(section("overview", *texts["preamble"], title=""))
    keys: tuple[SectionKey, ...] = tuple(TITLES)
    for key in keys:
        found = texts[key]
        if found is not None:
            made.append(section(key, *found))
    return tuple(made)


def clean(form: str = "2021", *, values: Mapping[str, Number | None] | None = None, **changes: object) -> Report:
    """A report with which nothing is wrong; `values` replace figures, `changes` parts of the record."""
    figures = {key: value for key, value in FIGURES.items() if key in forms()[form].specs}
    parts: dict[str, object] = {
        "agency": Stated[str](value=AGENCY, raw=AGENCY, confidence=0.98),
        "year": Stated[int](value=2023, raw="2023年", confidence=0.99, place=place()),
        "published_on": Stated[str](value="2024-01-22", raw="2024年1月22日", confidence=0.9, place=place(30)),
        "title": (PrintedLine(text=f"{AGENCY}2023年政府信息公开工作年度报告", place=place()),),
        "closing": (PrintedLine(text=AGENCY, place=place(29)), PrintedLine(text="2024年1月22日", place=place(30))),
        "sections": sections(),
        "prose": (),
        "warnings": (),
    }
    return make_report("芷塘区/2023.pdf", form=form, values={**figures, **(values or {})}, **{**parts, **changes})


def of_year(year: int, /, **changes: object) -> Report:
    """The clean report as of another year, on the form of that year."""
    text = clean("2021" if year > 2020 else "2019").model_dump_json()
    report = Report.model_validate_json(text.replace("2024", str(year + 1)).replace("2023", str(year)))
    return report.model_copy(update=changes)


def changed(report: Report, key: str, **changes: object) -> Report:
    """The report with one field changed and its sums evaluated anew."""
    fields = {**report.fields, key: report.fields[key].model_copy(update=changes)}
    return report.model_copy(update={"fields": fields, "checks": checks_of(fields, forms()[report.form])})


def without(report: Report, prefix: str) -> Report:
    """The report without the figures whose keys begin so: their cells were not found in a table that is there."""
    lost = {"value": None, "raw": "", "meaning": None, "status": "review", "origin": None, "place": None}
    fields = {
        key: field.model_copy(update=lost) if key.startswith(prefix) else field for key, field in report.fields.items()
    }
    return report.model_copy(update={"fields": fields, "checks": checks_of(fields, forms()[report.form])})


def note(text: str) -> Note:
    """A note under a table."""
    return Note(text=text, place=place(40), table=0)


def claim(key: str, value: Number, text: str, **changes: object) -> ProseFigure:
    """A figure of the narrative that differs from the table."""
    made = ProseFigure(key=key, keys=(key,), value=value, text=text, place=place(3), agreement="disagrees")
    return made.model_copy(update=changes)


def findings(
    report: Report, code: str | None = None, *, language: Language = "zh", **expected: object
) -> tuple[Finding, ...]:
    """What the rules say of the report, all or those of one code."""
    case = Case(report, forms(), **expected)  # type: ignore[arg-type]
    found = examine(case, language=language).findings
    return tuple(finding for finding in found if code is None or finding.code == code)


def codes(report: Report, **expected: object) -> list[str]:
    """The codes of all findings."""
    return [finding.code for finding in findings(report, **expected)]  # type: ignore[arg-type]
