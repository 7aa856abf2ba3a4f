"""What paper, scanners, cameras and fax machines do to a drawn table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from pipeline.training.digits.drawing import DPI

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Damage:
    """What happens to a table, in this order; what is 0 or None does not happen.

    `dpi` of the picture; `down` the lines an inch of a fax machine that takes fewer down than across; `black` and
    `paper` are the grey of full ink and of paper; `fade` how much ink may be lost in patches; `gain` pixels of ink
    gained (or lost) at the edges of strokes; `seal` is the colour (BGR) of a stamp over it; `skew` in degrees, undone
    but for `off`; `speckle` specks a square inch; `jpeg` its quality; `bits` the threshold of a 1-bit scan, as a share
    of white.
    """

    dpi: int = 200
    down: int | None = None
    black: int = 20
    paper: int = 250
    fade: float = 0.0
    gain: int = 0
    seal: tuple[int, int, int] | None = None
    bleed: float = 0.0
    skew: float = 0.0
    off: float = 0.0
    blur: float = 0.0
    shadow: float = 0.0
    noise: float = 0.0
    speckle: float = 0.0
    jpeg: int | None = None
    bits: float | None = None
    seed: int = field(default=0, compare=False)


# Dots an inch of black and white, across and down: scans, and ITU-T T.4 in its fine and its standard resolution.
FAXED = ((100, None), (150, None), (200, None), (200, None), (300, None), (204, 196), (204, 98), (204, 98))


def _clean(rng: Random) -> Damage:
    return Damage(dpi=rng.choice((200, 300)))


def _scan(rng: Random) -> Damage:
    return Damage(
        dpi=rng.choice((150, 200, 300)), black=rng.randint(10, 90), paper=rng.randint(225, 255),
        skew=rng.uniform(-2, 2), blur=rng.uniform(0.3, 0.9), noise=rng.uniform(1, 6), jpeg=rng.randint(40, 85),
    )  # fmt: skip


def _poor(rng: Random) -> Damage:
    return Damage(
        dpi=rng.choice((120, 150, 200)), black=rng.randint(30, 120), paper=rng.randint(200, 250),
        fade=rng.uniform(0, 0.4), skew=rng.uniform(-3, 3), off=rng.uniform(-0.3, 0.3), blur=rng.uniform(0.5, 1.4),
        noise=rng.uniform(4, 16), speckle=rng.uniform(0, 40), jpeg=rng.randint(20, 60), gain=rng.choice((0, 0, 1)),
    )  # fmt: skip


def _coarse(rng: Random) -> Damage:
    return Damage(
        dpi=rng.randint(88, 112), black=rng.randint(10, 80), blur=rng.uniform(0, 0.7), noise=rng.uniform(0, 8),
        skew=rng.uniform(-2, 2), jpeg=rng.randint(20, 50),
    )  # fmt: skip


def _fax(rng: Random) -> Damage:
    dpi, down = rng.choice(FAXED)
    return Damage(
        dpi=dpi, down=down, black=rng.randint(20, 110), fade=rng.uniform(0, 0.3),
        blur=rng.uniform(0.3, 1.1), noise=rng.uniform(0, 14), bits=rng.uniform(0.45, 0.8), speckle=rng.uniform(0, 60),
        skew=rng.uniform(-2, 2), off=rng.uniform(-0.3, 0.3), gain=rng.choice((0, 0, 1, -1)),
    )  # fmt: skip


def _seal(rng: Random) -> Damage:
    red = (rng.randint(30, 90), rng.randint(20, 90), rng.randint(190, 235))
    return Damage(
        dpi=rng.choice((150, 200, 200, 300)), black=rng.randint(10, 70), seal=red, blur=rng.uniform(0.2, 0.9),
        noise=rng.uniform(0, 6), jpeg=rng.randint(35, 85), skew=rng.uniform(-1, 1),
    )  # fmt: skip


def _grey_seal(rng: Random) -> Damage:
    level = rng.randint(70, 190)
    return Damage(
        dpi=rng.choice((150, 200, 200)), black=rng.randint(10, 70), seal=(level, level, level),
        blur=rng.uniform(0.2, 0.9), noise=rng.uniform(0, 6), jpeg=rng.randint(35, 85),
        bits=rng.uniform(0.5, 0.7) if rng.random() < 0.25 else None,
    )  # fmt: skip


def _faded(rng: Random) -> Damage:
    return Damage(
        dpi=rng.choice((150, 200, 200)), black=rng.randint(60, 150), paper=rng.randint(215, 250),
        fade=rng.uniform(0.3, 0.75), blur=rng.uniform(0.3, 1.0), noise=rng.uniform(2, 8), bleed=rng.uniform(0, 0.25),
        jpeg=rng.randint(40, 80), gain=rng.choice((0, 0, -1)),
    )  # fmt: skip


def _photo(rng: Random) -> Damage:
    return Damage(
        dpi=rng.randint(110, 220), black=rng.randint(30, 90), paper=rng.randint(170, 240), shadow=rng.uniform(0.1, 0.5),
        skew=rng.uniform(-5, 5), off=rng.uniform(-0.8, 0.8), blur=rng.uniform(0.6, 1.7), noise=rng.uniform(3, 12),
        jpeg=rng.randint(30, 80), bleed=rng.uniform(0, 0.15),
    )  # fmt: skip


# Kind of damage -> how one is drawn. The benchmark speaks of these kinds.
KINDS: dict[str, Callable[[Random], Damage]] = {
    "clean": _clean, "scan": _scan, "poor": _poor, "coarse": _coarse, "fax": _fax, "seal": _seal,
    "grey seal": _grey_seal, "faded": _faded, "photo": _photo,
}  # fmt: skip


def spoil(ink: NDArray[np.uint8], damage: Damage) -> NDArray[np.uint8]:
    """The picture (BGR, 8 bit, at `damage.dpi`) that is left of the ink (255 full, at `drawing.DPI`)."""
    import cv2
    import numpy as np

    noise = np.random.default_rng(damage.seed)
    scale = damage.dpi / DPI
    if damage.gain:
        kernel = np.ones((1 + abs(damage.gain),) * 2, np.uint8)
        ink = (cv2.dilate if damage.gain > 0 else cv2.erode)(ink, kernel).astype(np.uint8)
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    if damage.fade:
        small *= 1 - damage.fade * _field(small.shape, noise, cv2, np)
    dark = small * (damage.paper - damage.black)
    if damage.bleed:
        dark += damage.bleed * cv2.GaussianBlur(dark[:, ::-1], (0, 0), 1.5 * damage.dpi / 200)
    grey = np.maximum(damage.paper - dark, 0)
    picture = np.repeat(grey[:, :, np.newaxis], 3, axis=2)
    if damage.seal is not None:
        picture = np.minimum(picture, _stamped(picture, damage, noise, cv2, np))
    if damage.shadow:
        picture *= 1 - damage.shadow * _field(small.shape, noise, cv2, np)[:, :, np.newaxis]
    if damage.skew or damage.off:
        picture = _turned(picture, damage.skew, cv2)
    if damage.blur:
        picture = cv2.GaussianBlur(picture, (0, 0), damage.blur)
    if damage.down:
        picture = cv2.resize(picture, None, fx=1, fy=damage.down / damage.dpi, interpolation=cv2.INTER_AREA)
    if damage.noise:
        picture = picture + noise.normal(0, damage.noise, (*picture.shape[:2], 1))
    picture = _coded(_specked(np.clip(picture, 0, 255).astype(np.uint8), damage, noise, cv2), damage, cv2, np)
    if damage.down:
        size = (picture.shape[1], small.shape[0])
        picture = cv2.resize(picture, size, interpolation=int(noise.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC))))
    if damage.skew or damage.off:
        picture = _turned(picture, damage.off - damage.skew, cv2)
    spoilt: NDArray[np.uint8] = np.ascontiguousarray(picture, dtype=np.uint8)
    return spoilt


def _coded(picture: Any, damage: Damage, cv2: Any, np: Any) -> Any:
    """In black and white, or as JPEG leaves it."""
    if damage.bits is not None:
        picture = np.where(picture.mean(axis=2, keepdims=True) < damage.bits * damage.paper, 0, 255)
        return np.repeat(picture.astype(np.uint8), 3, axis=2)
    if damage.jpeg is None:
        return picture
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, damage.jpeg])[1], cv2.IMREAD_COLOR)


def _field(shape: tuple[int, ...], noise: Any, cv2: Any, np: Any) -> Any:
    """Patches from 0 to 1, a few to a table."""
    coarse = noise.random((int(noise.integers(2, 6)), int(noise.integers(2, 6)))).astype(np.float32)
    return np.clip(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), 0, 1)


def _turned(picture: Any, angle: float, cv2: Any) -> Any:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _stamped(picture: Any, damage: Damage, noise: Any, cv2: Any, np: Any) -> Any:
    """A layer with a stamp: ring, star, and strokes like those of characters along the ring."""
    height, width = picture.shape[:2]
    stamp = np.zeros((height, width), np.float32)
    inch = damage.dpi
    for _ in range(int(noise.integers(1, 3))):
        centre = np.array([noise.uniform(0.1, 0.9) * width, noise.uniform(0.1, 0.9) * height])
        radius = noise.uniform(0.5, 0.9) * inch
        thick = max(1, round(noise.uniform(0.02, 0.05) * inch))
        cv2.circle(stamp, tuple(int(v) for v in centre), round(radius), 1.0, thick, cv2.LINE_AA)
        angles = np.arange(5) * 4 * np.pi / 5 - np.pi / 2
        star = centre + 0.3 * radius * np.stack([np.cos(angles), np.sin(angles)], 1)
        cv2.fillPoly(stamp, [star.astype(np.int32)], 1.0, cv2.LINE_AA)
        for angle in np.linspace(-3.6, 0.5, int(noise.integers(8, 16))):
            middle = centre + 0.78 * radius * np.array([np.cos(angle), np.sin(angle)])
            for _ in range(5):
                ends = middle + noise.uniform(-0.09, 0.09, (2, 2)) * inch
                one, other = (tuple(int(v) for v in end) for end in ends)
                cv2.line(stamp, one, other, 1.0, max(1, thick // 2), cv2.LINE_AA)
    strength = noise.uniform(0.5, 1.0) * (0.6 + 0.4 * _field(stamp.shape, noise, cv2, np))
    colour = np.array(damage.seal, np.float32)
    return damage.paper - (stamp * strength)[:, :, np.newaxis] * (damage.paper - colour)


def _specked(picture: Any, damage: Damage, noise: Any, cv2: Any) -> Any:
    height, width = picture.shape[:2]
    for _ in range(int(damage.speckle * height * width / damage.dpi**2)):
        place = (int(noise.integers(width)), int(noise.integers(height)))
        level = int(noise.integers(0, 120)) if noise.random() < 0.7 else 255
        cv2.circle(picture, place, int(noise.integers(0, 3)), (level,) * 3, -1)
    return picture
