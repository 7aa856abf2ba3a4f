"""Every kind of damage: a file of its kind, whole truth, places on its pages; what lies, lies."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

from pipeline.errors import UsageError
from pipeline.synth import Order, Sample
from pipeline.synth.damage import DAMAGES, damaged, damaged_pages
from tests.builders import forms

BARE = Order(form="2019", prose=False, size="small")
PICTURED = ("docx-pictures", "html-pictures", "html-scans")
EACH_WAY = (
    "scan-seal",
    "fax",
    "photograph",
    "bent",
    "long-screenshot",
    "mixed",
    "lying-layer",
    "digital-cid",
    *PICTURED,
)


def opened(content: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(content)


@cache
def sample(kind: str, seed: int = 1) -> Sample:
    return damaged(seed, kind, Order(form=None if kind == "scan-2014" else "2019", prose=False, size="small"))


def printed(one: Sample) -> dict[str, str]:
    cells = [cell for table in one.draft.tables for row in table.rows for cell in row]
    return {cell.key: cell.text for cell in cells if cell.key is not None}


def pages_of(one: Sample) -> list[np.ndarray]:
    """The pages as grey pictures, in the units of the sample's places."""
    if one.kind == "pdf":
        document = opened(one.content)
        return [page.render(scale=1, grayscale=True).to_numpy().squeeze() for page in document]
    pictures = [Image.open(io.BytesIO(content)) for content in one.files.values()]
    return [np.asarray(ImageOps.exif_transpose(picture).convert("L")) for picture in pictures]


@pytest.mark.parametrize("kind", DAMAGES)
def test_every_kind_gives_a_file_with_whole_truth(kind: str) -> None:
    one = sample(kind)
    assert one.id == f"{kind}-{one.truth.form}-0001"
    assert one.truth.variant == kind
    assert list(one.truth.fields) == list(forms()[one.truth.form].expected(set(one.truth.fields)))
    assert set(printed(one)) == set(one.truth.fields)
    assert all(one.files.values())
    assert one.truth.prose == ()


@pytest.mark.parametrize("kind", [kind for kind in DAMAGES if kind not in PICTURED])
def test_every_figure_has_a_place_on_a_page(kind: str) -> None:
    one = sample(kind)
    pages = pages_of(one)
    assert set(one.places) == set(one.truth.fields)
    for key, (number, (x0, top, x1, bottom)) in one.places.items():
        height, width = pages[number - 1].shape
        assert 0 <= x0 < x1 <= width + 1, key
        assert 0 <= top < bottom <= height + 1, key


@pytest.mark.parametrize(
    "kind", ["scan-poor", "scan-rotated", "skew", "photograph", "bent", "long-screenshot", "mixed"]
)
def test_figures_stand_where_the_places_say(kind: str) -> None:
    """The middle of a cell that prints something is darker somewhere than that of an empty page."""
    one = sample(kind, 2)
    pages, texts = pages_of(one), printed(one)
    seen: list[bool] = []
    for key, (number, (x0, top, x1, bottom)) in one.places.items():
        if not any(char.isdigit() for char in texts[key]):
            continue
        dx, dy = (x1 - x0) * 0.12, (bottom - top) * 0.18
        cell = pages[number - 1][round(top + dy) : round(bottom - dy) + 1, round(x0 + dx) : round(x1 - dx) + 1]
        seen.append(float(np.median(cell)) - float(cell.min()) > 25)
    assert np.mean(seen) > 0.97


@pytest.mark.parametrize("kind", EACH_WAY)
def test_a_seed_gives_the_same_bytes_each_time(kind: str) -> None:
    again = damaged(1, kind, BARE)
    assert again.files == sample(kind).files
    assert again.places == sample(kind).places
    assert again.truth == sample(kind).truth


def test_seeds_and_kinds_differ() -> None:
    assert sample("scan-clean", 1).content != sample("scan-clean", 2).content
    assert sample("dpi110").truth.fields != sample("jpeg100").truth.fields


