"""RapidOCR on OpenVINO: one thread, quiet, pinned weights, no classifier of a line's direction."""

from __future__ import annotations

import logging
from typing import Any

from pipeline.engines.ocr.weights import pinned_file
from pipeline.errors import SetupError

WEIGHTS = "PP-OCRv6_small"
RECOGNISER = "rapidocr/models/PP-OCRv6_rec_small.onnx"
DETECTOR = "rapidocr/models/PP-OCRv6_det_small.onnx"


def rapidocr() -> Any:
    """A new engine; its models are loaded when they are first used.

    Raises:
        SetupError: the library, OpenVINO or a file of weights is missing.
    """
    recogniser, detector = pinned_file(RECOGNISER), pinned_file(DETECTOR)
    try:
        from rapidocr import EngineType, RapidOCR
    except ImportError as error:
        raise SetupError(f"RapidOCR cannot be loaded ({error}); pip install rapidocr==3.10.0 openvino") from error
    import cv2

    cv2.setNumThreads(1)
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.use_cls": False,  # it turns lone digits upside down: 9 read as 6 at .97
            "Global.log_level": "error",
            "Det.engine_type": EngineType.OPENVINO,
            "Det.model_path": str(detector),
            "Rec.engine_type": EngineType.OPENVINO,
            "Rec.model_path": str(recogniser),
            "EngineConfig.openvino.inference_num_threads": 1,
        }
    )
