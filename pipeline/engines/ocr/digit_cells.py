"""Cells of figures read by the project's own small network; `models/digits/README.md` is its card."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.assets import asset
from pipeline.engines.ocr.crop_reader import CropReader, Network
from pipeline.engines.ocr.crops import WIDTHS
from pipeline.engines.ocr.decode import Alphabet
from pipeline.errors import SetupError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "digits"
# Of models/digits/digits.onnx. It is a part of the code, so that readings that are kept are those of these weights.
SHA256 = "abe84c37d27f4cd3381cd8a62464cf8a8ae583792424db92842fd07a5d9746a4"


class DigitCells(CropReader):
    """Reads crops of figures with the network that comes with the program, or with the one in the file `model`.

    It knows digits, signs, the words that stand for no figure, and units; every other character is "□" to it.
    """

    def __init__(self, *, model: Path | None = None) -> None:
        def load() -> Network:
            return _network(_tested() if model is None else model.read_bytes())

        super().__init__(NAME, load, narrowest=WIDTHS[0])


def _tested() -> bytes:
    try:
        content = asset("models", "digits", "digits.onnx").read_bytes()
    except OSError as error:
        raise SetupError(f"the network for digits cannot be read ({error}); install gongkai again") from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SetupError("models/digits/digits.onnx is not the network that was tested; install gongkai again")
    return content


def _network(content: bytes) -> Network:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session: Any = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    said: dict[str, str] = session.get_modelmeta().custom_metadata_map

    def run(tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        shares: NDArray[np.float32] = session.run(None, {"pictures": tensor[:, :1]})[0]
        return shares[0, :, 0].T

    return Network(run=run, alphabet=Alphabet(("blank", *said["characters"])), step=int(said["step"]))
