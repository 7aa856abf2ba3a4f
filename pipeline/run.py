"""One report, stage by stage: the table of contents of the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.assets import asset
from pipeline.engines.layer_prover import LayerProver
from pipeline.engines.names import (
    CELL_READERS,
    CONVERTERS,
    ORIENTATION_FINDERS,
    PAGE_READERS,
    PHRASE_FINDERS,
    READERS,
    TABLE_FINDERS,
    TOPIC_CLASSIFIERS,
    engine,
)
from pipeline.engines.ocr.kept import KeptCells, KeptPages, Readings, user_folder
from pipeline.engines.ocr.thrifty import ThriftyCells
from pipeline.engines.rendering import draw, page_sizes, picture
from pipeline.engines.sight.cells import GridReader
from pipeline.engines.sight.reader import PictureReader
from pipeline.engines.sight.softened import KnownWords, SoftenedCells, TwoViews
from pipeline.engines.sight.turning import Turner
from pipeline.errors import DocumentError
from pipeline.forms import Form, load_forms
from pipeline.forms.words import Words
from pipeline.imaging.softening import blunt, halve, soften, soften_coarse, widen
from pipeline.schema import FailedSource, Failure, Report
from pipeline.settings import Settings, default_settings
from pipeline.stages.calibrate import calibrate, group_fields
from pipeline.stages.check import check
from pipeline.stages.compare import compare
from pipeline.stages.compose import Findings, compose
from pipeline.stages.decode import decode
from pipeline.stages.describe import describe
from pipeline.stages.fill import readings_from_claims
from pipeline.stages.gather import gather, pages_in
from pipeline.stages.identify import Converter, identify
from pipeline.stages.judge import as_shown, judge
from pipeline.stages.locate import locate
from pipeline.stages.location.spoken import spoken_keys
from pipeline.stages.narrate import narrate
from pipeline.stages.outline import outline
from pipeline.stages.prove import prove
from pipeline.stages.recognise import is_report
from pipeline.stages.see import see
from pipeline.stages.settle import settle
from pipeline.stages.tabulate import tabulate
from pipeline.stages.unfold import unfold
from pipeline.trust.calibration import load_calibration, shipped_calibration
from pipeline.trust.policy import Policy
from pipeline.trust.promising import promise
from pipeline.types.page import Page, Transcript

if TYPE_CHECKING:
    from pipeline.engines.protocols import CellReader, DocumentReader, PhraseFinder, TopicClassifier
    from pipeline.types.grid import Grid
    from pipeline.types.source import SourceFile


PAGED = ("pdf", "image")  # kinds whose places are boxes on pages


@dataclass(frozen=True)
class Kit:
    """Everything a run needs beside the document: settings, forms, and engines made when first asked for."""

    settings: Settings

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms that come with the program, and those of the settings."""
        folders = [asset("configs", "forms"), *self.settings.forms.extra]
        return load_forms(
            file for path in folders for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])
        )

    @cached_property
    def _readers(self) -> dict[str, DocumentReader]:
        return {}

    def reader(self, kind: str) -> DocumentReader:
        """The reader of a kind of file."""
        if kind not in self._readers:
            self._readers[kind] = engine(READERS, kind, **self.settings.limits.of_reader(kind))
        return self._readers[kind]

    @cached_property
    def topics(self) -> TopicClassifier:
        """What says what a paragraph is about."""
        classifier: TopicClassifier = engine(TOPIC_CLASSIFIERS, self.settings.topics.classifier)
        return classifier

    @cached_property
    def phrases(self) -> PhraseFinder:
        """What finds figures in clauses."""
        finder: PhraseFinder = engine(PHRASE_FINDERS, "spacy")
        return finder

    @cached_property
    def policy(self) -> Policy:
        """When a figure is accepted.

        Raises:
            ConfigError: the file of the calibration is none.
            UsageError: the promise that the settings ask for cannot be kept.
        """
        accept = self.settings.accept
        path = accept.calibration or shipped_calibration()
        calibration = load_calibration(path) if path is not None else None
        if accept.max_error is None:
            return Policy(accept.threshold, calibration)
        return Policy(accept.threshold, calibration, promise(calibration, accept.max_error))

    @cached_property
    def eyes(self) -> PictureReader | None:
        """What reads pictures of pages; None where OCR is switched off."""
        name = self.settings.ocr.engine
        if name == "none":
            return None
        cells = engine(CELL_READERS, name)
        quick: CellReader = engine(CELL_READERS, "paddleocr", weights="PP-OCRv6_tiny")
        digits: CellReader = engine(CELL_READERS, "digits")
        shared = {"cells": cells, "quick": quick} if name == "paddleocr" else {}
        pages = engine(PAGE_READERS, name, **shared)
        if self.settings.ocr.cache:
            readings = Readings(user_folder())
            cells, pages = KeptCells(cells, readings), KeptPages(pages, readings)
            quick, digits = KeptCells(quick, readings), KeptCells(digits, readings)
        knows = Words(self.forms.values()).know
        thrifty = ThriftyCells(cells, quick, digits, knows)
        return PictureReader(
            grids=GridReader(
                cells=thrifty,
                others=(quick, digits),
                bilevel=(SoftenedCells(cells), SoftenedCells(quick), TwoViews(digits, blunt, widen)),
                coarse=(
                    TwoViews(cells, soften, soften_coarse),
                    TwoViews(quick, soften, soften_coarse),
                    TwoViews(digits, blunt, halve),
                ),
                words=KnownWords(thrifty, (soften, halve, soften_coarse), knows),
            ),
            pages=pages,
            turner=Turner(engine(ORIENTATION_FINDERS, "rapid"), pages, knows),
        )

    @cached_property
    def prover(self) -> LayerProver | None:
        """What compares text layers with drawn pages; None where that, or OCR, is switched off."""
        if self.eyes is None or not self.settings.ocr.lie_check:
            return None
        return LayerProver(quick=self.eyes.grids.others[0], sure=self.eyes.grids.cells)

    def second_opinion(self, source: SourceFile) -> Callable[[Sequence[int]], dict[int, tuple[Grid, ...]]] | None:
        """What finds tables on the pages of a PDF where its rules do not give them; None where nothing does."""
        name = self.settings.tables.finder
        if source.kind != "pdf" or name == "none":
            return None
        return lambda pages: engine(TABLE_FINDERS, name).find(source, pages)


