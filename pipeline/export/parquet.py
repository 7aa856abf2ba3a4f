"""fields.parquet and checks.parquet: one row a figure, one row an identity, sorted by record and in form order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.atomic import whole_file
from pipeline.export.exporter import Add, Order
from pipeline.forms import FieldSpec
from pipeline.schema import CellPlace, Check, Field, PagePlace, Place, Report, TextPlace

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_A_GROUP = 100_000  # about 500 reports; bounds the memory of a run over any number of them
TEXT, NUMBER, WHOLE, TRUTH, TEXTS = "string", "double", "int32", "bool", "list<string>"
HEAD = {
    "name": TEXT,
    "path": TEXT,
    "sha256": TEXT,
    "kind": TEXT,
    "form": TEXT,
    "agency": TEXT,
    "region": TEXT,
    "year": WHOLE,
}
FIELD_COLUMNS = {
    **HEAD, "key": TEXT, "table": TEXT, "row": TEXT, "column": TEXT, "label": TEXT, "value": NUMBER, "raw": TEXT,
    "meaning": TEXT, "unit": TEXT, "status": TEXT, "confidence": NUMBER, "found": NUMBER, "read": NUMBER,
    "origin": TEXT, "in_broken_sum": TRUTH, "place": TEXT, "page": WHOLE, "x0": NUMBER, "top": NUMBER, "x1": NUMBER,
    "bottom": NUMBER, "place_table": WHOLE, "place_row": WHOLE, "place_column": WHOLE,
    "paragraph": WHOLE, "start": WHOLE, "end": WHOLE,
}  # fmt: skip
CHECK_COLUMNS = {
    **HEAD, "id": TEXT, "at": TEXT, "level": TEXT, "verdict": TEXT, "blame": TEXT, "left": NUMBER, "right": NUMBER,
    "keys": TEXTS, "explanation": TEXT,
}  # fmt: skip
UNLABELLED = (None,) * 4
NOWHERE = (None,) * 11


@contextmanager
def export_parquet(order: Order) -> Iterator[Add]:
    """Write both files, zstd, with dictionaries, the same column types whatever is in them."""
    labels = {name: {key: _labels(spec) for key, spec in form.specs.items()} for name, form in order.forms.items()}
    with (
        whole_file(order.out / "fields.parquet") as fields_path,
        whole_file(order.out / "checks.parquet") as checks_path,
        _Sink.to(str(fields_path), FIELD_COLUMNS) as fields,
        _Sink.to(str(checks_path), CHECK_COLUMNS) as checks,
    ):

        def add(name: str, report: Report) -> None:
            head = _head(name, report)
            broken = {key for check in report.checks if check.verdict == "broken" for key in check.keys}
            known = labels.get(report.form, {})
            rows = (
                (*head, key, *known.get(key, UNLABELLED), *_field_row(one), key in broken, *_place(one.place))
                for key, one in report.fields.items()
            )
            fields.extend(rows)
            checks.extend((*head, *_check_row(check)) for check in report.checks)

        yield add


class _Sink:
    """Rows on their way into a Parquet file, a row group at a time."""

    def __init__(self, writer: Any, schema: pa.Schema) -> None:
        self.writer, self.schema = writer, schema
        self.rows: list[tuple[Any, ...]] = []

    @classmethod
    @contextmanager
    def to(cls, path: str, columns: Mapping[str, str]) -> Iterator[_Sink]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        types = {
            TEXT: pa.string(),
            NUMBER: pa.float64(),
            WHOLE: pa.int32(),
            TRUTH: pa.bool_(),
            TEXTS: pa.list_(pa.string()),
        }
        schema = pa.schema([pa.field(name, types[kind]) for name, kind in columns.items()])
        with pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=True, version="2.6") as writer:
            sink = cls(writer, schema)
            yield sink
            sink.flush(everything=True)

    def extend(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self.rows.extend(rows)
        if len(self.rows) >= ROWS_A_GROUP:
            self.flush()

    def flush(self, *, everything: bool = False) -> None:
        """Write whole row groups; groups do not depend on how rows came in, so that the file does not either."""
        import pyarrow as pa

        while len(self.rows) >= ROWS_A_GROUP or (everything and self.rows):
            group, self.rows = self.rows[:ROWS_A_GROUP], self.rows[ROWS_A_GROUP:]
            columns = zip(*group, strict=True)
            arrays = [pa.array(column, kind) for column, kind in zip(columns, self.schema.types, strict=True)]
            self.writer.write_table(pa.Table.from_arrays(arrays, schema=self.schema), row_group_size=ROWS_A_GROUP)


def _head(name: str, report: Report) -> tuple[Any, ...]:
    source = report.source
    return (
        name, source.path, source.sha256, source.kind, report.form, report.agency.value, report.region.value,
        report.year.value,
    )  # fmt: skip


def _labels(spec: FieldSpec) -> tuple[str | None, ...]:
    row, column = spec.row.key if spec.row else None, spec.column.key if spec.column else None
    return spec.table, row, column, spec.label


def _field_row(one: Field) -> tuple[Any, ...]:
    value = None if one.value is None else float(one.value)
    return value, one.raw, one.meaning, one.unit, one.status, one.confidence, one.found, one.read, one.origin


def _place(place: Place | None) -> tuple[Any, ...]:
    if isinstance(place, PagePlace):
        return ("page", place.page, *place.box, *NOWHERE[5:])
    if isinstance(place, CellPlace):
        return ("cell", *NOWHERE[:5], place.table, place.row, place.column, None, None, None)
    if isinstance(place, TextPlace):
        return ("text", *NOWHERE[:8], place.paragraph, place.start, place.end)
    return (None, *NOWHERE)


def _check_row(check: Check) -> tuple[Any, ...]:
    left = None if check.left is None else float(check.left)
    right = None if check.right is None else float(check.right)
    return (
        check.id, check.at, check.level, check.verdict, check.blame, left, right, list(check.keys), check.explanation,
    )  # fmt: skip
