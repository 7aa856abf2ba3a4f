"""The whole narrative of a report: preamble, sections, signature."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.forms import Form
from pipeline.schema import SectionKey
from pipeline.synth.agency import Agency
from pipeline.synth.document import Passage
from pipeline.synth.prose import stock
from pipeline.synth.prose.asides import ASIDES, handling_fee
from pipeline.synth.prose.figures import speak
from pipeline.synth.prose.teller import Teller, Told
from pipeline.synth.prose.titles import NUMERALS
from pipeline.synth.words import Words


@dataclass(frozen=True, slots=True)
class Scene:
    """Who reports what in which form; `tables` says whether tables follow, so that the prose may point at them."""

    form: Form
    agency: Agency
    year: int
    words: Words
    titles: dict[SectionKey, str]
    tables: bool = True
    slips: int = 0

    @property
    def old(self) -> bool:
        """Whether this is a plan before 2019, its one table apart from the sections."""
        return not any(table.section for table in self.form.tables)


@dataclass(frozen=True, slots=True)
class Story:
    """The passages before the first heading and of each section, without headings; and the figures told."""

    preamble: tuple[Passage, ...]
    sections: dict[SectionKey, tuple[Passage, ...]] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


def write_story(scene: Scene, teller: Teller) -> Story:
    """The narrative of a report, its figures told by the teller."""
    writer = _Writer(scene, teller, teller.rng)
    preamble = tuple(writer.preamble())
    sections: dict[SectionKey, tuple[Passage, ...]] = {}
    for key in scene.titles:
        teller.section = key
        sections[key] = tuple(writer.section(key))
    return Story(preamble, sections, tuple(teller.told))


@dataclass(frozen=True, slots=True)
class _Writer:
    scene: Scene
    teller: Teller
    rng: random.Random

    def preamble(self) -> list[Passage]:
        text = self.pick(stock.PREAMBLES)
        phrases = self.scene.form.file.cited.phrases
        if phrases and self.rng.random() < 0.35:
            text += self.rng.choice(stock.CITES).format(notice=phrases[0])
        if self.scene.words.lists_sections:
            names = "、".join(self.scene.titles.values())
            count = NUMERALS[len(self.scene.titles) - 1]
            text += self.rng.choice(stock.LISTED).format(sections=names, count=count)
        if self.rng.random() < 0.4:
            text += self.pick(stock.CONTACT)
        return [Passage(text, "body", None)]

    def section(self, key: SectionKey) -> list[Passage]:
        passages = self.old_section(key) if self.scene.old else self.new_section(key)
        if self.scene.words.underlined and passages:
            passages[0] = Passage(passages[0].text, passages[0].role, key, passages[0].number, underlined=True)
        return passages

    def new_section(self, key: SectionKey) -> list[Passage]:
        say = self.say
        match key:
            case "overview":
                return self.overview()
            case "disclosure":
                return self.body(key, [self.sometimes(stock.DISCLOSURE, 0.3)])
            case "requests":
                told = say("requests") + say("outcomes") if self.apart else ""
                return self.body(key, [told, self.sometimes(stock.REQUESTS, 0.25)])
            case "disputes":
                return self.body(key, [say("disputes") if self.apart else "", self.sometimes(stock.DISPUTES, 0.2)])
            case "problems":
                return self.body(key, [self.pick(stock.PROBLEMS), self.pick(stock.REMEDIES)])
            case "other_matters":
                fee = handling_fee(self.teller, self.scene.agency) if self.rng.random() < 0.6 else ""
                return self.body(key, [fee or self.pick(stock.OTHER)])

    def old_section(self, key: SectionKey) -> list[Passage]:
        match key:
            case "overview":
                return self.body(key, [self.pick(stock.OVERVIEW), self.pick(stock.OLD_PARTS), self.long()])
            case "disclosure":
                return self.body(key, [self.say("disclosure"), self.pick(stock.OVERVIEW_PARTS[0][1])])
            case "requests":
                return self.body(key, [self.say("requests"), self.aside()])
            case "disputes":
                return self.body(key, [self.say("disputes")])
            case "problems":
                return self.body(key, [self.pick(stock.PROBLEMS), self.pick(stock.REMEDIES)])
            case "other_matters":
                return self.body(key, [self.say("training"), self.pick(stock.OLD_OTHER)])

    @property
    def apart(self) -> bool:
        """Whether figures stand in the sections of their tables rather than in the overview."""
        return self.scene.words.long_prose or not self.scene.tables

    def overview(self) -> list[Passage]:
        passages = self.body("overview", [self.pick(stock.OVERVIEW), self.long()])
        runs_in = self.rng.random() < 0.7
        for index, (name, sentences) in enumerate(stock.OVERVIEW_PARTS):
            text = self.pick(sentences)
            if index == 0:
                text = self.say("disclosure") + text
            elif index == 1 and not self.apart:
                text = self.say("requests") + text + self.maybe("outcomes") + self.maybe("disputes")
            if self.rng.random() < 0.25:
                text += self.aside()
            number = f"（{NUMERALS[index]}）"
            title = name + self.rng.choice(("", "情况", "方面"))
            if runs_in:
                passages.append(Passage(title + "。" + text, "body", "overview", number))
            else:
                passages += [Passage(title, "subheading", "overview", number), Passage(text, "body", "overview")]
        return passages

    def body(self, key: SectionKey, texts: Sequence[str]) -> list[Passage]:
        return [Passage(text, "body", key) for text in texts if text]

    def say(self, what: str) -> str:
        return speak(what, self.teller, self.scene.form, self.scene.agency)

    def maybe(self, what: str) -> str:
        return self.say(what) if self.rng.random() < 0.5 else ""

    def aside(self) -> str:
        return self.rng.choice(ASIDES)(self.teller, self.scene.agency)

    def long(self) -> str:
        if not self.scene.words.long_prose:
            return ""
        return "".join(self.fill(text) for text in self.rng.sample(stock.LONG, 2))

    def sometimes(self, texts: Sequence[str], share: float) -> str:
        return self.pick(texts) if self.scene.tables and self.rng.random() < share else ""

    def pick(self, texts: Sequence[str]) -> str:
        return self.fill(self.rng.choice(texts))

    def fill(self, text: str) -> str:
        agency = self.scene.agency
        return text.format(
            we=agency.we,
            area=agency.area,
            place=agency.place,
            name=agency.name,
            year=self.scene.year,
            next=self.scene.year + 1,
            a=self.rng.randint(2, 40),
            b=self.rng.randint(2, 60),
        )
