"""Grids of a report, located and decoded."""

from __future__ import annotations

from pipeline.forms import Form
from pipeline.stages.decode import decode
from pipeline.stages.locate import locate
from pipeline.types.grid import Grid
from pipeline.types.located import Located
from pipeline.types.reading import Value
from tests.grids import NO_OUTLINE, forms, layout

SEVEN = ["11", "12", "13", "14", "15", "16", "81"]
DISCLOSURE_2021 = [
    ["第二十条第（一）项", "", "", ""],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "1", "2", "3"],
    ["行政规范性文件", "4", "5", "6"],
    ["第二十条第（五）项", "", "", ""],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政许可", "7", "", ""],
    ["第二十条第（六）项", "", "", ""],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政处罚", "8", "", ""],
    ["行政强制", "9", "", ""],
    ["第二十条第（八）项", "", "", ""],
    ["信息内容", "本年收费金额（单位：万元）", "", ""],
    ["行政事业性收费", "10.5", "", ""],
]


def located(*grids: Grid, year: int | None = None) -> Located:
    return locate(layout(*grids), forms(), NO_OUTLINE, year=year)


def decoded(found: Located, form: Form | None = None) -> dict[str, Value]:
    """The values decided on by key."""
    return decode(found.readings, form or forms()[found.form])


def values(found: Located, form: Form | None = None) -> dict[str, object]:
    return {key: value.value for key, value in decoded(found, form).items()}


def sureness(found: Located, prefix: str) -> float:
    return min(reading.found for reading in found.readings if reading.key.startswith(prefix))


def statistics_rows() -> list[list[str]]:
    table = forms()["2014"].table_by_id["statistics"]
    rows = [["统计指标", "单位", "统计数"]]
    for number, row in enumerate(row for row in table.rows if not row.optional):
        rows.append([row.label, "——", "——"] if row.heading else [row.label, row.unit or "", str(number)])
    return rows
