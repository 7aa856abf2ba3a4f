"""What a person wrote into review.xlsx, checked before any of it counts."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.export.wording import words
from pipeline.forms import FieldSpec
from pipeline.schema import Meaning, Number
from pipeline.text.chinese_numbers import parse_numeral
from pipeline.text.normalise import simplify, squeeze
from pipeline.text.numerals import parse_cell

MARKS: dict[str, Meaning] = {
    "空白": "blank", "空": "blank", "blank": "blank", "empty": "blank",
    "看不清": "unparseable", "看不清楚": "unparseable", "无法辨认": "unparseable", "unreadable": "unparseable",
}  # fmt: skip
NEEDED = ("answer", "sha256", "key")
LARGEST = 1e12
Specs = Callable[[str], Mapping[str, FieldSpec] | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What row `row` (from 1) of the sheet says of a figure; `note` is the answer as typed where that is not plain."""

    row: int
    sha256: str
    key: str
    value: Number | None
    meaning: Meaning
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be taken, and why."""

    row: int
    why: str


def read_answers(path: Path, specs: Specs) -> tuple[tuple[Answer, ...], tuple[Problem, ...]]:
    """The answers of a filled-in sheet, and the rows that are wrong. Rows without an answer say nothing.

    `specs` gives the figures of the document with a digest, None where the output folder does not have it.

    Raises:
        UsageError: the file is no workbook, or no sheet of it has the columns of review.xlsx.
    """
    answers: dict[tuple[str, str], Answer] = {}
    problems = []
    for row, content in _rows(path):
        try:
            answer = _answer(row, content, specs)
            if answer is None:
                continue
            said = answers.setdefault((answer.sha256, answer.key), answer)
            if (said.value, said.meaning) != (answer.value, answer.meaning):
                raise ValueError(f"row {said.row} says otherwise of the same figure")
        except ValueError as error:
            problems.append(Problem(row, str(error)))
    return tuple(answers.values()), tuple(problems)


def parse_answer(content: object, spec: FieldSpec) -> tuple[Number | None, Meaning] | None:
    """Value and meaning of what was typed; None where nothing was.

    Raises:
        ValueError: it is neither a number that the figure can have, nor one of the marks.
    """
    if content is None:
        return None
    if isinstance(content, bool) or not isinstance(content, (int, float, str)):
        raise ValueError(f"{content} is not a number; format the cell as text and type it again")
    if isinstance(content, (int, float)):
        return _checked(content, spec), "number"
    text = squeeze(simplify(content)).lower()
    if not text:
        return None
    if text in MARKS:
        return None, MARKS[text]
    money = spec.unit == "万元"
    said = parse_cell(content, money=money)
    if said.value is not None:
        return _checked(said.value, spec), "number"
    if said.meaning != "unparseable":
        return None, said.meaning
    numeral = parse_numeral(simplify(content).strip())  # not squeezed: 12 13 are two numbers
    if numeral is None:
        raise ValueError(f"“{content}” is neither a number nor one of 空白 / - 无 不适用 看不清")
    return _checked(numeral.value, spec), "number"


def _checked(value: Number, spec: FieldSpec) -> Number:
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise ValueError(f"{value} is not a figure of a report")
    if value == int(value):
        value = int(value)
    elif not spec.decimal:
        raise ValueError(f"{value} is not a whole number, which {spec.label} is")
    if value < 0 and not spec.signed:
        raise ValueError(f"{value} is below 0, which {spec.label} cannot be")
    return value


def _answer(row: int, content: Mapping[str, Any], specs: Specs) -> Answer | None:
    typed = content["answer"]
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    digest, key = str(content["sha256"] or ""), str(content["key"] or "")
    known = specs(digest)
    if known is None:
        raise ValueError("its document is not in the output folder (was it read again since?)")
    if key not in known:
        raise ValueError(f"its form has no figure {key!r}")
    said = parse_answer(typed, known[key])
    if said is None:
        return None
    value, meaning = said
    plain = isinstance(typed, (int, float)) or str(value) == typed.strip()
    return Answer(row, digest, key, value, meaning, "" if plain else f"typed: {typed.strip()}")


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows under the headings, by the names of the columns."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UsageError(f"{path}: not an Excel workbook that can be read ({error})") from error
    try:
        for sheet in workbook.worksheets:
            rows = sheet.iter_rows(values_only=True)
            columns = _columns(next(rows, ()))
            if columns:
                for number, row in enumerate(rows, 2):
                    yield number, {name: row[at] if at < len(row) else None for name, at in columns.items()}
                return
    finally:
        workbook.close()
    raise UsageError(f"{path}: no sheet has the columns {', '.join(str(words(name)) for name in NEEDED)}")


def _columns(header: tuple[Any, ...]) -> dict[str, int]:
    """Where the columns stand that are needed; empty where one is missing. Order and further columns do not matter."""
    titles = [str(cell).strip() for cell in header]
    found = {name: titles.index(str(words(name))) for name in NEEDED if str(words(name)) in titles}
    return found if len(found) == len(NEEDED) else {}
