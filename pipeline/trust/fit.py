"""Observations -> calibration."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.trust.calibration import DIGITS, Calibration, Step
from pipeline.trust.intervals import upper_bound
from pipeline.trust.monotone import Block, blocks
from pipeline.trust.observation import Observation, fold_of

FOLDS = 10


def fit(observations: Iterable[Observation]) -> Calibration:
    """The calibration that the observations give, group by group."""
    grouped: defaultdict[str, list[Observation]] = defaultdict(list)
    for one in observations:
        grouped[one.group].append(one)
    every = [one for group in grouped.values() for one in group]
    measured = {
        "documents": len({one.document for one in every}),
        "cells": len(every),
        "wrong": sum(not one.right for one in every),
    }
    return Calibration(measured=measured, groups={name: _steps(grouped[name]) for name in sorted(grouped)})


def held_out(
    observations: Sequence[Observation], *, learn: Sequence[Observation] | None = None, folds: int = FOLDS
) -> list[float]:
    """For each observation the confidence that the documents of the other folds give it, in the same order.

    `learn` is what is fitted on, by default the observations themselves.
    """
    learn = observations if learn is None else learn
    said: list[float] = []
    fitted = [fit(one for one in learn if fold_of(one.document, folds) != fold) for fold in range(folds)]
    for one in observations:
        probability = fitted[fold_of(one.document, folds)].probability(one.score, one.group)
        said.append(one.score if probability is None else probability)
    return said


def errors_at_once(wrong_by_document: Iterable[int]) -> float:
    """How many errors come together: the mean size of the cluster that an error stands in, 1 where there is none.

    A shifted table puts dozens of wrong figures into one document; they are one mishap, not dozens.
    """
    sizes = [wrong for wrong in wrong_by_document if wrong]
    return sum(size * size for size in sizes) / sum(sizes) if sizes else 1.0


def clustered_upper_bound(wrong_by_document: Sequence[int], cells: int) -> float:
    """The 95 % upper bound of the error rate, with errors of one document counted as one mishap where they cluster."""
    size = errors_at_once(wrong_by_document)
    return upper_bound(sum(wrong_by_document) / size, cells / size)


def _steps(observations: Sequence[Observation]) -> tuple[Step, ...]:
    ordered = sorted(observations, key=lambda one: -one.score)
    wrong_in: Counter[str] = Counter()
    seen, found = 0, []
    for block in blocks((one.score, one.right) for one in observations):
        while seen < len(ordered) and ordered[seen].score >= block.score:
            wrong_in[ordered[seen].document] += not ordered[seen].right
            seen += 1
        found.append(_step(block, tuple(wrong_in.values()), seen))
    return tuple(found)


def _step(block: Block, wrong_by_document: Sequence[int], cells: int) -> Step:
    return Step(
        score=block.score,
        cells=block.cells,
        wrong=block.wrong,
        error=round(block.error, DIGITS),
        cells_above=cells,
        wrong_above=sum(wrong_by_document),
        upper=round(clustered_upper_bound(wrong_by_document, cells), DIGITS),
    )
