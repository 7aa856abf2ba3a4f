"""Printed tables: their topology is whole, and what a cell prints is read back as the figure."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipeline.synth.document import PrintedTable
from pipeline.synth.tables import Printer, print_tables
from pipeline.synth.values import Wishes, draw_values
from pipeline.synth.words import draw_words
from pipeline.text.numerals import parse_cell
from tests.builders import forms

NAMES = ("2014", "2019", "2021")


def printed(name: str, seed: int, **fixed: object) -> tuple[Printer, list[PrintedTable]]:
    rng = random.Random(seed)
    form = forms()[name]
    values = draw_values(form, Wishes(marks=True, hybrid=seed % 3 == 0, size="large"), rng)
    printer = Printer(form, values, replace(draw_words(rng), **fixed), rng)  # type: ignore[arg-type]
    sections = [section.key for section in form.file.sections]
    blocks = [block for section in (*sections, None) for block in print_tables(printer, section)]
    return printer, [block for block in blocks if isinstance(block, PrintedTable)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(12))
def test_every_slot_of_the_grid_belongs_to_one_cell(name: str, seed: int) -> None:
    for table in printed(name, seed)[1]:
        slots: set[tuple[int, int]] = set()
        for row, column, cell in table.placed():
            taken = {(row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
            assert not slots & taken
            slots |= taken
        assert slots == {(row, column) for row in range(len(table.rows)) for column in range(table.columns)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(12))
def test_each_figure_has_one_cell_and_is_read_back(name: str, seed: int) -> None:
    printer, tables = printed(name, seed)
    cells = [cell for table in tables for row in table.rows for cell in row if cell.key is not None]
    assert [cell.key for cell in cells] == list(printer.values.figures)
    for cell in cells:
        assert cell.key is not None
        spec = printer.form.specs[cell.key]
        said = parse_cell(cell.text, money=spec.unit == "万元")
        figure = printer.values.figures[cell.key]
        assert said.meaning == figure.meaning, cell
        assert said.value == pytest.approx(figure.value), cell


def test_the_official_topology_of_the_2021_form() -> None:
    _, (disclosure, requests, disputes) = printed("2021", 1, disclosure="one", corner_note=True, headers="plain")
    assert disclosure.columns == 4
    assert requests.columns == 10
    assert requests.header_rows == 3
    assert len(requests.rows) == 28
    corner, banner = requests.rows[0]
    assert (corner.rowspan, corner.colspan, banner.colspan) == (3, 3, 7)
    outcomes = next(cell for row in requests.rows for cell in row if cell.text.startswith("三、"))
    assert outcomes.rowspan == 22
    assert [cell.text for cell in disputes.rows[0]] == ["行政复议", "行政诉讼"]
    assert (disputes.rows[0][0].rowspan, disputes.rows[0][1].colspan) == (2, 10)
    assert len(disputes.rows[-1]) == 15


def test_labels_are_written_as_agencies_write_them() -> None:
    cut = printed("2019", 1, headers="cut", disclosure="one", halfwidth=False)[1][0]
    assert [cell.text for cell in cut.rows[1]].count("本年新") == 2
    spaced = printed("2021", 1, headers="spaced")[1][-1]
    assert spaced.rows[2][0].text == "结 果 维 持"
    vertical = printed("2021", 1, headers="vertical")[1][-1]
    assert vertical.rows[2][0].text == "结\n果\n维\n持"


def test_small_tables_stand_apart_where_the_report_has_them_so() -> None:
    assert len(printed("2021", 1, disclosure="inside")[1]) == 6
    assert len(printed("2019", 1, disclosure="above")[1]) == 7