def test_scans_have_no_text() -> None:
    for kind in ("scan-clean", "fax", "scan-2014"):
        document = opened(sample(kind).content)
        assert not any(page.get_textpage().get_text_range().strip() for page in document)


def test_a_tall_screenshot_is_one_picture() -> None:
    one = sample("long-screenshot")
    with Image.open(io.BytesIO(one.content)) as picture:
        assert picture.format == "PNG"
        assert 750 <= picture.width <= 1300
        assert picture.height > 1.4 * picture.width


def text_at(one: Sample, key: str) -> str:
    number, (x0, top, x1, bottom) = one.places[key]
    page = opened(one.content)[number - 1]
    height = page.get_height()
    return str(page.get_textpage().get_text_bounded(x0, height - bottom, x1, height - top)).strip()


def test_text_layers_lie() -> None:
    """Among some seeds are all ways of lying; each document has a figure that its text layer gives otherwise."""
    ways = set()
    for seed in range(1, 9):
        one = sample("lying-layer", seed)
        lies = [key for key, text in printed(one).items() if any(map(str.isdigit, text)) and text_at(one, key) != text]
        assert lies, seed
        assert len(lies) < len(one.places), seed
        document = opened(one.content)
        kinds = {thing.type for page in document for thing in page.get_objects()}
        ways.add("layer" if 3 in kinds else "patch" if len(lies) < len(one.places) // 3 else "font")
    assert {"layer", "patch"} <= ways


def test_text_of_broken_fonts_cannot_be_believed() -> None:
    for seed in (1, 2, 3):
        one = sample("digital-cid", seed)
        digits = {key: text for key, text in printed(one).items() if text.isdigit()}
        assert sum(text_at(one, key) == text for key, text in digits.items()) < len(digits) / 4


def test_word_files_and_pages_carry_pictures_of_tables() -> None:
    one = sample("docx-pictures")
    with zipfile.ZipFile(io.BytesIO(one.content)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == max(number for number, _ in one.places.values())
    for seed in range(1, 6):
        page = sample("html-pictures", seed)
        text = page.content.decode("utf-16" if page.content[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1")
        sources = re.findall(r'<img src="([^"]+)"', text)
        beside = [source for source in sources if not source.startswith(("data:", "/"))]
        assert beside == list(page.beside)
        assert set(page.places) <= set(page.truth.fields)


def test_packings_and_wrong_names() -> None:
    assert damaged(1, "dpi110", BARE, packing="tiff").kind == "tiff"
    assert damaged(1, "dpi110", BARE, packing="pages").name == "dpi110-2019-0001"
    with pytest.raises(UsageError, match="no kind of damage 'rain'; known are scan-clean"):
        damaged(1, "rain")
    with pytest.raises(UsageError, match="no packing"):
        damaged(1, "fax", packing="gif")  # type: ignore[arg-type]


def test_every_kind_is_in_the_docs(root: Path) -> None:
    text = (root / "docs" / "samples.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", text, re.MULTILINE))
    assert {name: damage.shows for name, damage in DAMAGES.items()}.items() <= rows.items()


def test_pages_alone_are_those_of_the_file() -> None:
    draft, pages = damaged_pages(1, "dpi110", Order(form="2019", prose=False, size="small"))
    one = sample("dpi110")
    assert draft == one.draft
    assert len(pages) == max(number for number, _ in one.places.values())
    assert set().union(*(page.marks for page in pages)) == set(one.places)
    with pytest.raises(UsageError, match="long-screenshot is no paper; kinds with pages are scan-clean"):
        damaged_pages(1, "long-screenshot")


def test_narrative_can_be_kept() -> None:
    whole = damaged(1, "dpi110", Order(form="2021"))
    assert len(whole.truth.sections) > len(damaged(1, "dpi110", Order(form="2021", prose=False)).truth.sections)
