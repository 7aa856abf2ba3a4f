"""The sheet of paper in a photograph: a bright quadrilateral on something darker, laid flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALL = 500  # pixels of the longer side in which the sheet is looked for
LEAST, WHOLE = 0.3, 0.97  # of the picture: a smaller sheet is none, a larger one needs no cutting out
STRAIGHT = 0.94  # share of the quadrilateral that the sheet fills
BRIGHT_OUTSIDE = 0.12  # share of what lies outside that may be as bright as paper
DARKER = 0.86  # of the brightness of the sheet's rim: what lies outside is darker than that
MARGIN = 0.004  # of the sheet's side that is cut off with its edge


def corners_of(pixels: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    """The corners of the sheet in pixels, 4 x 2, clockwise from the top left; None where the picture is all sheet."""
    import cv2
    import numpy as np

    scale = SMALL / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    light = small if small.ndim == 2 else small.max(axis=2)
    # print is no hole in the paper
    light = cv2.medianBlur(cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8)), 7)
    for bright in _thresholds(light.astype(np.uint8)):
        corners = _quadrilateral(bright, light.astype(np.uint8))
        if corners is not None:
            return corners / scale
    return None


def _thresholds(light: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """What may be sheet (255): by the best single threshold, and by edges, which shadows do not deceive."""
    import cv2
    import numpy as np

    best, bright = cv2.threshold(light, 0, 255, cv2.THRESH_OTSU)
    lower = np.where(light > 0.8 * best, 255, 0).astype(np.uint8)
    return [bright.astype(np.uint8), lower]


def _quadrilateral(bright: NDArray[np.uint8], light: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    import cv2
    import numpy as np

    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    share = cv2.contourArea(hull) / bright.size
    if not LEAST <= share <= WHOLE:
        return None
    corners = _four(hull)
    if corners is None:
        return None
    inside = np.zeros_like(bright)
    cv2.fillConvexPoly(inside, corners.round().astype(np.int32), 255)
    filled = float((bright[inside > 0] > 0).mean())
    overlap = cv2.contourArea(hull) / max(cv2.contourArea(corners.astype(np.float32)), 1.0)
    rim = cv2.subtract(inside, cv2.erode(inside, np.ones((25, 25), np.uint8)))
    outside = cv2.dilate(inside, np.ones((5, 5), np.uint8)) == 0
    if filled < STRAIGHT or overlap < STRAIGHT or not outside.any():
        return None
    paper = float(np.median(light[rim > 0]))
    if float((light[outside] > DARKER * paper).mean()) > BRIGHT_OUTSIDE:
        return None
    return corners


def _four(hull: NDArray[np.int32]) -> NDArray[np.float64] | None:
    """The four corners of a hull that has four long sides, clockwise from the top left."""
    import cv2
    import numpy as np

    around = cv2.arcLength(hull, True)
    for tolerance in (0.01, 0.015, 0.02, 0.03, 0.04, 0.05):
        points = cv2.approxPolyDP(hull, tolerance * around, True).reshape(-1, 2).astype(np.float64)
        if len(points) == 4:
            first = int(points.sum(axis=1).argmin())
            points = np.roll(points, -first, axis=0)
            if np.cross(points[1] - points[0], points[2] - points[1]) < 0:
                points = np.roll(points[::-1], 1, axis=0)
            return points
    return None


def flatten(pixels: NDArray[np.uint8], corners: NDArray[np.float64]) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """The sheet alone, laid flat, and the 3 x 3 matrix from its pixels back to those of the picture."""
    import cv2
    import numpy as np

    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = round((sides[0] + sides[2]) / 2), round((sides[1] + sides[3]) / 2)
    cut = np.array([-MARGIN * width, -MARGIN * height])
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64) + cut
    size = (round(width + 2 * cut[0]), round(height + 2 * cut[1]))
    forward = cv2.getPerspectiveTransform(corners.astype(np.float32), square.astype(np.float32))
    flat = cv2.warpPerspective(pixels, forward, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return flat.astype(np.uint8), np.linalg.inv(forward)
