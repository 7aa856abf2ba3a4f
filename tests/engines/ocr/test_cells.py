"""The real recognisers, on drawn crops."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from pipeline.engines.names import CELL_READERS, engine
from pipeline.engines.ocr.crop_reader import CropReader
from pipeline.engines.ocr.paddle_cells import PaddleCells
from pipeline.engines.ocr.paddle_models import RECOGNISERS, model_folder
from pipeline.engines.ocr.rapid_cells import RapidCells
from pipeline.errors import ConfigError, SetupError
from tests.engines.ocr.drawing import drawn

FIGURES = ["0", "1", "7", "12", "305", "1234", "-16", "0.5", "1,204", "98765432"]
READERS = [*sorted(RECOGNISERS), "rapidocr"]


@pytest.fixture(scope="module", params=READERS)
def reader(request: pytest.FixtureRequest) -> CropReader:
    return RapidCells() if request.param == "rapidocr" else PaddleCells(weights=request.param)


def test_figures_are_read(reader: CropReader) -> None:
    answers = reader.read_figures([drawn(text) for text in FIGURES])
    assert [best.text for best, *_ in answers] == FIGURES
    for best, *_ in answers:
        assert len(best.characters) == len(best.text)
        assert all(len(ranked) == 3 for ranked in best.characters)
        assert [ranked[0][0] for ranked in best.characters] == list(best.text)
        assert best.log_probability <= 0
        assert best.reader == reader.name


def test_answers_do_not_depend_on_neighbours(reader: CropReader) -> None:
    crops = [drawn(text) for text in FIGURES]
    together = type(reader).answers(_fresh(reader), crops)
    alone = [_fresh(reader).answers([crop])[0] for crop in crops[:3]]
    backwards = _fresh(reader).answers(crops[::-1])[::-1]
    assert together == backwards
    assert together[:3] == alone


def _fresh(reader: CropReader) -> CropReader:
    """A reader with the same network that remembers nothing."""
    network = reader._network
    return CropReader(reader.name, lambda: network, narrowest=reader._narrowest)


@pytest.mark.parametrize("mark", ["/", "|", "—", "——"])
def test_a_stroke_or_a_dash_is_not_surely_a_figure(reader: CropReader, mark: str) -> None:
    for size in (20, 28, 40):
        ((best, *_),) = reader.read_figures([drawn(mark, size=size)])
        doubtful = math.exp(best.log_probability) < 0.98
        assert doubtful or not any(character.isdigit() for character in best.text)


def test_the_fifth_version_knows_a_slash_and_a_bar_from_a_one() -> None:
    reader = PaddleCells(weights="PP-OCRv5")
    assert [best.text for best, *_ in reader.read_figures([drawn(mark) for mark in "/|1"])] == ["/", "|", "1"]


def test_a_drawn_letter_o_is_a_zero(reader: CropReader) -> None:
    ((best, *_),) = reader.read_figures([drawn("O")])
    assert best.text == "0"


def test_paper_is_nothing_and_noise_is_not_sure(reader: CropReader) -> None:
    paper, noise = np.full((30, 60), 255, dtype=np.uint8), np.random.default_rng(0).integers(0, 255, (30, 60))
    seen_paper, seen_noise = reader.read([paper, noise.astype(np.uint8)])
    assert seen_paper.text == ""
    assert seen_noise.text == "" or math.exp(seen_noise.log_probability) < 0.9


def test_a_crop_of_one_pixel_and_an_endless_one_are_answered(reader: CropReader) -> None:
    odd = [np.zeros((1, 1), dtype=np.uint8), np.full((2, 9000, 3), 255, dtype=np.uint8)]
    assert len(reader.read(odd)) == 2


def test_readers_are_named_by_engine_and_weights() -> None:
    names = {engine(CELL_READERS, "paddleocr", weights=weights).name for weights in RECOGNISERS}
    assert names == {"paddleocr:PP-OCRv6_small", "paddleocr:PP-OCRv6_tiny", "paddleocr:PP-OCRv5"}
    assert engine(CELL_READERS, "rapidocr").name == "rapidocr:PP-OCRv6_small"


def test_another_model_may_be_named(tmp_path: Path) -> None:
    with model_folder(RECOGNISERS["PP-OCRv6_tiny"]) as folder:
        other = PaddleCells(model_dir=folder)
        assert other.name == "paddleocr:PP-OCRv6_tiny"
        assert other.read([drawn("42")])[0].text == "42"
    with pytest.raises(ConfigError, match=r"inference\.yml"):
        PaddleCells(model_dir=tmp_path)
    (tmp_path / "inference.yml").write_text("Global:\n  model_name: PP-OCRv6_tiny_rec\n")
    with pytest.raises(SetupError, match="cannot load the model"):
        PaddleCells(model_dir=tmp_path).read([drawn("1")])


def test_unknown_weights_are_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="PP-OCRv5, PP-OCRv6_small, PP-OCRv6_tiny"):
        PaddleCells(weights="PP-OCRv9")


def test_what_is_used_inside_paddleocr_is_there() -> None:
    from paddleocr import __version__

    from pipeline.engines.ocr.paddle_library import predictor

    source = RECOGNISERS["PP-OCRv6_tiny"]
    with model_folder(source) as folder:
        inside = predictor("TextRecognition", source.model, folder)
    assert __version__ == "3.7.0"
    assert list(inside.pre_tfs) == ["Read", "ReisizeNorm", "ToBatch"]
    assert inside.post_op.character[0] == "blank"
    assert inside.runner.session.get_session_options().intra_op_num_threads == 1
