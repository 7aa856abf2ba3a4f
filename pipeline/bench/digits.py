"""How surely cells of figures are read: the project's own network beside PaddleOCR's, and how far they err apart."""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise
from pathlib import Path

import click

from pipeline.bench.digit_pages import page_cells
from pipeline.engines.names import CELL_READERS, engine
from pipeline.engines.protocols import CellReader
from pipeline.training.digits.cells import LabelledCrop, labelled_crops
from pipeline.training.digits.damage import KINDS
from pipeline.training.digits.fonts import usable_fonts
from pipeline.training.digits.strings import FOREIGN, label_of

EPILOG = """\b
Examples:
  gongkai bench digits
  gongkai bench digits --cells 1000 --fonts more-fonts/ --held-out
  gongkai bench digits --reports 2
"""
SEED = 71  # no crop of training or of fitting has it
REPORT_SEED = 9101
SURE = 0.98
READERS = {"small": "PP-OCRv6_small", "tiny": "PP-OCRv6_tiny", "v5": "PP-OCRv5"}
BINS = (0.0, 0.5, 0.8, 0.9, 0.98, 0.995, 0.999, 1.01)


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader said of a crop: its label, the probability, and that of the true label."""

    label: str
    probability: float
    true: float


@dataclass(slots=True)
class Trial:
    """Crops with what each reader said of them, and its CPU seconds."""

    crops: list[LabelledCrop] = field(default_factory=list)
    said: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))


@click.command("digits", epilog=EPILOG)
@click.option("--cells", type=click.IntRange(min=1), default=100, help="Cells a kind of damage.")
@click.option(
    "--fonts",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of fonts to draw with, beside the machine's own.",
)
@click.option("--model", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Another digits.onnx.")
@click.option("--held-out", is_flag=True, help="Draw in fonts that were never trained on.")
@click.option("--reports", type=click.IntRange(min=1), help="Instead, cells of so many drawn reports a kind of damage.")
def digits(*, cells: int, reports: int | None, fonts: tuple[Path, ...], model: Path | None, held_out: bool) -> None:
    """Read drawn and damaged cells with every reader, and print what is wrong alone and together.

    With --reports the cells are those of whole reports that `gongkai samples --damage` draws, found and cut out by the
    pipeline: what it draws shares nothing with what the network learned from.

    A reading is right where it says what is printed, up to the kind of dash and the width of characters. Intervals are
    95 %, Wilson's.
    """
    crops: list[LabelledCrop] = []
    if reports is not None:
        crops += page_cells(reports, seed=REPORT_SEED)
        click.echo(f"{len(crops)} cells of drawn reports, {reports} a kind of damage")
    else:
        known = usable_fonts(fonts, held_out=held_out)
        for number, kind in enumerate(KINDS):
            crops += islice(labelled_crops(SEED + number, known, kind=kind), cells)
        click.echo(f"{len(crops)} cells, {cells} a kind of damage, in {len(known)} fonts")
    print_trial(read_cells(crops, model=model))


def print_trial(trial: Trial) -> None:
    """Print what is wrong alone and together, what a probability is worth, and what strokes and words are read as."""
    for lines in (_wrong(trial), _together(trial), _calibration(trial), _strokes(trial), _foreign(trial)):
        click.echo("")
        for line in lines:
            click.echo(line)


def read_cells(crops: Sequence[LabelledCrop], *, model: Path | None = None) -> Trial:
    """The cells read by every reader."""
    readers: dict[str, CellReader] = {
        name: engine(CELL_READERS, "paddleocr", weights=weights) for name, weights in READERS.items()
    }
    readers["digits"] = engine(CELL_READERS, "digits", model=model)
    trial = Trial(list(crops))
    for name, reader in readers.items():
        reader.read_figures([trial.crops[0].crop])  # loading is not reading
        start = time.process_time()
        for crop in trial.crops:
            (glimpses,) = reader.read_figures([crop.crop])
            shares = [(label_of(one.text), math.exp(one.log_probability)) for one in glimpses]
            true = sum(share for label, share in shares if label == crop.label)
            trial.said[name].append(Said(*shares[0], true))
        trial.seconds[name] = time.process_time() - start
    return trial


def interval(count: int, among: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if among == 0:
        return 0.0, 1.0
    z, share = 1.96, count / among
    middle = share + z * z / (2 * among)
    spread = z * math.sqrt(share * (1 - share) / among + z * z / (4 * among * among))
    whole = 1 + z * z / among
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def _percent(count: int, among: int) -> str:
    low, high = interval(count, among)
    return f"{100 * count / max(among, 1):5.1f} ({100 * low:.1f} to {100 * high:.1f})"


def _figures(trial: Trial) -> list[int]:
    return [number for number, crop in enumerate(trial.crops) if FOREIGN not in crop.label]


def _kinds(trial: Trial) -> Iterator[tuple[str, list[int]]]:
    numbers = _figures(trial)
    for kind in dict.fromkeys(crop.kind for crop in trial.crops):
        yield kind, [number for number in numbers if trial.crops[number].kind == kind]
    yield "all", numbers


def _wrong(trial: Trial) -> Iterator[str]:
    yield f"wrong, % (of it at {SURE} or more: cells)"
    yield f"{'damage':12}{'cells':>6}" + "".join(f"{name:>28}" for name in trial.said)
    for kind, numbers in _kinds(trial):
        row = f"{kind:12}{len(numbers):6}"
        for said in trial.said.values():
            wrong = [number for number in numbers if said[number].label != trial.crops[number].label]
            sure = sum(said[number].probability >= SURE for number in wrong)
            row += f"{f'{_percent(len(wrong), len(numbers))} {sure:4}':>28}"
        yield row
    each = {name: 1000 * seconds / len(trial.crops) for name, seconds in trial.seconds.items()}
    yield "CPU ms a cell: " + ", ".join(f"{name} {spent:.1f}" for name, spent in each.items())


def _together(trial: Trial) -> Iterator[str]:
    yield "wrong together: cells where both are wrong, where both say the same wrong, and what chance alone would give"
    yield f"{'pair':16}{'damage':12}{'cells':>6}{'both':>6}{'same':>6}{'chance':>8}  same, %"
    for one, other in combinations(trial.said, 2):
        expected_in_all = 0.0
        for kind, numbers in _kinds(trial):
            first = {number for number in numbers if _is_wrong(trial, one, number)}
            second = {number for number in numbers if _is_wrong(trial, other, number)}
            both = first & second
            same = sum(trial.said[one][number].label == trial.said[other][number].label for number in both)
            expected = len(first) * len(second) / max(len(numbers), 1)
            if kind != "all":
                expected_in_all += expected
            else:
                expected = expected_in_all  # chance within each kind: kinds differ in how hard they are
            yield (
                f"{f'{one}, {other}':16}{kind:12}{len(numbers):6}{len(both):6}{same:6}{expected:8.1f}  "
                f"{_percent(same, len(numbers))}"
            )


def _is_wrong(trial: Trial, name: str, number: int) -> bool:
    return trial.said[name][number].label != trial.crops[number].label


def _calibration(trial: Trial) -> Iterator[str]:
    numbers = _figures(trial)
    yield "what a probability is worth: cells, said wrong, seen wrong (%)"
    yield f"{'probability':16}" + "".join(f"{name:>32}" for name in trial.said)
    for low, high in pairwise(BINS):
        row = f"{f'{low:g} to {min(high, 1):g}':16}"
        for said in trial.said.values():
            inside = [number for number in numbers if low <= said[number].probability < high]
            told = sum(1 - min(1.0, said[number].probability) for number in inside) / max(len(inside), 1)
            wrong = sum(said[number].label != trial.crops[number].label for number in inside)
            row += f"{f'{len(inside):5} {100 * told:5.2f}  {_percent(wrong, len(inside))}':>32}"
        yield row
    row = "true text, mean log loss: "
    yield row + ", ".join(f"{name} {_log_loss(said, numbers):.3f}" for name, said in trial.said.items())


def _log_loss(said: Sequence[Said], numbers: Sequence[int]) -> float:
    return -sum(math.log(max(said[number].true, 1e-4)) for number in numbers) / max(len(numbers), 1)


def _strokes(trial: Trial) -> Iterator[str]:
    yield "strokes and ones: cells, and what they were read as"
    for label in ("1", "/", "—", "-", ""):
        numbers = [number for number, crop in enumerate(trial.crops) if crop.label == label]
        if not numbers:
            continue
        yield f"{label or 'nothing'!s:8}{len(numbers):5}  " + "; ".join(
            f"{name} {_readings(said, numbers)}" for name, said in trial.said.items()
        )


def _readings(said: Sequence[Said], numbers: Sequence[int]) -> str:
    counts = Counter(said[number].label for number in numbers)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:4]
    return " ".join(f"{label or 'nothing'}:{count}" for label, count in ranked)


def _foreign(trial: Trial) -> Iterator[str]:
    numbers = [number for number, crop in enumerate(trial.crops) if FOREIGN in crop.label]
    yield f"words and figures with words, {len(numbers)} cells, read as a figure (of it at {SURE} or more):"
    for name, said in trial.said.items():
        figures = [number for number in numbers if said[number].label and FOREIGN not in said[number].label]
        sure = sum(said[number].probability >= SURE for number in figures)
        yield f"  {name:8}{_percent(len(figures), len(numbers))} {sure}"
