"""What the address of a picture in a page points to."""

from __future__ import annotations

import re
from urllib.parse import unquote

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|\\", re.I)


def relative_target(source: str) -> str | None:
    """The path relative to the page that an address names; None where it names something elsewhere or nothing."""
    if not source or SCHEME.match(source):
        return None
    return unquote(source.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]) or None
