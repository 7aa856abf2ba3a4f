"""What libraries say while they read: kept from the terminal, and told once a kind."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pipeline.schema import Remark

LONGEST = 160  # characters of a message


class LibraryLog(logging.Handler):
    """Counts messages by kind: the text before its values are put in."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.counts: dict[str, int] = {}
        self._examples: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Count a message."""
        self.add(f"{record.name}: {record.msg}", f"{record.name}: {record.getMessage()}")

    def add(self, kind: str, example: str) -> None:
        """Count a message of `kind`."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self._examples.setdefault(kind, example[:LONGEST])

    def count(self, words: str) -> int:
        """How many messages say `words`."""
        return sum(count for kind, count in self.counts.items() if words in kind)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """One remark a kind."""
        said = {
            kind: self._examples[kind] + (f" ({count} times)" if count > 1 else "")
            for kind, count in self.counts.items()
        }
        return tuple(Remark(code="library", message=said[kind]) for kind in sorted(said))


@contextmanager
def listen(names: Sequence[str]) -> Iterator[LibraryLog]:
    """Take what the loggers of these names and Python's warnings say while the context lasts."""
    log = LibraryLog()
    loggers = [logging.getLogger(name) for name in names]
    states = [(logger.level, logger.propagate) for logger in loggers]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for logger in loggers:
            logger.addHandler(log)
            logger.setLevel(logging.WARNING)
            logger.propagate = False
        try:
            yield log
        finally:
            for logger, (level, propagate) in zip(loggers, states, strict=True):
                logger.removeHandler(log)
                logger.setLevel(level)
                logger.propagate = propagate
            for warning in caught:
                log.add(warning.category.__name__, f"{warning.category.__name__}: {warning.message}")
