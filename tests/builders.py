"""Reports built by hand: a whole form with sums that hold, places on a page or in cells, and doubts where asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from pipeline.assets import asset
from pipeline.forms import Form, load_forms
from pipeline.schema import (
    Alternative,
    Box,
    CellPlace,
    Check,
    FailedSource,
    Failure,
    Field,
    FormEvidence,
    Kind,
    Meaning,
    Number,
    PagePlace,
    Paragraph,
    ProseFigure,
    Reason,
    Remark,
    Report,
    Section,
    Source,
    Stated,
    Status,
    Table,
    TableCell,
)
from pipeline.stages.check import check
from pipeline.types.reading import Reading, Value

AGENCY = "云岭市档案局"
TEXT = "本年度共收到政府信息公开申请12件，上年结转0件。"
PER_ROW = 7


@cache
def forms() -> dict[str, Form]:
    """The forms of the repository."""
    return load_forms(asset("configs", "forms").glob("*.yaml"))


def digest_of(text: str) -> str:
    """A digest that nothing real bears."""
    return hashlib.sha256(text.encode()).hexdigest()


def make_field(value: Number | None = 0, *, status: Status = "accepted", **changes: object) -> Field:
    """A field that reads `value`; `changes` replace what follows from it."""
    meaning: Meaning = "number" if value is not None else "blank"
    made = Field(
        value=value, raw="" if value is None else str(value), meaning=meaning, unit="件",
        confidence=0.999 if status == "accepted" else 0.4, found=0.9995, read=0.9995 if status == "accepted" else 0.4,
        status=status, origin="text", place=None, seen=0.9995 if status == "accepted" else 0.4, readers=1, agreed=True,
    )  # fmt: skip
    return made.model_copy(update=changes)


def make_report(
    path: str = "云岭/2023年报.pdf",
    *,
    form: str = "2021",
    kind: Kind = "pdf",
    values: Mapping[str, Number | None] | None = None,
    doubts: Iterable[str] = (),
    **changes: object,
) -> Report:
    """A report on `form` whose figures are all 0 but for `values`; `doubts` are for review, `changes` replace parts."""
    spec = forms()[form]
    fields, tables = _fields(spec, dict(values or {}), set(doubts), kind)
    made = Report(
        source=Source(
            path=path, paths=(path,), sha256=digest_of(path), kind=kind, pages=2 if kind == "pdf" else None,
            encoding="utf-8" if kind == "txt" else None,
        ),
        form=form,
        form_evidence=FormEvidence(labels={"本年制发件数": (form,)}, votes={form: 3.0}, decided_by="cells"),
        agency=Stated[str](value=AGENCY, raw=AGENCY, confidence=0.98),
        region=Stated[str](),
        year=Stated[int](value=2023, raw="2023年", confidence=0.99),
        published_on=Stated[str](value="2024-01-15", raw="2024年1月15日", confidence=0.9),
        sections=(_section(),),
        tables=tables,
        fields=fields,
        prose=(_claim(),),
        checks=checks_of(fields, spec),
        warnings=(Remark(code="title_twice", message="the title is printed twice", page=1),),
    )  # fmt: skip
    return made.model_copy(update=changes)


def make_failure(
    path: str = "云岭/扫描件.pdf", *, reason: Reason = "needs_ocr", message: str = "read it by OCR"
) -> Failure:
    """A document that could not be read."""
    source = FailedSource(path=path, paths=(path,), sha256=digest_of(path), kind="pdf")
    return Failure(source=source, reason=reason, stage="read", page=1, message=message)


def checks_of(fields: Mapping[str, Field], form: Form) -> tuple[Check, ...]:
    """The form's identities on these fields, by the stage that the run uses."""
    values = {key: _value(key, field) for key, field in fields.items() if field.origin is not None}
    return check(values, form)


def always(result: Report | Failure) -> Callable[..., Report | Failure]:
    """A reading function that gives the same for every file, under the file's own content and path."""

    def read(location: object, path: str) -> Report | Failure:
        content = location.read_bytes()  # type: ignore[attr-defined]
        source = result.source.model_copy(
            update={"path": path, "paths": (path,), "sha256": hashlib.sha256(content).hexdigest()}
        )
        return result.model_copy(update={"source": source})

    return read


def _value(key: str, field: Field) -> Value:
    reading = Reading(key, (), field.origin or "text", field.place, field.found, field.origin not in ("ocr", "repair"))
    return Value(key, field.raw, field.value, field.meaning or "unparseable", field.unit, field.read, reading)


def _fields(
    form: Form, values: dict[str, Number | None], doubts: set[str], kind: Kind
) -> tuple[dict[str, Field], tuple[Table, ...]]:
    fields: dict[str, Field] = {}
    cells: list[TableCell] = []
    keys = [key for key, spec in form.specs.items() if not spec.optional or key in values]
    for number, key in enumerate(keys):
        row, column = divmod(number, PER_ROW)
        page = 1 if row < 18 else 2
        box = _box(row if page == 1 else row - 18, column)
        value = values.get(key, 0)
        place = (
            PagePlace(page=page, box=box) if kind in ("pdf", "image") else CellPlace(table=0, row=row, column=column)
        )
        status: Status = "review" if key in doubts else "accepted"
        made = make_field(value, status=status, place=place, unit=form.specs[key].unit)
        if key in doubts:
            other = Alternative(value=7, raw="7", meaning="number", confidence=0.2)
            made = made.model_copy(update={"alternatives": (other,)})
        fields[key] = made
        if isinstance(place, PagePlace):
            cells.append(TableCell(row=row, column=column, text=made.raw, page=page, box=box))
        else:
            cells.append(TableCell(row=row, column=column, text=made.raw, place=place))
    pages = (1, 2) if kind == "pdf" else ()
    rows = (len(keys) + PER_ROW - 1) // PER_ROW
    table = Table(
        index=0, matched=("requests",), engine="built", pages=pages, rows=rows, columns=PER_ROW, cells=tuple(cells)
    )
    return fields, (table,)


def _box(row: int, column: int) -> Box:
    return Box(80.0 + column * 60, 100.0 + row * 36, 140.0 + column * 60, 136.0 + row * 36)


def _section() -> Section:
    place = PagePlace(page=1, box=Box(80, 60, 500, 80))
    paragraph = Paragraph(
        text=TEXT, place=place, section="overview", section_confidence=0.98, topic="requests", topic_confidence=0.9
    )
    return Section(key="overview", title="一、总体情况", confidence=0.99, paragraphs=(paragraph,))


def _claim() -> ProseFigure:
    place = PagePlace(page=1, box=Box(80, 60, 500, 80))
    return ProseFigure(
        key="requests.new.total", value=12, text="收到政府信息公开申请12件", place=place, agreement="disagrees"
    )
