"""The network: a small stack of depthwise convolutions, one answer every four pixels, trained with CTC."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.engines.ocr.crops import HEIGHT
from pipeline.training.digits.strings import CHARACTERS

if TYPE_CHECKING:
    from torch import Tensor, nn

# Two dense convolutions that halve the picture; then channels in, channels out, stride (down, along) of each block.
STEM = (1, 20, 48)
BLOCKS = ((48, 64, (1, 1)), (64, 96, (2, 1)), (96, 96, (1, 1)), (96, 128, (2, 1)), (128, 128, (1, 1)))
LOW = HEIGHT // 4 // 4  # rows that are left
ALONG = 2  # blocks that look along the line only
STEP = 4  # pixels of width a step


def build() -> nn.Module:
    """The untrained network: count x 1 x 48 x width (-1 black to 1 white) to count x names x 1 x width / 4."""
    from torch import nn

    def normal(out: int) -> list[nn.Module]:
        return [nn.BatchNorm2d(out), nn.ReLU(inplace=True)]

    layers: list[nn.Module] = []
    for into, out in pairwise(STEM):
        layers += [nn.Conv2d(into, out, 3, 2, 1, bias=False), *normal(out)]
    for into, out, stride in BLOCKS:
        layers += [nn.Conv2d(into, into, 3, stride, 1, groups=into, bias=False)]
        layers += [nn.Conv2d(into, out, 1, bias=False), *normal(out)]
    wide = BLOCKS[-1][1]
    for size, pad in (((LOW, 1), (0, 0)), *[((1, 7), (0, 3))] * ALONG):
        layers += [nn.Conv2d(wide, wide, size, 1, pad, groups=wide, bias=False)]
        layers += [nn.Conv2d(wide, wide, 1, bias=False), *normal(wide)]
    layers += [nn.Dropout(0.1), nn.Conv2d(wide, len(CHARACTERS) + 1, 1)]

    return nn.Sequential(*layers)


def logits_of(network: nn.Module, pictures: Tensor) -> Tensor:
    """Count x steps x names for pictures, count x 1 x 48 x width."""
    logits: Tensor = network(pictures)
    return logits.squeeze(2).permute(0, 2, 1)
