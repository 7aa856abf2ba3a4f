"""One spelling for what reports spell in many ways.

`clean` undoes encodings (compatibility forms, radicals, bookmarks), `simplify` also the script, `label_key` reduces a
table label to what identifies it, `caption_key` keeps what stands in brackets.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import opencc

# CJK Radicals Supplement code points with a unified ideograph (Unicode: EquivalentUnifiedIdeograph.txt). NFKC maps
# only two of this block; Kangxi radicals (U+2F00..2FD5) it maps all.
RADICALS = {
    "⺀": "冫", "⺁": "厂", "⺂": "乛", "⺃": "乚", "⺄": "乙", "⺅": "亻", "⺆": "冂", "⺇": "几", "⺈": "刀",
    "⺉": "刂", "⺊": "卜", "⺋": "卩", "⺌": "小", "⺍": "小", "⺎": "兀", "⺏": "尣", "⺐": "尢", "⺑": "尣",
    "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺕": "彐", "⺖": "忄", "⺗": "心", "⺘": "扌", "⺙": "攵", "⺛": "旡",
    "⺜": "日", "⺝": "月", "⺞": "歹", "⺠": "民", "⺡": "氵", "⺢": "氺", "⺣": "灬", "⺤": "爪", "⺥": "爫",
    "⺦": "丬", "⺧": "牛", "⺨": "犭", "⺩": "王", "⺪": "疋", "⺫": "目", "⺬": "示", "⺭": "礻", "⺮": "竹",
    "⺯": "糹", "⺰": "纟", "⺱": "网", "⺲": "罒", "⺳": "网", "⺴": "网", "⺵": "网", "⺶": "羊", "⺷": "羊",
    "⺸": "羊", "⺹": "老", "⺺": "肀", "⺻": "聿", "⺼": "月", "⺽": "臼", "⺾": "艹", "⺿": "艹", "⻀": "艹",
    "⻁": "虎", "⻂": "衤", "⻃": "西", "⻄": "西", "⻅": "见", "⻆": "角", "⻇": "角", "⻈": "讠", "⻉": "贝",
    "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "邑", "⻐": "钅", "⻑": "长", "⻒": "镸",
    "⻓": "长", "⻔": "门", "⻕": "阜", "⻖": "阝", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风",
    "⻜": "飞", "⻝": "食", "⻞": "飠", "⻟": "飠", "⻠": "饣", "⻡": "首", "⻢": "马", "⻣": "骨", "⻤": "鬼",
    "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾", "⻫": "斉", "⻬": "齐", "⻭": "齿",
    "⻮": "齿", "⻯": "竜", "⻰": "龙", "⻱": "龟", "⻲": "亀", "⻳": "龟",
}  # fmt: skip
RADICAL_TABLE = str.maketrans(RADICALS)
BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufe0e\ufe0f]")
SPACE = re.compile(r"\s+")
# What machines that turn simplified into Taiwan's words did to the words of the form.
LABEL_REPAIRS = {
    "规范性档案": "规范性文件", "政府档案数": "政府文件数", "公开档案": "公开文件", "资讯": "信息", "网路": "网络",
    "设定": "设置", "线上": "在线", "入口网站": "门户网站", "专案": "项目", "计画": "计划",
}  # fmt: skip
ENUMERATOR = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.,．:：]|\([一二三四五六七八九十\d]+\)[、.]?|\d{1,2}[、.．,](?!\d)|[①-⑳])"
)
PARENTHETICAL = re.compile(r"\([^()]*\)?")
PUNCTUATION = re.compile(r"""[\s"'“”‘’《》〈〉「」『』,，.。、;；:：!！?？·•/\\|_—\-–~*()（）\[\]【】]""")


@cache
def _converter() -> opencc.OpenCC:
    import opencc  # loads 10 MB of dictionaries

    return opencc.OpenCC("t2s")


def clean(text: str) -> str:
    """The text in compatibility form, radicals as ideographs, without bookmarks and invisible characters."""
    text = BOOKMARK.sub("", text).translate(RADICAL_TABLE)
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=20_000)
def simplify(text: str) -> str:
    """The cleaned text in simplified characters, as long as the cleaned text."""
    text = clean(text)
    if text.isascii():
        return text
    simplified: str = _converter().convert(text)
    return simplified


def squeeze(text: str) -> str:
    """The text without any white space."""
    return SPACE.sub("", text)


def has_ideograph(text: str) -> bool:
    """Whether a Chinese character is in the text, of those that words are written with."""
    return any("\u3400" <= char <= "\u9fff" for char in text)


@lru_cache(maxsize=20_000)
def caption_key(text: str) -> str:
    """A caption or detect word: simplified, no space, no brackets and quotes; what stands in brackets stays."""
    return PUNCTUATION.sub("", _repair(squeeze(simplify(text))))


@lru_cache(maxsize=20_000)
def label_key(text: str) -> str:
    """A table label reduced to what identifies it: no enumerator, no parenthetical, no punctuation."""
    label = _repair(squeeze(simplify(text)))
    stripped = ENUMERATOR.sub("", label)
    if stripped:
        label = stripped
    label = PARENTHETICAL.sub("", label) or label
    return PUNCTUATION.sub("", label)


def _repair(label: str) -> str:
    for wrong, right in LABEL_REPAIRS.items():
        if wrong in label:
            label = label.replace(wrong, right)
    return label
