"""Training of the reader of digits: crops are drawn, the network learns them, its doubt is fitted, ONNX comes out."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from random import Random
from typing import IO, TYPE_CHECKING

from pipeline.engines.ocr.crops import LATE
from pipeline.errors import SetupError
from pipeline.training.digits.cells import LabelledCrop, labelled_crops
from pipeline.training.digits.examples import PLACES, Examples, gather
from pipeline.training.digits.export import write_onnx
from pipeline.training.digits.fonts import usable_fonts
from pipeline.training.digits.network import STEP, build, logits_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Generator, Tensor, nn

REPEATED = 5  # a confirmed cell beside those that are drawn
COOLEST, HOTTEST, COOLNESS_STEPS = 0.7, 3.0, 47


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is learned: crops to train on and to fit the doubt on, passes, crops a step, the highest rate, seed."""

    crops: int = 120_000
    fitting: int = 3_000
    passes: int = 3
    batch: int = 64
    rate: float = 3e-3
    seed: int = 1


def train_digits(
    folder: Path,
    *,
    log: IO[str],
    plan: Plan | None = None,
    fonts: Sequence[Path] = (),
    confirmed: Sequence[LabelledCrop] = (),
) -> Path:
    """Train the network and write it to `folder`/digits.onnx; returns that path.

    `fonts` are folders of fonts beside the machine's own, `confirmed` crops to learn besides, `REPEATED` times each;
    `log` gets a line every hundred steps.

    Raises:
        SetupError: torch is not installed, or there is no font to draw with.
    """
    plan = plan if plan is not None else Plan()
    if find_spec("torch") is None or find_spec("onnx") is None:
        raise SetupError("training needs torch and onnx; install them with: pip install 'gongkai[training]'")
    known = usable_fonts(fonts)
    crops = chain(*[confirmed] * REPEATED, labelled_crops(plan.seed, known))
    examples = gather(crops, plan.crops + REPEATED * len(confirmed))
    fitting = gather(labelled_crops(plan.seed + 1, known), plan.fitting)
    return fit(examples, fitting, folder / "digits.onnx", plan=plan, log=log)


def fit(examples: Examples, fitting: Examples, target: Path, *, plan: Plan, log: IO[str]) -> Path:
    """Learn `examples`, fit the temperature on `fitting`, write the ONNX file `target`."""
    import torch

    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    network = build().to(memory_format=torch.channels_last)
    learn(network, examples, plan, log)
    network.eval()
    temperature = fitted_temperature(network, fitting)
    print(f"temperature {temperature:.2f}, loss {loss_of(network, fitting, temperature):.4f} a cell", file=log)
    return write_onnx(network, temperature, target)


def learn(network: nn.Module, examples: Examples, plan: Plan, log: IO[str]) -> None:
    """Gradient steps over all examples, `plan.passes` times; the rate rises, then falls to nothing."""
    import torch

    steps = plan.passes * sum(math.ceil(len(labels) / plan.batch) for labels in examples.labels.values())
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=steps, pct_start=0.1)
    rng, noise = Random(plan.seed), torch.Generator().manual_seed(plan.seed)
    network.train()
    done, running, start = 0, 0.0, time.monotonic()
    for _ in range(plan.passes):
        for width, numbers in examples.batches(rng, plan.batch):
            pictures = roughened(examples.pictures[width][numbers], noise)
            loss = _loss(logits_of(network, pictures), examples, width, numbers) / len(numbers)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            done, running = done + 1, running + float(loss.detach())
            if done % 100 == 0:
                seconds = time.monotonic() - start
                print(f"step {done} of {steps}, loss {running / 100:.4f}, {seconds:.0f} s", file=log, flush=True)
                running = 0.0


def roughened(pictures: NDArray[np.uint8], noise: Generator) -> Tensor:
    """The pictures as tensors with other contrast, brightness and grain each time."""
    import torch

    tensor = _tensor(pictures)
    count = (len(tensor), 1, 1, 1)
    contrast = 0.6 + 0.5 * torch.rand(count, generator=noise)
    grain = 0.12 * torch.rand(count, generator=noise) ** 2
    rough = 1 - (1 - tensor) * contrast + grain * torch.randn(tensor.shape, generator=noise)
    return rough.clamp(-1, 1).contiguous(memory_format=torch.channels_last)


def _tensor(pictures: NDArray[np.uint8]) -> Tensor:
    import torch

    return torch.from_numpy(pictures).unsqueeze(1).to(torch.float32) / 127.5 - 1


def fitted_temperature(network: nn.Module, fitting: Examples) -> float:
    """The temperature at which the network's probabilities of whole texts have the least log loss."""
    tries = [COOLEST + (HOTTEST - COOLEST) * number / (COOLNESS_STEPS - 1) for number in range(COOLNESS_STEPS)]
    logits = _all_logits(network, fitting)
    return min(tries, key=lambda temperature: _total(logits, fitting, temperature))


def loss_of(network: nn.Module, examples: Examples, temperature: float) -> float:
    """The mean negative log-probability of the true texts."""
    return _total(_all_logits(network, examples), examples, temperature) / len(examples)


def _total(logits: dict[int, Tensor], examples: Examples, temperature: float) -> float:
    return sum(float(_loss(group / temperature, examples, width, range(len(group)))) for width, group in logits.items())


def _all_logits(network: nn.Module, examples: Examples) -> dict[int, Tensor]:
    import torch

    found = {}
    with torch.no_grad():
        for width, pictures in examples.pictures.items():
            parts = [logits_of(network, _tensor(pictures[start : start + 64])) for start in range(0, len(pictures), 64)]
            found[width] = torch.cat(parts)
    return found


def _loss(logits: Tensor, examples: Examples, width: int, numbers: Sequence[int]) -> Tensor:
    """The summed CTC loss of some examples; a label that has no room in its steps counts nothing."""
    import torch

    labels = [examples.labels[width][number] for number in numbers]
    filled = torch.from_numpy(examples.filled[width][list(numbers)])
    lengths = torch.clamp((filled + STEP - 1) // STEP + LATE, max=logits.shape[1])
    flat = torch.tensor([PLACES[char] for label in labels for char in label], dtype=torch.long)
    sizes = torch.tensor([len(label) for label in labels], dtype=torch.long)
    return torch.nn.functional.ctc_loss(
        logits.log_softmax(-1).permute(1, 0, 2), flat, lengths, sizes, reduction="sum", zero_infinity=True
    )
