"""The trained network as an ONNX file that says its own characters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engines.ocr.crops import HEIGHT
from pipeline.training.digits.network import STEP
from pipeline.training.digits.strings import CHARACTERS

if TYPE_CHECKING:
    from torch import Tensor, nn


def write_onnx(network: nn.Module, temperature: float, target: Path) -> Path:
    """Write the network with softmax at `temperature`; pictures 1 x 3 x 48 x width in, 1 x steps x names out."""
    import onnx
    import torch

    class Reader(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, pictures: Tensor) -> Tensor:
            return torch.softmax(self.network(pictures) / temperature, dim=-1)

    target.parent.mkdir(parents=True, exist_ok=True)
    reader = Reader().eval().to(memory_format=torch.contiguous_format)
    torch.onnx.export(
        reader, (torch.zeros(1, 3, HEIGHT, 96),), str(target), dynamo=False, opset_version=17,
        input_names=["pictures"], output_names=["steps"],
        dynamic_axes={"pictures": {3: "width"}, "steps": {1: "steps"}},
    )  # fmt: skip
    model = onnx.load(target)
    for key, value in (("characters", "".join(CHARACTERS)), ("step", str(STEP)), ("temperature", f"{temperature:.3f}")):
        model.metadata_props.add(key=key, value=value)
    target.write_bytes(model.SerializeToString(deterministic=True))
    return target
