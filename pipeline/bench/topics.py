"""How well paragraphs are told apart: topics against labels, with intervals, beside a keyword rule."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, get_args

import click

from pipeline.bench.sections import print_sections
from pipeline.engines.names import TOPIC_CLASSIFIERS, engine
from pipeline.errors import UsageError
from pipeline.schema import SectionKey
from pipeline.text.normalise import clean, simplify

KEYS: tuple[str, ...] = get_args(SectionKey)
EVALUATION = Path("tests/corpora/topic_evaluation.jsonl")
# What a first guess would look for: the words of the statutory titles and what goes with them.
KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "overview": ("条例", "领导", "培训", "监督", "考核", "制度", "保密", "统计期限", "联系"),
    "disclosure": ("主动公开", "网站", "发布", "微信", "解读", "栏目", "目录", "平台"),
    "requests": ("申请", "依申请", "答复", "受理", "予以公开"),
    "disputes": ("复议", "诉讼", "法院", "维持", "纠错", "应诉"),
    "problems": ("问题", "不足", "下一步", "有待", "进一步", "改进", "不够"),
    "other_matters": ("无其他", "处理费", "其他需要", "热线", "提案", "审批"),
}
# A heading that runs into its paragraph: up to the first stop, short, after an enumerator or by itself before a colon.
RUN_IN = re.compile(
    r"^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]、?|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[.．、])([^。：:,，]{2,40})[。：:]"
    r"|^[^。：:,，;；]{2,14}[：:]"
)

Guess = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph with the section keys that are right for it, the first of them best."""

    text: str
    topics: tuple[str, ...]


def labelled_seeds(folder: Path) -> list[Labelled]:
    """The paragraphs that `folder`/labels.jsonl labels, their run-in headings stripped.

    Raises:
        UsageError: the folder has no labels, or names a file that is not there.
    """
    texts: dict[str, list[str]] = {}
    found = []
    for row in _rows(folder / "labels.jsonl"):
        name = row["file"]
        if name not in texts:
            texts[name] = _read(folder / name).split("\n")
        text = strip_run_in(texts[name][row["line"] - 1])
        found.append(Labelled(text, (row["topic"], *row.get("topic_alt", ()))))
    return found


def labelled_evaluation(path: Path) -> list[Labelled]:
    """The paragraphs of an evaluation file: JSON lines with `text` and `topic`.

    Raises:
        UsageError: the file cannot be read.
    """
    return [Labelled(row["text"], (row["topic"],)) for row in _rows(path)]


def strip_run_in(text: str) -> str:
    """The paragraph without white space round it and without the heading that runs into it."""
    text = clean(text).strip()
    return RUN_IN.sub("", text, count=1) or text


def keyword_topics(texts: Sequence[str]) -> list[str]:
    """The section whose keywords occur most often in each text; overview where none does."""
    found = []
    for text in texts:
        plain = simplify(text)
        counts = {key: sum(plain.count(word) for word in words) for key, words in KEYWORDS.items()}
        found.append(max(KEYS, key=lambda key: counts[key]))
    return found


def wilson(right: int, total: int, *, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share of `right` in `total`, after Wilson (1927)."""
    if total == 0:
        return 0.0, 1.0
    share = right / total
    middle = share + z * z / (2 * total)
    width = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (middle - width) / scale, (middle + width) / scale


def macro_f1(labels: Sequence[str], guesses: Sequence[str]) -> tuple[float, dict[str, float]]:
    """The mean F1 over the labels' classes, and each class's own."""
    scores = {}
    right = Counter(label for label, guess in zip(labels, guesses, strict=True) if label == guess)
    said, true = Counter(guesses), Counter(labels)
    for key in sorted(true):
        scores[key] = 2 * right[key] / (said[key] + true[key])
    return sum(scores.values()) / len(scores), scores


def print_seeds(folder: Path, guess: Guess) -> float:
    """Print and return the share of the seeds' paragraphs whose topic is one of the labels."""
    rows = labelled_seeds(folder)
    share = 0.0
    for name, guesser in (("classifier", guess), ("keyword rule", keyword_topics)):
        guesses = guesser([row.text for row in rows])
        right = sum(topic in row.topics for row, topic in zip(rows, guesses, strict=True))
        low, high = wilson(right, len(rows))
        print(
            f"seeds, {name}: {right} of {len(rows)} = {right / len(rows):.1%} (95 % interval {low:.1%} to {high:.1%})"
        )
        share = share if name != "classifier" else right / len(rows)
    return share


def print_evaluation(path: Path, guess: Guess) -> float:
    """Print and return macro-F1 on an evaluation file."""
    rows = labelled_evaluation(path)
    labels = [row.topics[0] for row in rows]
    result = 0.0
    for name, guesser in (("classifier", guess), ("keyword rule", keyword_topics)):
        score, each = macro_f1(labels, guesser([row.text for row in rows]))
        classes = ", ".join(f"{key} {value:.3f}" for key, value in each.items())
        print(f"evaluation of {len(rows)} paragraphs, {name}: macro-F1 {score:.3f} ({classes})")
        result = score if name == "classifier" else result
    return result


@click.command()
@click.option(
    "--seeds", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder with labels.jsonl."
)
@click.option(
    "--evaluation",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"JSON lines with text and topic, by default {EVALUATION} where it is.",
)
def topics(*, seeds: Path | None, evaluation: Path | None) -> None:
    """Measure the section classifier beside a keyword rule, and where labelled paragraphs stand.

    \b
    Example:
      gongkai bench topics --evaluation tests/corpora/topic_evaluation.jsonl
    """
    classifier = engine(TOPIC_CLASSIFIERS, "spacy")

    def guess(texts: Sequence[str]) -> list[str]:
        return [key for key, _ in classifier.topics(texts)]

    if evaluation is None and EVALUATION.exists():
        evaluation = EVALUATION
    if seeds is None and evaluation is None:
        raise UsageError("nothing to measure on: name --seeds or --evaluation")
    if seeds is not None:
        print_seeds(seeds, guess)
        print_sections(seeds)
    if evaluation is not None:
        print_evaluation(evaluation, guess)


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in _read(path).splitlines() if line.strip()]
    except ValueError as error:
        raise UsageError(f"{path} is not JSON lines: {error}") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error
