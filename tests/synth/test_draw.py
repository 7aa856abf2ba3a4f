"""Drawn files: the same bytes for a seed, and every figure of the truth in the file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from itertools import cycle
from pathlib import Path

import pytest

from pipeline.errors import SetupError, UsageError
from pipeline.synth import LAYOUTS, Order, Sample, draw
from pipeline.synth.document import PrintedCell
from pipeline.synth.render.pdf import fonts
from tests.builders import forms

EVERY = [(kind, layout) for kind, layouts in LAYOUTS.items() for layout in layouts]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = ("2014", "2019", "2021")


def cells_of(sample: Sample) -> list[PrintedCell]:
    return [cell for table in sample.draft.tables for row in table.rows for cell in row]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def decoded(content: bytes) -> str:
    """The text of a file whose encoding nobody tells."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    if b"charset=big5" in content:  # which would pass for GB18030
        return content.decode("big5")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


@pytest.mark.parametrize(("kind", "layout"), EVERY)
def test_a_seed_gives_the_same_bytes_each_time(kind: str, layout: str) -> None:
    order = Order(kind=kind, layout=layout, form=FORMS[len(layout) % 3])  # type: ignore[arg-type]
    first, second = draw(11, order), draw(11, order)
    assert first.content == second.content
    assert first.truth == second.truth
    assert first.name == f"{kind}-{order.form}-{layout}-0011.{kind}"


def test_seeds_differ_and_parts_are_drawn_apart() -> None:
    assert draw(1).content != draw(2).content
    narrow, wide = (draw(5, Order(kind="pdf", form="2021", layout=name)) for name in ("small", "large"))
    assert narrow.truth.fields == wide.truth.fields


@pytest.mark.parametrize("form", FORMS)
def test_the_truth_is_whole(form: str) -> None:
    for seed in range(15):
        truth = json.loads(draw(seed, Order(kind="txt", form=form)).truth.as_json())
        assert list(truth["fields"]) == list(forms()[form].expected(set(truth["fields"])))
        assert {key for key, value in truth["fields"].items() if value is None} == set(truth["meaning"])
        assert truth["form"] == form
        assert 2014 <= truth["year"] <= 2025
        assert truth["published_on"].startswith(str(truth["year"] + 1))


@pytest.mark.parametrize(("layout", "form"), [*zip(LAYOUTS["pdf"], cycle(FORMS), strict=False)])
def test_every_figure_stands_at_its_place_in_a_pdf(layout: str, form: str) -> None:
    import pdfplumber

    sample = draw(21, Order(kind="pdf", layout=layout, form=form))
    texts = {cell.key: cell.text for cell in cells_of(sample) if cell.key is not None}
    assert set(sample.places) == set(texts) == set(sample.truth.fields)
    with pdfplumber.open(io.BytesIO(sample.content)) as pdf:
        for key, (number, (x0, top, x1, bottom)) in sample.places.items():
            chars = pdf.pages[number - 1].chars
            inside = [
                char["text"]
                for char in chars
                if x0 <= (char["x0"] + char["x1"]) / 2 <= x1 and top <= (char["top"] + char["bottom"]) / 2 <= bottom
                if char["size"] < 40  # not the watermark
            ]
            assert squeezed("".join(inside)) == squeezed(texts[key]), key


def test_tables_break_inside_merged_cells() -> None:
    sample = draw(3, Order(kind="pdf", layout="unrepeated", form="2021"))
    pages = {key: page for key, (page, _) in sample.places.items()}
    assert pages["requests.granted.total"] < pages["requests.other_else.total"]


