"""Figures in the narrative that differ from the tables."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.preflight.case import Case
from pipeline.preflight.finding import Spot
from pipeline.preflight.hit import Hint, Hit, Said
from pipeline.schema import Level, ProseFigure
from pipeline.text.normalise import clean, squeeze

LONGEST = 60


def prose_disagrees(case: Case) -> Iterator[Hit]:
    """The narrative states another figure than the table."""
    for figure in case.report.prose:
        if figure.agreement != "disagrees":
            continue
        keys = tuple(key for key in (figure.keys or (figure.key,)) if key is not None and key in case.report.fields)
        values: dict[str, Said] = {
            "stated": figure.value,
            "text": _shortened(figure.text),
            "cells": tuple(f"{case.label(key)} {_printed(case, key)}" for key in keys) or ("—",),
        }
        spot = Spot(place=figure.place, label="", excerpt=_shortened(figure.text))
        yield Hit(_level(case, figure, keys), values, (spot, *case.cells(keys)), keys, tuple(_hints(figure)))


def _level(case: Case, figure: ProseFigure, keys: tuple[str, ...]) -> Level:
    """A rounded figure, one of the whole area, or one beside a doubtful cell may be right all the same."""
    doubtful = any(case.report.fields[key].status != "accepted" for key in keys)
    return "warning" if doubtful or not keys or figure.hedge is not None or figure.scope == "area" else "error"


def _hints(figure: ProseFigure) -> Iterator[Hint]:
    if figure.scope == "area":
        yield Hint("area")
    if figure.hedge is not None:
        yield Hint("hedged", {"hedge": figure.hedge})
    if figure.note is not None:
        yield Hint("note", {"note": figure.note})


def _printed(case: Case, key: str) -> str:
    field = case.report.fields[key]
    return str(field.value) if field.value is not None else f"“{field.raw}”"


def _shortened(text: str) -> str:
    line = squeeze(clean(text))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
