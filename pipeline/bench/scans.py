"""What reading a scanned page costs, beside other programs on the same pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.bench.contenders import CONTENDERS
from pipeline.errors import UsageError

BASE = "rapidocr"
SAYS = {
    "gongkai": "this pipeline, file to record",
    "rapidocr": "RapidOCR, default settings, text only",
    "rapidocr-openvino": "RapidOCR on OpenVINO, text only",
    "paddleocr": "PaddleOCR, PP-OCRv6 small, text only",
    "img2table": "img2table with RapidOCR, tables only",
}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
SEED = 1
LONGEST = 3_600.0  # seconds that one program may take
EPILOG = """\b
Examples:
  gongkai bench scans scan.pdf another.pdf
  gongkai bench scans scans/*.pdf --only gongkai --only rapidocr
img2table is no dependency of the program: pip install img2table --no-deps, and
beautifulsoup4 and xlsxwriter (`uv sync --group bench` in a checkout).
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took; `trouble` says why it could not be measured."""

    pages: int = 0
    seconds: float = 0.0
    load: float = 0.0
    megabytes: float = 0.0
    trouble: str = ""


@click.command("scans", epilog=EPILOG)
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--only", multiple=True, type=click.Choice(list(CONTENDERS)), help="Measure this one; may be repeated.")
def scans(files: tuple[Path, ...], only: tuple[str, ...]) -> None:
    """Measure CPU seconds a page and peak memory of several programs on the same scanned FILES (PDF).

    Without FILES two scans are drawn.

    Each runs in a process of its own, on one thread. Loading is apart. For the others pages are drawn beforehand, at
    200 dpi; of this pipeline everything counts.
    """
    if any(path.suffix.lower() != ".pdf" for path in files):
        raise UsageError("name scanned PDFs: gongkai bench scans FILE...")
    with tempfile.TemporaryDirectory() as folder:
        paths = files or _draw(Path(folder))
        costs = {name: measure(name, paths) for name in only or CONTENDERS}
    for line in render(costs):
        click.echo(line)


def _draw(folder: Path) -> list[Path]:
    """A clean scan and a poor one, drawn into the folder."""
    from pipeline.synth.damage import damaged

    for kind in ("scan-clean", "scan-poor"):
        for name, content in damaged(SEED, kind, packing="pdf").files.items():
            (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def measure(name: str, files: Sequence[Path]) -> Cost:
    """The cost of a program, from a new process."""
    command = [sys.executable, "-m", "pipeline.bench.contenders", name, *map(str, files)]
    try:
        ended = subprocess.run(
            command, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return Cost(trouble="took too long")
    if ended.returncode:
        return Cost(trouble=(ended.stderr.strip().splitlines() or ["failed"])[-1])
    return Cost(**json.loads(ended.stdout.strip().splitlines()[-1]))


def render(costs: dict[str, Cost]) -> list[str]:
    """The lines that the command prints: each program's cost, and its share of plain RapidOCR's."""
    base = costs.get(BASE, Cost())
    each = base.seconds / base.pages if base.pages else 0.0
    lines = [f"{'program':40}{'pages':>6}{'CPU s a page':>14}{'of RapidOCR':>13}{'peak MB':>9}{'load s':>8}"]
    for name, cost in costs.items():
        if cost.trouble:
            lines.append(f"{SAYS[name]:40} not measured: {cost.trouble}")
            continue
        seconds = cost.seconds / max(cost.pages, 1)
        share = f"{seconds / each:.2f}" if each else ""
        lines.append(f"{SAYS[name]:40}{cost.pages:6}{seconds:14.2f}{share:>13}{cost.megabytes:9.0f}{cost.load:8.1f}")
    return lines
