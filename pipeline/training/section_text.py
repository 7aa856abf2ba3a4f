"""Paragraphs to train the section classifier on, composed from the sentences in `models/sections/text`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import get_args

from pipeline.errors import ConfigError
from pipeline.schema import SectionKey

SECTION_KEYS: tuple[str, ...] = get_args(SectionKey)
SLOT = re.compile(r"\{(\w+)\}")
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
YEARS = range(2008, 2026)
POINTS = ("一是", "二是", "三是", "四是", "五是", "六是")
ENUMERATORS = ("（{}）", "{}、", "({})", "{}.")
NUMERALS = "一二三四五六七八"
LEADS_TO = {"requests": "disputes"}  # what applications led to is often told in the same paragraph
COUNTS = (1, 1, 1, 2, 2, 3, 3, 4, 5, 6)  # sentences a paragraph: one is the hardest, so it is frequent
OPENINGS = ("{y}年，{我}", "{y}年，", "{y}年度，", "一年来，", "今年以来，", "年内，", "全年", "本年度")


@dataclass(frozen=True, slots=True)
class Pool:
    """Sentences on one matter of one section, with the run-in headings that may stand before them.

    In a `whole` pool each entry is a paragraph by itself.
    """

    key: str
    headings: tuple[str, ...]
    sentences: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """All pools and the values of the slots that are words."""

    pools: tuple[Pool, ...]
    slots: Mapping[str, tuple[str, ...]]

    def of(self, key: str) -> tuple[Pool, ...]:
        """The pools of one section."""
        return tuple(pool for pool in self.pools if pool.key == key)


def read_wording(folder: Path) -> Wording:
    """The pools of `<section>.txt` and the slots of `slots.txt`.

    Raises:
        ConfigError: a file is missing or has a slot that nothing fills.
    """
    try:
        texts = {key: (folder / f"{key}.txt").read_text(encoding="utf-8") for key in SECTION_KEYS}
        slot_lines = (folder / "slots.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the training text is incomplete: {error}") from error
    slots = {}
    for line in slot_lines:
        if line and not line.startswith("#"):
            name, _, values = line.partition(":")
            slots[name] = tuple(values.split())
    return Wording(tuple(pool for key, text in texts.items() for pool in _pools(key, text)), slots)


def _pools(key: str, text: str) -> Iterator[Pool]:
    for block in re.split(r"^# *", text, flags=re.MULTILINE)[1:]:
        name, _, body = block.partition("\n")
        lines = [line.strip() for line in body.splitlines() if line.strip()]
        headings = tuple(line[1:].strip() for line in lines if line.startswith(">"))
        sentences = tuple(line for line in lines if not line.startswith(">"))
        if sentences:
            yield Pool(key, headings, sentences, whole=name.startswith("paragraphs"))


def compose_paragraphs(wording: Wording, *, each: int, seed: int) -> Iterator[tuple[str, str]]:
    """`each` paragraphs of every section as (text, section key), the sections in turn; equal seeds, equal text."""
    random = Random(seed)
    for _ in range(each):
        for key in SECTION_KEYS:
            yield _paragraph(wording, key, random), key


def _paragraph(wording: Wording, key: str, random: Random) -> str:
    """One paragraph that is mainly about `key`: one or two matters, sometimes a sentence of another section."""
    pools = wording.of(key)
    pool = random.choices(pools, weights=[len(pool.sentences) ** 0.5 for pool in pools])[0]
    count = 1 if pool.whole else min(random.choice(COUNTS), len(pool.sentences))
    sentences = random.sample(pool.sentences, count)
    if count >= 2 and random.random() < 0.3:
        sentences[-1] = random.choice(random.choice(pools).sentences)
    if count >= 3 and random.random() < 0.3:
        other = random.choice([pool for pool in wording.pools if pool.key != key])
        sentences.insert(random.randrange(1, len(sentences) + 1), random.choice(other.sentences))
    if key in LEADS_TO and count >= 2 and random.random() < 0.2:
        sentences.append(random.choice(random.choice(wording.of(LEADS_TO[key])).sentences))
    return _fill(_dress(sentences, pool.headings, random), wording.slots, random)


def _dress(sentences: list[str], headings: tuple[str, ...], random: Random) -> str:
    """The sentences as one paragraph: points numbered or not, with or without a run-in heading or an opening."""
    if len(sentences) > 1 and random.random() < 0.3:
        sentences = [point + sentence for point, sentence in zip(POINTS, sentences, strict=False)]
        ends = [random.random() < 0.5 for _ in sentences[1:]] + [False]
        sentences = [
            sentence.rstrip("。") + "；" if goes_on else sentence
            for sentence, goes_on in zip(sentences, ends, strict=True)
        ]
    text = "".join(sentences)
    start = random.random()
    if start < 0.15 and not text.startswith(("{y}", *POINTS)):
        text = random.choice(OPENINGS) + text
    if headings and random.random() < 0.25:
        enumerator = random.choice(ENUMERATORS).format(random.choice(NUMERALS)) if random.random() < 0.7 else ""
        text = enumerator + random.choice(headings) + random.choice("。：。 ") + text
    elif random.random() < 0.1:
        text = random.choice(ENUMERATORS).format(random.choice(NUMERALS)) + text
    return text


def _fill(text: str, slots: Mapping[str, tuple[str, ...]], random: Random) -> str:
    """The text with one alternative of each `[a|b]` and a value for each slot; a year is the same throughout.

    A slot's value may have slots itself.
    """
    year = random.choice(YEARS)
    fixed = {name: random.choice(slots[name]) for name in ("我", "机", "A")}
    fixed |= {"y": str(year), "z": str(year - 1), "x": str(year + 1)}

    def chosen(found: re.Match[str]) -> str:
        return random.choice(str(found.group(1)).split("|"))

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in fixed:
            return fixed[name]
        if name in slots:
            return random.choice(slots[name])
        return _number(name, random)

    text = CHOICE.sub(chosen, text)
    while SLOT.search(text):
        text = SLOT.sub(value, text)
    return text


def _number(name: str, random: Random) -> str:
    """A value for a slot that is a number.

    Raises:
        ConfigError: nothing has that name.
    """
    match name:
        case "n":
            return str(random.randint(1, 40))
        case "m":
            return str(random.randint(41, 9000))
        case "b":
            return f"{random.randint(11, 999) / 10}万{random.choice(('', '余', '多'))}"
        case "p":
            return f"{random.randint(50, 999) / 10}%"
        case "邮":
            return str(random.randint(100000, 859999))
        case "话":
            return f"0{random.randint(310, 999)}-{random.randint(2000000, 8999999)}"
    raise ConfigError(f"the training text has a slot {{{name}}} that nothing fills")