def test_turned_pages_are_turned_by_their_rotation() -> None:
    import pdfplumber

    sample = draw(3, Order(kind="pdf", layout="rotated", form="2021"))
    with pdfplumber.open(io.BytesIO(sample.content)) as pdf:
        assert {page.rotation for page in pdf.pages} == {0, 90}
        page = pdf.pages[sample.places["requests.new.total"][0] - 1]
        assert page.width > page.height


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS["docx"])
def test_a_docx_holds_the_printed_cells_in_order(layout: str, form: str) -> None:
    from lxml import etree

    sample = draw(22, Order(kind="docx", layout=layout, form=form))
    with zipfile.ZipFile(io.BytesIO(sample.content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    found = []
    for cell in body.iter(f"{WORD}tc"):
        merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
        if cell.find(f"{WORD}tbl") is None and (merge is None or merge.get(f"{WORD}val") == "restart"):
            found.append(squeezed("".join(cell.itertext(f"{WORD}t"))))
    assert found == [squeezed(cell.text) for cell in cells_of(sample)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS["html"])
def test_a_page_holds_the_printed_cells_in_order(layout: str, form: str) -> None:
    from lxml import html as markup

    sample = draw(23, Order(kind="html", layout=layout, form=form))
    page = markup.fromstring(decoded(sample.content))
    found = iter(
        squeezed(cell.text_content()) for cell in page.iter("td", "th") if next(cell.iter("table"), None) is None
    )
    for cell in cells_of(sample):
        assert squeezed(cell.text) in found  # an iterator: the cells come in this order


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS["txt"])
def test_plain_text_holds_the_printed_figures_in_order(layout: str, form: str) -> None:
    sample = draw(24, Order(kind="txt", layout=layout, form=form))
    parts = iter(re.split(r"[\n\t|]", decoded(sample.content)))
    for cell in cells_of(sample):
        if cell.role == "figure":
            assert cell.text in (part.strip() for part in parts)


def test_encodings_are_as_the_layout_says() -> None:
    content = draw(1, Order(kind="html", layout="gb18030", form="2021")).content
    assert b"charset=gb2312" in content
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert b"charset=utf-8" in draw(1, Order(kind="html", layout="lying", form="2021")).content
    assert b"charset" not in draw(1, Order(kind="html", layout="undeclared", form="2021")).content
    assert draw(1, Order(kind="html", layout="utf16", form="2021")).content[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert "條例" in draw(1, Order(kind="html", layout="big5", form="2021")).content.decode("big5")


def test_traditional_samples_keep_the_agency_simplified_in_the_truth() -> None:
    plain, turned = (draw(2, Order(kind="txt", form="2021", script=script)) for script in ("simplified", "taiwan"))  # type: ignore[arg-type]
    assert "条例" in decoded(plain.content)
    assert "條例" in decoded(turned.content)
    assert plain.truth == turned.truth


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="known are 2014, 2019, 2021"):
        draw(1, Order(form="2031"))
    with pytest.raises(UsageError, match="borderless"):
        draw(1, Order(kind="pdf", layout="tabs"))


def test_without_a_font_one_line_names_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path),))
    fonts.chinese_fonts.cache_clear()
    with pytest.raises(SetupError, match="apt-get install fonts-wqy-zenhei"):
        draw(1, Order(kind="pdf", layout="ruled", form="2021", size="small"))
    fonts.chinese_fonts.cache_clear()


def test_every_layout_is_in_the_docs(root: Path) -> None:
    text = (root / "docs" / "samples.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| `(\w+)` \| (.*) \|$", text, re.MULTILINE)
    assert rows == [(kind, name, layout.shows) for kind, layouts in LAYOUTS.items() for name, layout in layouts.items()]


def test_no_character_is_missing_from_the_font() -> None:
    import pdfplumber

    for seed in range(6):
        sample = draw(seed, Order(kind="pdf", form="2021", layout="separate", script="traditional", slips=0))
        with pdfplumber.open(io.BytesIO(sample.content)) as pdf:
            drawn = {char["text"] for page in pdf.pages for char in page.chars}
        assert {char for char in sample.draft.text if not char.isspace()} <= drawn


def test_without_reportlab_one_line_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _name: None)
    with pytest.raises(SetupError, match=r"gongkai\[samples\]"):
        draw(1, Order(kind="pdf", layout="ruled", form="2021"))
