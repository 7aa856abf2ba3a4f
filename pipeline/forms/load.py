"""Loading form files, with file, line and key in every error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from pipeline.errors import FormError
from pipeline.forms.form import Form, build_specs
from pipeline.forms.language import AnyOf, FormFile
from pipeline.forms.prose_keys import prose_keys


def load_forms(paths: Iterable[Path]) -> dict[str, Form]:
    """All forms of the files, by name, in the order of the file names.

    Raises:
        FormError: a file is wrong, or two files name the same form.
    """
    forms: dict[str, Form] = {}
    for path in sorted(paths):
        form = load_form(path)
        if form.name in forms:
            raise FormError(path, 1, "form", f"the form {form.name!r} is in another file already")
        forms[form.name] = form
    return forms


def load_form(path: Path) -> Form:
    """The form of one file.

    Raises:
        FormError: the file cannot be read, is not YAML, or says something a form cannot say.
    """
    try:
        # round trip keeps the line of every key; YAML 1.2 is ruamel's default
        document = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FormError(path, line, "(YAML)", error.problem or str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(path, 1, "(file)", str(error)) from error
    if not isinstance(document, Mapping):
        raise FormError(path, 1, "(file)", "a form file is a mapping that starts with `form: NAME`")
    try:
        file = FormFile.model_validate(_plain(document))
    except ValidationError as error:
        first = error.errors()[0]
        line, key = _locate(document, first["loc"])
        raise FormError(path, line, key, first["msg"]) from error
    _check_references(path, document, file)
    specs = build_specs(file)
    for number, name in prose_keys(file):
        if name not in specs:
            line, key = _locate(document, ("prose", "figures", number))
            raise FormError(path, line, key, f"no field {name!r}")
    return Form(file=file, specs=specs)


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, Sequence) and not isinstance(node, str):
        return [_plain(value) for value in node]
    return node


def _locate(node: Any, loc: Sequence[int | str]) -> tuple[int, str]:
    """Line (from 1) and dotted key of what a validation error speaks of."""
    line, seen = 1, []
    for part in loc:
        if isinstance(node, Mapping) and part in node:
            line = node.lc.key(part)[0] + 1  # type: ignore[attr-defined]
            node = node[part]
        elif isinstance(node, Sequence) and not isinstance(node, str) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1  # type: ignore[attr-defined]
            node = node[part]
        else:
            if isinstance(node, Mapping) and isinstance(part, str) and part.isidentifier():
                seen.append(part)
            break
        seen.append(str(part))
    return line, ".".join(seen) or "(file)"


def _check_references(path: Path, document: Any, file: FormFile) -> None:
    """Names that nothing bears: an identity over a table, row or column that the form does not have."""
    tables = {table.id: table for table in file.tables}
    for number, table in enumerate(file.tables):
        rows = {row.key for row in table.rows}
        for index, row in enumerate(table.rows):
            for other in (*row.instead_of, *((row.parent,) if row.parent else ())):
                if other not in rows:
                    line, key = _locate(document, ("tables", number, "rows", index))
                    raise FormError(path, line, key, f"no row {other!r} in table {table.id!r}")
    for number, identity in enumerate(file.identities):
        line, key = _locate(document, ("identities", number))
        for table_id in identity.tables:
            if table_id not in tables:
                known = ", ".join(tables)
                raise FormError(path, line, key, f"no table {table_id!r}; the tables are {known}")
            table = tables[table_id]
            names = {row.key for row in table.rows} if identity.over == "columns" else set()
            if identity.over == "rows" or table.single_data_row:
                names = {column.key for column in table.columns}
            elif identity.over is None:
                names = {row.key for row in table.rows}
            for term in (*identity.left, *identity.right):
                wanted = [name for group in term.any_of for name in group] if isinstance(term, AnyOf) else [term]
                for name in wanted:
                    if name not in names:
                        raise FormError(path, line, key, f"no term {name!r} in table {table_id!r}")
