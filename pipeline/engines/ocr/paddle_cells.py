"""Cells read by PaddleOCR's recogniser, without its detector."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engines.ocr.crop_reader import CropReader, Network
from pipeline.engines.ocr.decode import Alphabet
from pipeline.engines.ocr.paddle_library import predictor
from pipeline.engines.ocr.paddle_models import RECOGNISERS, bundled, model_folder, named_model
from pipeline.errors import SetupError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOREIGN_NARROWEST = 160  # what serves all weights that were measured


class PaddleCells(CropReader):
    """Reads crops with the bundled `weights`, or with the PaddleOCR model in `model_dir`."""

    def __init__(self, *, weights: str = "PP-OCRv6_small", model_dir: Path | None = None) -> None:
        """Choose the weights; they are loaded when the first crop is read.

        Raises:
            ConfigError: no bundled weights have that name, or `model_dir` holds no model.
        """
        if model_dir is not None:
            model = named_model(model_dir)
            name, narrowest = model.removesuffix("_rec"), FOREIGN_NARROWEST
            super().__init__(f"paddleocr:{name}", lambda: _network(model, model_dir), narrowest=narrowest)
            return
        source = bundled(RECOGNISERS, weights)

        def load() -> Network:
            with model_folder(source) as folder:
                return _network(source.model, folder)

        super().__init__(f"paddleocr:{weights}", load, narrowest=source.narrowest)


def _network(model: str, folder: Path) -> Network:
    """The network inside PaddleOCR's predictor, which is not its public face: its version is pinned."""
    loaded: Any = predictor("TextRecognition", model, folder)
    try:
        runner, characters = loaded.runner, loaded.post_op.character
    except AttributeError as error:
        raise SetupError(f"this PaddleOCR is not the tested one ({error}); pip install paddleocr==3.7.0") from error

    def run(tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        steps: NDArray[np.float32] = runner(x=[tensor])[0][0]
        return steps

    return Network(run=run, alphabet=Alphabet(tuple(characters)))