@lru_cache(maxsize=4)
def kit_for(settings: Settings) -> Kit:
    """The kit for these settings; made once, since models take seconds to load."""
    return Kit(settings)


def read(path: Path | Sequence[Path], *, name: str | None = None, kit: Kit | None = None) -> Report | Failure:
    """Read one report.

    Returns its record, or a Failure where the document cannot be read; never raises for a bad document.

    Args:
        path: the file; or pictures of the report's pages: a folder, whose pictures are taken in natural order, or
            their files in order.
        name: its path relative to the input root, as records name it; by default its file name.
        kit: settings, forms and engines; by default those of the program's own settings.
    """
    kit = kit if kit is not None else kit_for(default_settings())
    if name is None:
        name = _name(path)
    source = None
    try:
        with engine(CONVERTERS, "libreoffice") as office:  # started only for a kind that needs it
            source = _source(path, name, office.convert)
            return read_source(source, kit)
    except DocumentError as error:
        sha256, kind = (source.sha256, source.kind) if source is not None else (None, error.kind)
        failed = FailedSource(path=name, paths=(name,), sha256=sha256, kind=kind)
        stage = "identify" if source is None else "read"
        return Failure(source=failed, reason=error.reason, stage=stage, page=error.page, message=error.message)


def _name(path: Path | Sequence[Path]) -> str:
    if isinstance(path, Path):
        return path.name or path.resolve().name
    return path[0].resolve().parent.name if path else "pages"


def _source(path: Path | Sequence[Path], name: str, convert: Converter) -> SourceFile:
    if isinstance(path, Path) and not path.is_dir():
        return identify(path, name=name, convert=convert)
    try:
        files = pages_in(path) if isinstance(path, Path) else path
    except OSError as error:
        raise DocumentError("unreadable_file", f"the folder cannot be listed ({error.strerror or error})") from error
    return gather(files, name=name)


def read_source(source: SourceFile, kit: Kit) -> Report:
    """All stages, from the identified file to the record.

    Raises:
        DocumentError: the document cannot be read, or is no annual report on disclosure.
    """
    transcript = _transcribe(source, kit)
    layout = tabulate(transcript, tuple(kit.forms.values()), kit.second_opinion(source))
    if source.kind not in PAGED:
        layout = settle(layout)
    prose = outline(layout, kit.forms, kit.topics)
    if not is_report(layout, prose, kit.forms.values()):
        raise DocumentError("not_a_report", NOT_A_REPORT)
    about = describe(layout, prose, site=transcript.site, name=source.paths[0])
    located = locate(layout, kit.forms, prose, year=about.year.value)
    remarks = (*source.remarks, *transcript.remarks)
    findings = Findings(layout, prose, about, located, remarks=remarks, encoding=transcript.encoding)
    if located.form in kit.forms:
        findings = _read_figures(findings, kit)
    return compose(source, findings)


def _transcribe(source: SourceFile, kit: Kit) -> Transcript:
    """Text where there is text that can be believed, pixels where there is not."""
    eyes = kit.eyes
    if eyes is None and source.kind == "image":
        raise DocumentError("needs_ocr", "a picture of a report is read by OCR, which is switched off (`ocr.engine`)")
    try:
        transcript = kit.reader(source.kind).read(source)
    except DocumentError as error:
        if error.reason != "needs_ocr" or eyes is None:
            raise
        sizes = page_sizes(source)
        transcript = Transcript(tuple(Page(number, *size, ()) for number, size in enumerate(sizes, 1)))
    if eyes is None:
        return transcript
    if source.kind not in PAGED:
        return unfold(transcript, picture, eyes.read)
    if source.kind == "pdf" and kit.prover is not None:
        transcript = prove(transcript, partial(kit.prover.look, source))
    return see(transcript, partial(draw, source), eyes.read)


def _read_figures(findings: Findings, kit: Kit) -> Findings:
    located = findings.located
    form = kit.forms[located.form]
    claims = narrate(findings.outline, form, kit.phrases)
    lost = set(located.missing) - set(located.unread)
    told = [reading for reading in readings_from_claims(claims, form) if form.specs[reading.key].table in lost]
    values = decode((*located.readings, *told), form)
    checks = check(values, form)
    texts = (paragraph.text for section in findings.outline.sections for paragraph in section.paragraphs)
    located = replace(located, hidden=(*located.hidden, *spoken_keys(claims, texts, form, lost)))
    judged = judge(values, checks, located, form, accept=kit.policy.floor)
    grids = findings.layout.grids
    engines = {one.key: grids[one.grid].engine for one in located.readings if one.grid is not None}
    groups = group_fields(judged, checks, engines)
    fields = calibrate(judged, groups, kit.policy)
    shown = as_shown(values, judged)
    return replace(
        findings,
        fields=fields,
        checks=check(shown, form),
        prose=compare(claims, shown, form),
        calibrated=kit.policy.measured(groups.values()),
        promise=kit.policy.promise,
    )


NOT_A_REPORT = (
    "no title, section heading or table of an annual report on government information disclosure was found; "
    "take the file out of the folder, or, if it is one, report it as a form that is not known"
)
