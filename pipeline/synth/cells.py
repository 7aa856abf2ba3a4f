"""What stands in a cell: figures and labels as an agency writes them."""

from __future__ import annotations

import random
import re

from pipeline.forms import FieldSpec
from pipeline.schema import Number
from pipeline.synth.values import Figure
from pipeline.synth.words import Words

FULL_WIDTH = str.maketrans("0123456789.,-+", "０１２３４５６７８９．，－＋")
HALF_WIDTH = str.maketrans("（）：、．“”", '():、.""')
BREAKS = {
    "自然人": "自然\n人", "商业企业": "商业\n企业", "科研机构": "科研\n机构", "社会公益组织": "社会公\n益组织",
    "法律服务机构": "法律服\n务机构", "结果维持": "结果\n维持", "结果纠正": "结果\n纠正", "其他结果": "其他\n结果",
    "尚未审结": "尚未\n审结", "总计": "总\n计", "本年新制作数量": "本年新\n制作数量",
    "本年新公开数量": "本年新\n公开数量", "对外公开总数量": "对外公开\n总数量", "处理决定数量": "处理决定\n数量",
    "本年处理决定数量": "本年处理\n决定数量",
}  # fmt: skip


def figure_text(figure: Figure, spec: FieldSpec, words: Words, rng: random.Random) -> str:
    """The figure as the cell prints it."""
    if figure.value is None:
        marks = {"slash": words.slash, "dash": words.dash, "none_word": words.none_word}
        return {**marks, "not_applicable": words.not_applicable}.get(figure.meaning, "")
    text = number_text(figure.value, words)
    if spec.unit_in_cell and figure.value and not words.money_in_header:
        text = _money_text(figure.value, words, rng)
    elif spec.decimal and figure.value == int(figure.value) and rng.random() < 0.2:
        text += ".00" if words.numerals != "fullwidth" else "．００"
    return "+" + text if spec.signed and figure.value > 0 and words.plus_sign else text


def number_text(number: Number, words: Words) -> str:
    """The number with the digits and separators of the report."""
    text = f"{number:,}" if words.numerals == "thousands" else str(number)
    return text.translate(FULL_WIDTH) if words.numerals == "fullwidth" else text


def _money_text(amount: Number, words: Words, rng: random.Random) -> str:
    if rng.random() < 0.3:
        return number_text(round(amount * 10_000), words) + "元"
    return number_text(amount, words) + "万元"


def column_label(label: str, words: Words, *, narrow: bool = True) -> str:
    """A column's label as the report prints it; only narrow columns have labels that run downwards."""
    label = _width(label, words)
    match words.headers:
        case "spaced":
            return " ".join(label) if len(label) <= 4 else label
        case "broken":
            return BREAKS.get(label, label)
        case "vertical":
            return "\n".join(label) if narrow and len(label) <= 6 else label
        case "cut":
            return BREAKS.get(label, label).split("\n")[0] if label.startswith("本年新") else label
        case "plain":
            return label


def row_label(label: str, words: Words, rng: random.Random) -> str:
    """A row's label as the report prints it."""
    label = _width(label, words)
    if words.spaced_labels and rng.random() < 0.3:
        label = re.sub(r"^(\d+\.)", r"\1 ", label)
        label = re.sub(r"(总)(计)$", r"\1 \2", label)
    if words.broken_labels and len(label) > 8 and rng.random() < 0.5:
        place = rng.randint(3, len(label) - 3)
        if not label[place].isdigit():
            label = label[:place] + "\n" + label[place:]
    return label


def group_label(label: str, words: Words) -> str:
    """The label of a group of rows; a narrow one is often broken after each character."""
    label = _width(label, words)
    if label.startswith("三、") and words.headers in ("vertical", "broken"):
        return "\n".join(label)
    return label


def _width(label: str, words: Words) -> str:
    return label.translate(HALF_WIDTH) if words.halfwidth else label
