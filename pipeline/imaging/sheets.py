"""The sheet of paper in a photograph: a bright quadrilateral on something darker, laid flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.imaging.sheetsides import quadrilaterals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALL = 500  # pixels of the longer side in which the sheet is looked for
LEVELS = 14  # thresholds that are tried
LEAST, WHOLE = 0.3, 0.97  # of the picture: a smaller sheet is none, a larger one needs no cutting out
STRAIGHT = 0.93  # share of the quadrilateral that the sheet fills
BRIGHTER, ALONG = 1.2, 0.85  # how much brighter the inside is along a side, and along how much of it
OFF = 6  # pixels on both sides of a side that are compared
FEWEST_SIDES = 3  # that lie within the picture; a bar across a screen makes a page of the rest
MARGIN = 0.004  # of the sheet's side that is cut off with its edge


def corners_of(pixels: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    """The corners of the sheet in pixels, 4 x 2, clockwise from the top left; None where the picture is all sheet.

    Shadows may make a part of the sheet darker than what it lies on, so that no one threshold finds it: of what many
    thresholds find, the largest counts that is brighter inside along all its sides. A shadow's edge is soft. Where none
    finds one, its sides are looked for one by one.
    """
    import cv2
    import numpy as np

    scale = SMALL / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    light = small if small.ndim == 2 else small.max(axis=2)
    # print is no hole in the paper
    light = cv2.medianBlur(cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8)), 5)
    found: list[tuple[float, NDArray[np.float64]]] = []
    for level in np.linspace(float(np.percentile(light, 2)), float(np.percentile(light, 90)), LEVELS)[1:-1]:
        corners = _quadrilateral(np.where(light > level, 255, 0).astype(np.uint8))
        if corners is not None and _is_brighter_inside(light.astype(np.uint8), corners):
            found.append((float(cv2.contourArea(corners.astype(np.float32))), corners / scale))
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    grey = light.astype(np.uint8)
    corners = next((one for one in quadrilaterals(grey) if _is_a_sheet(grey, one)), None)
    return None if corners is None else corners / scale


def _is_a_sheet(light: NDArray[np.uint8], corners: NDArray[np.float64]) -> bool:
    import cv2

    share = cv2.contourArea(corners.astype("float32")) / light.size
    return LEAST <= share <= WHOLE and _is_brighter_inside(light, corners)


def _quadrilateral(bright: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    import cv2

    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    sheet = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(sheet)
    area = cv2.contourArea(hull)
    if not LEAST <= area / bright.size <= WHOLE or cv2.contourArea(sheet) < STRAIGHT * area:
        return None
    corners = _four(hull.reshape(-1, 2).astype("float64"))
    if corners is None or area < STRAIGHT * cv2.contourArea(corners.astype("float32")):
        return None
    return corners


def _is_brighter_inside(light: NDArray[np.uint8], corners: NDArray[np.float64]) -> bool:
    import numpy as np

    height, width = light.shape
    within = 0
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = (end - start) / max(float(np.linalg.norm(end - start)), 1.0)
        inwards = np.array([-along[1], along[0]]) * OFF  # clockwise, with y downwards
        points = start + np.linspace(0.06, 0.94, 40)[:, np.newaxis] * (end - start)
        outside = (points - inwards).round().astype(int)
        seen = (outside[:, 0] >= 0) & (outside[:, 0] < width) & (outside[:, 1] >= 0) & (outside[:, 1] < height)
        if np.ptp(points, axis=0).max() < OFF or seen.mean() < 0.5:
            continue  # the sheet goes on beyond the picture
        inside = np.clip((points + inwards).round().astype(int), 0, [width - 1, height - 1])
        outside = np.clip(outside, 0, [width - 1, height - 1])
        ratio = light[inside[:, 1], inside[:, 0]] / np.maximum(light[outside[:, 1], outside[:, 0]].astype(float), 1.0)
        if float((ratio[seen] > BRIGHTER).mean()) < ALONG:
            return False
        within += 1
    return within >= FEWEST_SIDES


def _four(hull: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The four corners of a hull that has four long sides, clockwise from the top left."""
    import cv2
    import numpy as np

    points = hull.astype(np.float32)
    around = cv2.arcLength(points, True)
    for tolerance in (0.01, 0.015, 0.02, 0.03, 0.04):
        found = cv2.approxPolyDP(points, tolerance * around, True).reshape(-1, 2).astype(np.float64)
        if len(found) == 4:
            middle = found.mean(axis=0)
            turned = found[np.argsort(np.arctan2(found[:, 1] - middle[1], found[:, 0] - middle[0]))]
            corners: NDArray[np.float64] = np.roll(turned, -int(turned.sum(axis=1).argmin()), axis=0)
            return corners
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
    return flat.astype(np.uint8), np.linalg.inv(forward).astype(np.float64)
