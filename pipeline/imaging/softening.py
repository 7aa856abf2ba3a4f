"""Print in black and white alone, as a grey scanner would have seen it: what a threshold broke hangs together again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLUR = 1.3  # pixels of about 200 an inch: the gaps of thin strokes are one or two wide
DARKER = 1.6  # times as dark as the blur leaves it, so that strokes are as black as before


def soften(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A grey crop with its strokes blurred into each other and darkened again."""
    import cv2
    import numpy as np

    ink = 255 - cv2.GaussianBlur(crop, (0, 0), BLUR).astype(np.float32)
    softened: NDArray[np.uint8] = np.clip(255 - DARKER * ink, 0, 255).astype(np.uint8)
    return softened
