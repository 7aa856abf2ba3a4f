"""Drawn reports, read as files: a clean one has no error, a planted mistake is found, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.corpus.lastyear import compare_years
from pipeline.preflight.case import Case
from pipeline.preflight.examine import examine
from pipeline.preflight.finding import Finding
from pipeline.run import Kit, kit_for, read
from pipeline.schema import Report, SectionKey
from pipeline.settings import default_settings
from pipeline.synth.document import Block, Draft, Passage, PrintedTable
from pipeline.synth.draw import draw
from pipeline.synth.layouts import choose
from pipeline.synth.render import render
from pipeline.synth.sample import DrawnKind, Order

FEE = "本年度未收取政府信息公开信息处理费。"
KINDS: tuple[DrawnKind, ...] = ("pdf", "docx", "html", "txt")
SEEDS = (3, 8)
Mend = Callable[[Draft], Draft]


@cache
def _kit() -> Kit:
    return kit_for(default_settings())


def _order(kind: DrawnKind, form: str, **changes: object) -> Order:
    order = Order(kind=kind, form=form, script="simplified", errors=0, slips=0, marks=False, hybrid=False)
    return replace(order, **changes)  # type: ignore[arg-type]


def _write(seed: int, order: Order, folder: Path, *mends: Mend) -> Path:
    """The sample of the seed, told of the fee, with its draft changed; as a file."""
    sample = draw(seed, order)
    draft = sample.draft
    for mend in (_in_time, _with_fee, *mends):
        draft = mend(draft)
    kind = order.kind or "txt"
    look = choose(kind, sample.layout, order.script, random.Random(seed)).look
    path = folder / f"{sample.id}.{kind}"
    path.write_bytes(render(draft, look, random.Random(seed)).content)
    return path


def _read(path: Path) -> Report:
    report = read(path, kit=_kit())
    assert isinstance(report, Report), report
    return report


def _errors(path: Path) -> dict[str, Finding]:
    found = examine(Case(_read(path), _kit().forms)).findings
    return {finding.code: finding for finding in found if finding.level == "error"}


def _in_time(draft: Draft) -> Draft:
    """Some are drawn on a form that was out of date: those are another matter."""
    first, last = {"2021": (2021, 2025), "2019": (2019, 2020)}[draft.form]
    year = min(max(draft.year, first), last)
    if year == draft.year:
        return draft
    blocks = [
        _text(block, lambda text: text.replace(str(draft.year + 1), str(year + 1)).replace(str(draft.year), str(year)))
        for block in draft.blocks
    ]
    return replace(draft, year=year, blocks=tuple(blocks))


def _text(block: Block, change: Callable[[str], str]) -> Block:
    return replace(block, text=change(block.text)) if isinstance(block, Passage) else block


def _with_fee(draft: Draft) -> Draft:
    blocks = [block for block in draft.blocks if not (isinstance(block, Passage) and "处理费" in block.text)]
    signed = next(
        (n for n, block in enumerate(blocks) if isinstance(block, Passage) and block.role in ("signature", "date")),
        len(blocks),
    )
    has_section = any(isinstance(block, Passage) and block.section == "other_matters" for block in blocks)
    added = [Passage(FEE, "body", "other_matters" if has_section else "problems")]
    return replace(draft, blocks=(*blocks[:signed], *added, *blocks[signed:]))


def _without_fee(draft: Draft) -> Draft:
    return replace(draft, blocks=tuple(b for b in draft.blocks if not (isinstance(b, Passage) and b.text == FEE)))


def _said(role: str, section: SectionKey | None, addition: str) -> Mend:
    """Adds a sentence to the first passage of that role and section."""

    def mend(draft: Draft) -> Draft:
        blocks = list(draft.blocks)
        for number, block in enumerate(blocks):
            if isinstance(block, Passage) and block.role == role and block.section == section:
                blocks[number] = replace(block, text=block.text + addition)
                return replace(draft, blocks=tuple(blocks))
        raise AssertionError(f"no {role} in {section}")

    return mend


def _without_section(key: SectionKey) -> Mend:
    def mend(draft: Draft) -> Draft:
        return replace(
            draft, blocks=tuple(b for b in draft.blocks if not (isinstance(b, Passage) and b.section == key))
        )

    return mend


def _without_table(name: str) -> Mend:
    def mend(draft: Draft) -> Draft:
        kept = tuple(b for b in draft.blocks if not (isinstance(b, PrintedTable) and name in b.name))
        assert len(kept) < len(draft.blocks), [b.name for b in draft.tables]
        return replace(draft, blocks=kept)

    return mend


def _cell(key: str, text: str) -> Mend:
    def mend(draft: Draft) -> Draft:
        return replace(draft, blocks=tuple(_with_cell(block, key, text) for block in draft.blocks))

    return mend


def _with_cell(block: Block, key: str, text: str) -> Block:
    if isinstance(block, Passage):
        return block
    rows = tuple(tuple(replace(cell, text=text) if cell.key == key else cell for cell in row) for row in block.rows)
    return replace(block, rows=rows)


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_report_has_no_error(seed: int, kind: DrawnKind, form: str, tmp_path: Path) -> None:
    assert _errors(_write(seed, _order(kind, form), tmp_path)) == {}


PLANTED: dict[str, tuple[str, Mend]] = {
    "fee": ("fee-missing", _without_fee),
    "notice": ("notice-old", _said("body", None, "本报告按国办公开办函〔2019〕60号规定的格式编写。")),
    "order": ("regulation-old", _said("body", None, "依据为《条例》（国务院令第492号）。")),
    "article": ("article-old", _said("body", None, "根据《条例》第三十二条规定编制本报告。")),
    "period": ("period-disagrees", _said("body", None, "统计期限为2017年1月1日至2017年12月31日。")),
    "half a year": ("period-not-whole", _said("body", None, "统计期限为{year}年1月1日至{year}年6月30日。")),
    "damaged": ("date-damaged", _said("body", None, "统计至202020年12月31日。")),
    "identity card": ("person-id-card", _said("body", "overview", "申请人证件号11010519491231002X。")),
    "mobile": ("person-mobile", _said("body", "problems", "联系人手机13800138000。")),
    "template": ("template-left", _said("body", "problems", "XX局牵头落实。")),
    "section": ("section-missing", _without_section("problems")),
    "table": ("table-missing", _without_table("disputes")),
    "words in a cell": ("cell-unparseable", _cell("disclosure.licensing.decisions", "详见网站")),
    "a fraction": ("cell-fraction", _cell("disclosure.licensing.decisions", "12.5")),
}


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_a_planted_mistake_is_found_and_nothing_else(kind: DrawnKind, name: str, tmp_path: Path) -> None:
    code, plant = PLANTED[name]

    def planted(draft: Draft) -> Draft:
        made = plant(draft)
        return replace(
            made,
            blocks=tuple(_text(block, lambda text: text.replace("{year}", str(draft.year))) for block in made.blocks),
        )

    errors = _errors(_write(3, _order(kind, "2021"), tmp_path, planted))
    assert set(errors) == {code}
    if code not in ("fee-missing", "section-missing", "table-missing"):
        assert errors[code].spots[0].place is not None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_mistyped_figures_break_just_the_sums_of_the_truth(seed: int, kind: DrawnKind, tmp_path: Path) -> None:
    order = _order(kind, "2021", errors=2)
    report = _read(_write(seed, order, tmp_path))
    found = [f for f in examine(Case(report, _kit().forms)).findings if f.level == "error"]
    assert {f.code for f in found} == {"sum-broken"}
    assert len(found) == len(draw(seed, order).truth.broken_checks)


@pytest.mark.parametrize("kind", KINDS)
def test_figures_that_differ_in_the_prose(kind: DrawnKind, tmp_path: Path) -> None:
    order = _order(kind, "2021", slips=1)
    seed = next(seed for seed in range(40) if any(t.agreement == "disagrees" for t in draw(seed, order).truth.prose))
    assert set(_errors(_write(seed, order, tmp_path))) == {"prose-disagrees"}


def test_last_years_report_with_new_figures_is_noticed(tmp_path: Path) -> None:
    path = _write(3, _order("docx", "2021"), tmp_path)
    this = _read(path)
    assert this.year.value is not None
    last = this.model_copy(update={"year": this.year.model_copy(update={"value": this.year.value - 1})})
    years = compare_years(this, last, _kit().forms["2021"])
    codes = {f.code for f in examine(Case(this, _kit().forms, years)).findings}
    assert "text-copied" in codes
