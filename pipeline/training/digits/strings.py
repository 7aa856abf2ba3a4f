"""What stands in the cells of figures, and how it is labelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

# The characters that the network tells apart; blank comes before them. FOREIGN stands for any other.
FOREIGN = "□"
CHARACTERS = (*"0123456789.,-—/%+", "无", "不", "适", "用", "万", "亿", "元", "件", FOREIGN)
WIDE = {
    **{str(digit): chr(0xFF10 + digit) for digit in range(10)},
    ",": "，",
    ".": "．",
    "-": "－",
    "%": "％",
    "/": "／",
}
DASHES = ("—", "——", "－－", "一", "一一", "–", "――", "--", "---")
PHRASES = ("无", "无", "不适用", "無", "元", "万元", "%")
FOREIGN_TEXT = (
    "合计数量本年新收结转受理申请予以公开部分属于国家秘密三安全其他处理法人公司社会服务机构科研律所总自然企业织"
    "（）：、；。"
)
TRADITIONAL = {"無": "无", "適": "适", "萬": "万", "億": "亿"}


@dataclass(frozen=True, slots=True)
class Print:
    """What is printed in a cell, and the label that says so: one name for each kind of mark."""

    printed: str
    label: str


def label_of(printed: str) -> str:
    """The label of a print: half-width, simplified, a run of long dashes one, what is no figure `FOREIGN`."""
    narrow = {wide: half for half, wide in WIDE.items()}
    dashes = dict.fromkeys("—–―一", "—")
    plain = "".join(dashes.get(char, TRADITIONAL.get(char, narrow.get(char, char))) for char in printed)
    if plain and set(plain) <= {"-"} and len(plain) > 1:
        return "—"
    while "——" in plain:
        plain = plain.replace("——", "—")
    return "".join(char if char in CHARACTERS else FOREIGN for char in plain)


def draw_print(rng: Random, *, uniform: float = 0.4) -> Print:
    """What one cell holds: a share `uniform` knows nothing of what reports hold, the rest is like them."""
    printed = _uniform(rng) if rng.random() < uniform else _reported(rng)
    if rng.random() < 0.06:
        printed = "".join(WIDE.get(char, char) for char in printed)
    return Print(printed, label_of(printed))


def _reported(rng: Random) -> str:
    (draw,) = rng.choices([draw for _, draw in REPORTED], [share for share, _ in REPORTED])
    return draw(rng)


def _count(rng: Random) -> str:
    value = rng.randint(100, 10 ** rng.randint(3, 7))
    return f"{value:,}" if rng.random() < 0.2 else str(value)


def _money(rng: Random) -> str:
    value = rng.randint(0, 10 ** rng.randint(2, 7)) / 10 ** rng.randint(1, 4)
    digits = rng.choice((0, 1, 2, 2, 2, 4, 6))
    text = f"{value:,.{digits}f}" if rng.random() < 0.15 else f"{value:.{digits}f}"
    return text + rng.choice(("", "", "", "万元", "元", "万", "萬元", "%", "件"))


def _foreign(rng: Random) -> str:
    word = "".join(rng.choice(FOREIGN_TEXT) for _ in range(rng.randint(1, 4)))
    return word if rng.random() < 0.7 else f"{rng.randint(0, 99)}{word[:1]}"


# How often, of a hundred cells, and what is printed then.
REPORTED: tuple[tuple[int, Callable[[Random], str]], ...] = (
    (22, lambda _: "0"),
    (28, lambda rng: str(rng.randint(1, 9) if rng.random() < 0.6 else rng.randint(10, 99))),
    (12, _count),
    (10, _money),
    (7, lambda rng: f"-{rng.randint(1, 9 if rng.random() < 0.5 else 300)}"),
    (6, lambda rng: rng.choice(DASHES)),
    (5, lambda _: "/"),
    (4, lambda rng: rng.choice(PHRASES)),
    (6, _foreign),
)


def _uniform(rng: Random) -> str:
    """Figures of no meaning, a third of them of few different digits: none may count on what stood before."""
    among = "".join(rng.sample("0123456789", rng.choice((1, 2, 10)))) if rng.random() < 0.35 else "0123456789"
    text = "".join(rng.choice(among) for _ in range(rng.choice((1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8))))
    draw = rng.random()
    if draw < 0.12 and len(text) > 1:
        point = rng.randint(1, len(text) - 1)
        text = f"{text[:point]}{rng.choice('.,')}{text[point:]}"
    elif draw < 0.24:
        text = f"-{text}"
    elif draw < 0.26:
        text = f"+{text}"
    return text
