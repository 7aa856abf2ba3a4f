"""PaddleOCR on onnxruntime: one thread, quiet, offline, with the OpenCV that is there.

PaddleOCR looks for a distribution called opencv-contrib-python by its metadata. Ours is the same OpenCV without
windows, under another name, and is let stand in while the library is imported; the library keeps the answer.
"""

from __future__ import annotations

import importlib.metadata
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import SetupError

ASKED, STAND_IN = "opencv-contrib-python", "opencv-contrib-python-headless"
ONE_THREAD = {"intra_op_num_threads": 1, "inter_op_num_threads": 1}


@cache
def paddleocr() -> Any:
    """The library, imported once a process.

    Raises:
        SetupError: it, or what it needs, is missing.
    """
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    with _headless_stands_in():
        try:
            import paddleocr as library
            from paddlex.utils.deps import is_dep_available
        except ImportError as error:
            raise SetupError(f"PaddleOCR cannot be loaded ({error}); pip install paddleocr==3.7.0") from error
        is_dep_available(ASKED)  # remembered by the library
    import cv2

    cv2.setNumThreads(1)
    logging.getLogger("paddlex").setLevel(logging.ERROR)
    return library


def predictor(kind: str, model: str, folder: Path) -> Any:
    """The predictor of a `kind` ("TextRecognition", "TextDetection") with the weights in `folder`, named `model`.

    Raises:
        SetupError: the library cannot use the folder.
    """
    library = paddleocr()
    settings: dict[str, Any] = {"model_name": model, "model_dir": str(folder)}
    if (folder / "inference.onnx").exists():
        settings |= {"engine": "onnxruntime", "engine_config": ONE_THREAD}
    try:
        return getattr(library, kind)(**settings).paddlex_predictor
    except Exception as error:  # it has no exceptions of its own
        raise SetupError(f"PaddleOCR cannot load the model {model} in {folder}: {error}") from error


@contextmanager
def _headless_stands_in() -> Iterator[None]:
    real = importlib.metadata.version

    def version(distribution_name: str) -> str:
        if distribution_name != ASKED:
            return real(distribution_name)
        try:
            return real(ASKED)
        except importlib.metadata.PackageNotFoundError:
            return real(STAND_IN)

    importlib.metadata.version = version
    try:
        yield
    finally:
        importlib.metadata.version = real
