from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.assets import asset
from pipeline.batch.attempt import attempt
from pipeline.batch.documents import Document
from pipeline.errors import DocumentError
from pipeline.forms.load import load_form
from pipeline.schema import Failure, Report
from pipeline.stages.decode import decode
from tests.builders import digest_of, make_failure, make_report

DOCUMENT = Document("name", Path("x.pdf"), ("a/x.pdf", "b/x.pdf"), digest_of("a/x.pdf"))


def _raising(error: BaseException) -> Callable[[Path, str], Report]:
    def read(location: Path, path: str) -> Report:
        raise error

    return read


def _failure(read: Callable[[Path, str], Report | Failure]) -> Failure:
    result = attempt(DOCUMENT, read)
    assert isinstance(result, Failure)
    assert result.source.paths == DOCUMENT.paths
    assert result.source.sha256 == DOCUMENT.sha256
    return result


def test_a_record_bears_all_paths_of_the_document() -> None:
    result = attempt(DOCUMENT, lambda location, path: make_report(path))
    assert isinstance(result, Report)
    assert (result.source.path, result.source.paths) == ("a/x.pdf", ("a/x.pdf", "b/x.pdf"))


def test_a_failure_of_the_reader_keeps_its_reason() -> None:
    said = _failure(lambda location, path: make_failure(path))
    assert (said.reason, said.source.kind) == ("needs_ocr", "pdf")


def test_a_document_error_is_a_failure_with_its_page() -> None:
    said = _failure(_raising(DocumentError("encrypted", "ask for the password", page=3)))
    assert (said.reason, said.page, said.message) == ("encrypted", 3, "ask for the password")


def test_an_unexpected_exception_is_a_crash_in_one_line_with_its_stage() -> None:
    def read(location: Path, path: str) -> Report:
        decode([None], load_form(asset("configs", "forms", "2021.yaml")))  # type: ignore[list-item]
        return make_report(path)

    said = _failure(read)
    assert (said.reason, said.stage) == ("crashed", "decode")
    assert "\n" not in said.message
    assert "AttributeError" in said.message


def test_a_long_message_is_cut() -> None:
    assert len(_failure(_raising(ValueError("x\n" * 9999))).message) < 500


def test_no_memory_left_is_a_failure() -> None:
    assert _failure(_raising(MemoryError())).reason == "out_of_memory"


def test_ctrl_c_is_not_a_failure() -> None:
    with pytest.raises(KeyboardInterrupt):
        attempt(DOCUMENT, _raising(KeyboardInterrupt()))


def test_a_file_that_changes_while_it_is_read_is_no_record() -> None:
    said = _failure(lambda location, path: make_report("another content"))
    assert said.reason == "unreadable_file"
    assert "changed" in said.message


def test_a_file_that_cannot_be_opened_is_not_read() -> None:
    lost = Document("name", Path("x.pdf"), ("x.pdf",), None, "Permission denied")
    result = attempt(lost, lambda location, path: make_report(path))
    assert isinstance(result, Failure)
    assert (result.reason, result.source.sha256) == ("unreadable_file", None)
    assert "Permission denied" in result.message
