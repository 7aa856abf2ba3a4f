"""Print in black and white alone, as a grey scanner would have seen it: what a threshold broke hangs together again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLUR = 1.3  # pixels of about 200 an inch: the gaps of thin strokes are one or two wide
DARKER = 1.6  # times as dark as the blur leaves it, so that strokes are as black as before
COARSE_BLUR, COARSE_DARKER = 2.0, 1.9  # where dots are twice as high: level strokes are gone, and zeros are two arcs
FINE_BLUR, FINE_DARKER = 0.7, 1.3  # for the reader of digits, that learnt black and white: dots, no gaps
WIDE = 1.15  # of its width: type that is set loose, as the reader of digits knows it too
HALF = 2  # pixels of 200 an inch that are one of a coarse page
HALF_DARKER = 1.5


def soften(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A grey crop with its strokes blurred into each other and darkened again."""
    return _softened(crop, BLUR, DARKER)


def soften_coarse(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same of a page of about 100 dots an inch in one direction."""
    return _softened(crop, COARSE_BLUR, COARSE_DARKER)


def blunt(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A grey crop with its dots hardly blurred: what the reader of digits reads best."""
    return _softened(crop, FINE_BLUR, FINE_DARKER)


def widen(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A grey crop set looser."""
    import cv2
    import numpy as np

    height, width = crop.shape
    size = max(1, round(width * WIDE)), height
    wide: NDArray[np.uint8] = cv2.resize(crop, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    return wide


def halve(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A grey crop of such a page as if its dots were as coarse in both directions, darkened, in its own size."""
    import cv2
    import numpy as np

    height, width = crop.shape
    size = max(1, round(width / HALF)), max(1, round(height / HALF))
    ink = 255 - cv2.resize(crop, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    small = np.clip(255 - HALF_DARKER * ink, 0, 255).astype(np.uint8)
    halved: NDArray[np.uint8] = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    return halved


def _softened(crop: NDArray[np.uint8], blur: float, darker: float) -> NDArray[np.uint8]:
    import cv2
    import numpy as np

    ink = 255 - cv2.GaussianBlur(crop, (0, 0), blur).astype(np.float32)
    softened: NDArray[np.uint8] = np.clip(255 - darker * ink, 0, 255).astype(np.uint8)
    return softened
