"""Drawing one sample: figures, narrative, draft, file."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pipeline.assets import asset
from pipeline.errors import UsageError
from pipeline.forms import Form, load_forms
from pipeline.schema import Number
from pipeline.synth.agency import Agency, draw_agency
from pipeline.synth.compose import compose, without_prose
from pipeline.synth.document import Draft, Passage
from pipeline.synth.layouts import choose
from pipeline.synth.prose import Scene, Told, write_story
from pipeline.synth.prose.teller import Teller
from pipeline.synth.prose.titles import section_titles
from pipeline.synth.render import Look, render
from pipeline.synth.render.plain import PlainLook
from pipeline.synth.sample import KINDS, DrawnKind, Order, Sample, Truth
from pipeline.synth.script import to_script
from pipeline.synth.tables import Printer
from pipeline.synth.values import Values, Wishes, draw_values

LAST_YEAR = 2025


@dataclass(frozen=True, slots=True)
class Drafted:
    """A report with everything decided that shows, before it is a file."""

    kind: DrawnKind
    layout: str
    look: Look
    draft: Draft
    truth: Truth


@dataclass(frozen=True, slots=True)
class Chapter:
    """One year of an agency that reports over several: `settle` bends the figures to those of the year before."""

    agency: Agency
    year: int
    form: str
    settle: Callable[[Form, Values], Values]


def draw(
    seed: int,
    order: Order | None = None,
    *,
    forms: Mapping[str, Form] | None = None,
    chapter: Chapter | None = None,
) -> Sample:
    """The sample of that seed and order, the same bytes each time; `chapter` says whose it is, and of which year.

    Raises:
        UsageError: no such form or layout, or neither tables nor prose are wanted.
        SetupError: fonts or libraries for the kind are missing.
    """
    drafted = draw_draft(seed, order, forms=forms, chapter=chapter)
    file = render(drafted.draft, drafted.look, stream(seed, "render"))
    truth = replace(drafted.truth, variant=f"{drafted.kind}-{drafted.layout}")
    name = f"{drafted.kind}-{truth.form}-{drafted.layout}-{seed:04}"
    return Sample(name, drafted.kind, drafted.layout, file.content, truth, drafted.draft, file.places)


def draw_draft(
    seed: int,
    order: Order | None = None,
    *,
    forms: Mapping[str, Form] | None = None,
    chapter: Chapter | None = None,
) -> Drafted:
    """The report of that seed and order before it is a file; its truth names no variant yet.

    Raises:
        UsageError: no such form or layout, or neither tables nor prose are wanted.
    """
    order = order or Order()
    if not (order.tables or order.prose):
        raise UsageError("a report without tables and without prose says nothing")
    forms = _forms() if forms is None else forms
    choosing = stream(seed, "choice")
    kind = choosing.choice(KINDS) if order.kind is None else order.kind
    form = _form(forms, order.form or choosing.choice(sorted(forms)))
    year = _year(form, choosing)
    agency = draw_agency(year, choosing)
    if chapter is not None:
        form, year, agency = _form(forms, chapter.form), chapter.year, chapter.agency
    chosen = choose(kind, order.layout, order.script, stream(seed, "layout"))
    values = draw_values(form, _wishes(order, agency, chosen.look, choosing), stream(seed, "values"))
    if chapter is not None:
        values = chapter.settle(form, values)
    prose = stream(seed, "prose")
    slips = order.slips if order.slips is not None else int(choosing.random() < 0.08)
    titles = section_titles(form, chosen.words, prose)
    scene = Scene(form, agency, year, chosen.words, titles, tables=order.tables)
    teller = Teller(values, prose, slips=slips, exact=not order.tables)
    story = write_story(scene, teller)
    draft = compose(scene, story, Printer(form, values, chosen.words, stream(seed, "tables")))
    if not order.prose:
        draft = without_prose(draft)
    truth = _truth(draft, values, story.told if order.prose else (), tables=order.tables)
    return Drafted(kind, chosen.name, chosen.look, to_script(draft, chosen.script), truth)


def stream(seed: int, part: str) -> random.Random:
    """Chances of its own for each part, so that a new sentence does not change the figures."""
    return random.Random(f"{seed}/{part}")


@cache
def _forms() -> Mapping[str, Form]:
    return load_forms(asset("configs", "forms").glob("*.yaml"))


def _form(forms: Mapping[str, Form], name: str) -> Form:
    if name not in forms:
        raise UsageError(f"no form {name!r}; known are {', '.join(sorted(forms))}")
    return forms[name]


def _year(form: Form, rng: random.Random) -> int:
    first, last = form.file.cited.years or (LAST_YEAR - 4, LAST_YEAR)
    last = min(last, LAST_YEAR)
    year = rng.randint(max(first, last - 4), last)
    return year + rng.randint(1, 3) if rng.random() < 0.08 and year + 3 <= LAST_YEAR else year  # old forms live on


def _wishes(order: Order, agency: Agency, look: Look, rng: random.Random) -> Wishes:
    errors = rng.choices((0, 1, 2, 3), (65, 20, 10, 5))[0]
    marks, hybrid = rng.random() < 0.45, rng.random() < 0.15
    return Wishes(
        size=order.size or agency.size,
        hybrid=hybrid if order.hybrid is None else order.hybrid,
        marks=marks if order.marks is None else order.marks,
        blanks=not (isinstance(look, PlainLook) and look.tables == "lines"),
        errors=errors if order.errors is None else order.errors,
    )


def _truth(draft: Draft, values: Values, told: tuple[Told, ...], *, tables: bool) -> Truth:
    figures = values.figures
    stated = {one.keys[0]: one.value for one in told if len(one.keys) == 1 and one.agreement == "agrees"}
    fields: dict[str, Number | None] = {key: figure.value for key, figure in figures.items()}
    return Truth(
        form=draft.form,
        year=draft.year,
        agency=draft.agency,
        variant="",
        hybrid=values.hybrid,
        fields=fields if tables else {key: stated[key] for key in figures if key in stated},
        meaning={key: figure.meaning for key, figure in figures.items() if figure.value is None} if tables else {},
        broken_checks=values.broken if tables else (),
        published_on=draft.published_on,
        sections=tuple(
            (block.section, block.whole)
            for block in draft.blocks
            if isinstance(block, Passage) and block.role == "heading" and block.section is not None
        ),
        prose=told,
    )
