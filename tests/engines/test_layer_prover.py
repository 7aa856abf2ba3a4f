"""Text layers compared with drawn pages by the real readers."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest

from pipeline.engines.layer_prover import LayerProver
from pipeline.engines.ocr.paddle_cells import PaddleCells
from pipeline.types.proof import Proof
from tests.engines.pdffiles import PADDING, image, lattice, pdf, read_pdf, show, source

XS, YS = (100, 200, 300, 400), (700, 720, 740)
FIGURES = ("204", "37", "5", "18", "69", "0")


@cache
def _prover() -> LayerProver:
    return LayerProver(quick=PaddleCells(weights="PP-OCRv6_tiny"), sure=PaddleCells())


def _table(*, cover: bytes = b"", before: bytes = b"") -> bytes:
    cells = [show(text, XS[n % 3] + 40, YS[1 - n // 3] + 6) for n, text in enumerate(FIGURES)]
    return before + lattice(XS, YS) + b"".join(cells) + show(PADDING, 100, 600) + cover


def _proofs(folder: Path, content: bytes) -> dict[str, Proof]:
    prints = [one for page in read_pdf(folder, content).pages for one in page.prints]
    return {proof.print.text: proof for proof in _prover().look(source(folder, content), prints)}


def test_what_is_drawn_as_said_is_the_same(tmp_path: Path) -> None:
    proofs = _proofs(tmp_path, pdf([_table()]))
    assert {text: proofs[text].outcome for text in FIGURES} == dict.fromkeys(FIGURES, "same")
    assert proofs[PADDING].outcome == "same"


def test_a_map_that_swaps_two_figures_is_seen(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf([_table()]))) as document:
        pairs = "".join(f"<{ord(a):02x}> <{ord(b):04x}>\n" for a, b in (("3", "8"), ("8", "3")))
        others = "".join(f"<{code:02x}> <{code:04x}>\n" for code in range(32, 127) if chr(code) not in "38")
        cmap = f"1 begincodespacerange <00> <ff> endcodespacerange 95 beginbfchar\n{pairs}{others}endbfchar"
        document.pages[0].Resources.Font.F1.ToUnicode = document.make_stream(cmap.encode())
        out = io.BytesIO()
        document.save(out)
    proofs = _proofs(tmp_path, out.getvalue())
    assert (proofs["87"].outcome, proofs["87"].seen) == ("other", "37")
    assert (proofs["13"].outcome, proofs["13"].seen) == ("other", "18")
    assert proofs["204"].outcome == "same"


def test_a_figure_covered_by_paint_that_is_no_plain_box(tmp_path: Path) -> None:
    x, y = XS[1] + 36, YS[1] + 3
    over, under = f"{x} {y + 14} {x + 30} {y + 14} {x + 30} {y} c", f"{x + 30} {y - 6} {x} {y - 6} {x} {y} c"
    ellipse = f"1 g {x} {y} m {over} {under} f 0 g\n"
    proofs = _proofs(tmp_path, pdf([_table(cover=ellipse.encode())]))
    assert proofs["37"].outcome != "same"
    assert proofs["37"].print.crossed
    assert not proofs["204"].print.crossed


def test_a_picture_under_the_page_is_no_lie(tmp_path: Path) -> None:
    behind = b"q 20 0 0 20 390 700 cm /Im1 Do Q\n"
    proofs = _proofs(tmp_path, pdf([_table(before=behind)], images={"Im1": image(20, 20, "/Decode [1 0]")}))
    assert {proofs[text].outcome for text in FIGURES} == {"same"}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_shown_turned(tmp_path: Path, turn: int) -> None:
    proofs = _proofs(tmp_path, pdf([_table()], page=f"/Rotate {turn}"))
    assert {proofs[text].outcome for text in FIGURES} == {"same"}


def test_light_figures_on_dark_ground(tmp_path: Path) -> None:
    dark = b"0 g 90 590 400 160 re f 1 g\n"
    proofs = _proofs(tmp_path, pdf([dark + _table()]))
    assert {proofs[text].outcome for text in FIGURES} == {"same"}
