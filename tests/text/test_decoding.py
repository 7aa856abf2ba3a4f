"""Encodings: declared, undeclared, lied about, damaged."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.decoding import declared_encoding, decode, sense

SIMPLIFIED = "沅溪县教育局2022年政府信息公开工作年度报告。全年收到政府信息公开申请12件，均按时答复。"
TRADITIONAL = "沅溪縣教育局2022年政府信息公開工作年度報告。全年收到政府信息公開申請12件，均按時答覆。"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "gbk", "gb18030"),
    ],
)
def test_undeclared_encodings_are_told_by_what_makes_sense(text: str, codec: str, encoding: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding, found.lost) == (text, encoding, 0)
    assert found.is_text


@pytest.mark.parametrize("codec", ["gbk", "utf-8", "utf-16-le"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1", "klingon"])
def test_a_declaration_is_only_one_candidate(codec: str, declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{SIMPLIFIED}</p>'
    assert decode(page.encode(codec)).text == page


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_byte_order_marks_are_taken_off(mark: bytes, codec: str) -> None:
    found = decode(mark + SIMPLIFIED.encode(codec))
    assert (found.text, found.encoding, found.declared) == (SIMPLIFIED, codec, codec)


def test_a_byte_order_mark_may_lie_too() -> None:
    found = decode(codecs.BOM_UTF8 + (SIMPLIFIED * 3).encode("gbk"))
    assert found.encoding == "gb18030"
    assert SIMPLIFIED in found.text


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_text_decoded_twice_is_undone(codec: str) -> None:
    assert decode(SIMPLIFIED.encode(codec).decode("latin-1").encode("utf-8")).text == SIMPLIFIED


def test_damaged_bytes_are_counted_and_the_rest_is_read() -> None:
    content = SIMPLIFIED.encode("utf-8") * 4
    found = decode(content[:50] + b"\xff\xfe\xff" + content[51:])
    assert found.encoding == "utf-8"
    assert 0 < found.lost < 6


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="GB2312">', "gb18030"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=big5'>", "big5"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
        (b"no declaration at all", None),
        (b'<meta charset="no-such-thing">', None),
    ],
)
def test_declarations_are_named_by_their_family(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding


def test_bytes_of_something_else_are_no_text() -> None:
    assert not decode(bytes(range(256)) * 40).is_text


def test_sense_prefers_chinese_to_what_a_wrong_codec_gives() -> None:
    wrong = SIMPLIFIED.encode("gbk").decode("big5", errors="replace")
    assert sense(SIMPLIFIED) > 0.9
    assert sense(wrong) < 0.3


@given(st.binary(max_size=400))
def test_any_bytes_decode_to_something(content: bytes) -> None:
    found = decode(content)
    assert found.lost >= 0
    assert isinstance(found.text, str)
