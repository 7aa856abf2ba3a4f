"""Cells read by RapidOCR's recogniser on OpenVINO, without its detector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.engines.ocr.crop_reader import CropReader, Network
from pipeline.engines.ocr.decode import Alphabet
from pipeline.engines.ocr.rapid_library import WEIGHTS, rapidocr
from pipeline.errors import SetupError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class RapidCells(CropReader):
    """Reads crops with RapidOCR's weights, which are those of PaddleOCR's PP-OCRv6_small: no second opinion on it."""

    def __init__(self) -> None:
        super().__init__(f"rapidocr:{WEIGHTS}", _network, narrowest=160)


def _network() -> Network:
    """The network inside RapidOCR's recogniser, which is not its public face: its version is pinned."""
    engine = rapidocr()
    try:
        recogniser = engine._load_rec_model()
        session, characters = recogniser.session, recogniser.postprocess_op.character
    except AttributeError as error:
        raise SetupError(f"this RapidOCR is not the tested one ({error}); pip install rapidocr==3.10.0") from error

    def run(tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.array(session(tensor)[0], dtype=np.float32)  # a copy: the session writes its answers to one place

    return Network(run=run, alphabet=Alphabet(tuple(characters)))
