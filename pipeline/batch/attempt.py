"""Reading one document, whatever happens: a record or a failure comes back, never an exception."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.batch.documents import Document
from pipeline.errors import DocumentError, GongkaiError
from pipeline.schema import FailedSource, Failure, Reason, Report

# The file, or the pictures of its pages; and the path that the record names.
Reader = Callable[[Path | Sequence[Path], str], Report | Failure]
STAGES = "pipeline.stages."
ENGINES = "pipeline.engines."
ONE_LINE = 300  # characters of an unexpected exception that a failure repeats


def attempt(document: Document, read: Reader) -> Report | Failure:
    """What reading the document gives. Whatever goes wrong with the document becomes a failure with its reason.

    Raises:
        GongkaiError: the program or its set-up is wrong.
    """
    if document.sha256 is None:
        return _failure(
            document, "unreadable_file", "collect", f"{document.trouble}; check the file and its permissions"
        )
    try:
        result = read(document.files, document.path)
    except DocumentError as error:
        return _failure(document, error.reason, _stage(error), error.message, page=error.page)
    except MemoryError as error:
        return _failure(document, "out_of_memory", _stage(error), "the document needs more memory than there is")
    except GongkaiError:  # the installation or a setting is wrong: no document would fare better
        raise
    except Exception as error:  # noqa: BLE001  the edge: one document never stops the others
        return _failure(document, "crashed", _stage(error), _one_line(error))
    return _stamp(result, document)


def _stamp(result: Report | Failure, document: Document) -> Report | Failure:
    """The result under all paths of the document; a file that changed while it was read is a failure."""
    digest = result.source.sha256
    if digest is not None and digest != document.sha256:
        return _failure(document, "unreadable_file", "identify", "the file changed while it was read; run again")
    names = {"path": document.path, "paths": document.paths, "sha256": document.sha256}
    return result.model_copy(update={"source": result.source.model_copy(update=names)})


def _failure(document: Document, reason: Reason, stage: str, message: str, *, page: int | None = None) -> Failure:
    source = FailedSource(path=document.path, paths=document.paths, sha256=document.sha256, kind=None)
    return Failure(source=source, reason=reason, stage=stage, page=page, message=message)


def _stage(error: BaseException) -> str:
    """The stage that was at work: the innermost frame of a stage, `read` where that is an engine."""
    for frame, _ in reversed(list(traceback.walk_tb(error.__traceback__))):
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(STAGES):
            return module.removeprefix(STAGES).split(".")[0]
        if module.startswith(ENGINES):
            return "read"
    return "read"


def _one_line(error: Exception) -> str:
    said = " ".join(str(error).split())[:ONE_LINE]
    return (
        f"unexpected {type(error).__name__}: {said}; please report it with this file" if said else type(error).__name__
    )
