"""A draft from figures and narrative: title, sections with their tables, notes, signature, appendix."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from pipeline.synth.document import Block, Draft, Passage
from pipeline.synth.prose import Scene, Story
from pipeline.synth.prose.titles import draw_title, numbers
from pipeline.synth.tables import Printer, print_tables

NOTES = (
    "注：因机构职能调整，上年结转数与上一年度报告所列结转数不一致。",
    "注：本表数据含派出机构办理的申请。",
    "备注：其他处理均为申请人主动撤回。",
    "说明：表中未发生的事项按实际情况填写。",
)
DIGITS = "〇一二三四五六七八九"
APPENDIX = ("附表：", "附件：", "附：", "附表 ", "")
FOOTER = "单位负责人：　　　　审核人：　　　　填报人：　　　　联系电话：0999-6200{tail}　　填报日期：{day}"


def compose(scene: Scene, story: Story, printer: Printer) -> Draft:
    """The report as a draft, before it is a file."""
    rng = printer.rng
    day = date(scene.year + 1, rng.randint(1, 3), rng.randint(5, 28))
    title = draw_title(scene.agency, scene.year, rng)
    blocks: list[Block] = [Passage(line, "title") for line in title]
    blocks += story.preamble
    for number, (key, heading) in zip(
        numbers(len(scene.titles), scene.words.headings), scene.titles.items(), strict=True
    ):
        blocks.append(Passage(heading, "heading", key, number))
        tables = print_tables(printer, key) if scene.tables else []
        blocks += [*story.sections[key], *tables]
        if tables and key in ("requests", "disclosure") and rng.random() < 0.12:
            blocks.append(Passage(rng.choice(NOTES), "note", key))
    named = scene.agency.name in "".join(title)
    if not named or rng.random() < 0.7:
        blocks += _signature(scene, day, rng)
    if scene.tables:
        blocks += _appendix(scene, printer, day)
    return Draft(
        agency=scene.agency.name,
        place=scene.agency.place,
        year=scene.year,
        form=scene.form.name,
        published_on=day.isoformat(),
        blocks=tuple(blocks),
    )


def without_prose(draft: Draft) -> Draft:
    """The draft with its title, tables, what stands round them, and the signature: no narrative."""
    kept: list[Block] = []
    for index, block in enumerate(draft.blocks):
        if isinstance(block, Passage) and block.role in ("body", "subheading"):
            continue
        if isinstance(block, Passage) and block.role == "heading" and not _has_table(draft.blocks[index + 1 :]):
            continue
        kept.append(block)
    return replace(draft, blocks=tuple(kept))


def _has_table(blocks: tuple[Block, ...]) -> bool:
    """Whether a table stands before the next heading or the appendix."""
    for block in blocks:
        if not isinstance(block, Passage):
            return True
        if block.role == "heading" or block.section is None:
            return False
    return False


def _signature(scene: Scene, day: date, rng: random.Random) -> list[Block]:
    return [Passage(scene.agency.name, "signature"), Passage(day_text(day, rng), "date")]


def _appendix(scene: Scene, printer: Printer, day: date) -> list[Block]:
    """The tables that belong to no section, with the lines above and below them."""
    tables = print_tables(printer, None)
    if not tables:
        return []
    rng = printer.rng
    caption = rng.choice(APPENDIX) + scene.form.file.title
    blocks: list[Block] = [Passage(caption, "caption"), Passage(f"（{scene.year}年度）", "subtitle")]
    if rng.random() < 0.5:
        blocks.append(Passage(f"填报单位（盖章）：{scene.agency.name}", "caption"))
    blocks += tables
    if rng.random() < 0.6:
        blocks.append(Passage(FOOTER.format(tail=rng.randint(100, 999), day=day_text(day, rng)), "note"))
    return blocks


def day_text(day: date, rng: random.Random) -> str:
    """The day as reports write it."""
    if rng.random() < 0.15:
        year = "".join(DIGITS[int(digit)] for digit in str(day.year))
        return f"{year}年{_count(day.month)}月{_count(day.day)}日"
    return f"{day.year}年{day.month}月{day.day}日"


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")
