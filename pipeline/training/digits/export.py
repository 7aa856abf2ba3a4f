"""The trained network as an ONNX file that says its own characters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engines.ocr.crops import HEIGHT
from pipeline.training.digits.network import STEP
from pipeline.training.digits.strings import CHARACTERS

if TYPE_CHECKING:
    from torch import nn


def write_onnx(network: nn.Module, temperature: float, target: Path) -> Path:
    """Write the network with softmax at `temperature`: pictures 1 x 1 x 48 x width in, 1 x names x 1 x steps out.

    The network's last layer is divided by the temperature: it is of no use afterwards.
    """
    import onnx
    import torch

    *_, last = network.children()
    with torch.no_grad():
        for part in last.parameters():
            part.div_(temperature)
    reader = torch.nn.Sequential(network, torch.nn.Softmax(dim=1)).eval().to(memory_format=torch.contiguous_format)
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        reader, (torch.zeros(1, 1, HEIGHT, 96),), str(target), dynamo=False, opset_version=17,
        input_names=["pictures"], output_names=["shares"],
        dynamic_axes={"pictures": {3: "width"}, "shares": {3: "steps"}},
    )  # fmt: skip
    model = onnx.load(target)
    for key, value in (("characters", "".join(CHARACTERS)), ("step", str(STEP)), ("temperature", f"{temperature:.3f}")):
        model.metadata_props.add(key=key, value=value)
    target.write_bytes(model.SerializeToString(deterministic=True))
    return target
