"""What the command line names, as a list of files to read and a list of files left out."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.naming import readable_path
from pipeline.batch.recognise import why_ignored
from pipeline.errors import UsageError
from pipeline.stages.gather import pages_in
from pipeline.stages.identification.parts import pictures_beside

WEB_PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
COMPANIONS = ("_files", ".files", "_file")  # where a browser puts the pictures of a saved page


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: `location` on disk, `path` as records show it. `trouble` says why it cannot be opened."""

    location: Path
    path: str
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file or folder that is not read, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pictures of the pages of one report, in order; `path` is what records call it."""

    path: str
    parts: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """Inputs and bundles sorted by path; all paths are relative to `root`. A file of a bundle is no input."""

    root: Path
    inputs: tuple[Input, ...]
    ignored: tuple[Ignored, ...]
    bundles: tuple[Bundle, ...] = ()


@dataclass(slots=True)
class _Walk:
    """What was met so far; `seen` holds the real folders, so that links cannot lead in circles."""

    out: Path
    files: dict[Path, str | None] = field(default_factory=dict)
    ignored: dict[Path, str] = field(default_factory=dict)
    seen: set[tuple[int, int]] = field(default_factory=set)
    links: list[Path] = field(default_factory=list)
    named: set[Path] = field(default_factory=set)


def collect(arguments: Sequence[str], *, out: Path, pages: Sequence[Path] = ()) -> Intake:
    """The files that the arguments name: files as they are, documents in folders, documents that a glob matches.

    The root is the one folder that holds them all: the folder itself where one is named, the folder of a file, the
    part of a glob before its first wildcard. The output folder is never read. The pictures of each folder of `pages`
    are the pages of one report; the root holds the folder itself.

    Raises:
        UsageError: an argument names nothing, or there is nothing to read.
    """
    walk = _Walk(out=_absolute(out))
    roots = [_take(argument, walk) for argument in arguments]
    while walk.links:  # after all real folders, so that what is met twice bears its own name
        link = walk.links.pop(0)
        if not _walk_folder(link, walk):
            walk.ignored[link] = "a link to a folder that is read already"
    _leave_to_pages(walk)
    folders = [_absolute(folder) for folder in pages]
    bundled = {folder: _take_pages(folder, walk) for folder in folders}
    if not walk.files and not bundled:
        others = f"; {len(walk.ignored)} files there are not documents" if walk.ignored else ""
        raise UsageError(f"nothing to read in {', '.join(arguments)}{others}")
    root = Path(os.path.commonpath([*roots, *(folder.parent for folder in folders)]))
    inputs = [Input(location, _relative(location, root), trouble) for location, trouble in walk.files.items()]
    ignored = [
        Ignored(_relative(location, root), why) for location, why in walk.ignored.items() if location not in walk.files
    ]
    bundles = [
        Bundle(_relative(folder, root), tuple(Input(file, _relative(file, root)) for file in files))
        for folder, files in bundled.items()
    ]
    return Intake(
        root, tuple(sorted(inputs, key=_path)), tuple(sorted(ignored, key=_path)), tuple(sorted(bundles, key=_path))
    )


def _leave_to_pages(walk: _Walk) -> None:
    """Leave out pictures that a web page beside them shows: they are read with it. What was named stays."""
    for page in [path for path in walk.files if path.suffix.lower() in WEB_PAGES]:
        try:
            shown = pictures_beside(page)
        except OSError:
            continue
        for picture in shown:
            location = page.parent / picture.relative_to(page.parent.resolve())
            if location in walk.files and location not in walk.named:
                del walk.files[location]
                walk.ignored[location] = "belongs to the web page beside it"


def _take_pages(folder: Path, walk: _Walk) -> list[Path]:
    """The pictures of a folder, which are no inputs of their own."""
    try:
        files = pages_in(folder)
        others = [path for path in folder.iterdir() if path not in files and path not in walk.files]
    except OSError as error:
        raise UsageError(f"--pages {folder}: the folder cannot be listed ({error.strerror or error})") from error
    if not files:
        raise UsageError(f"--pages {folder}: there is no picture in the folder")
    for file in files:
        walk.files.pop(file, None)
        walk.ignored.pop(file, None)
    walk.ignored.update({path: walk.ignored.get(path, "no picture of a page") for path in others})
    return files


def _take(argument: str, walk: _Walk) -> Path:
    """Adds what one argument names, and gives its root."""
    location = _absolute(Path(argument))
    kind = _kind(location)
    if kind == "folder":
        if location == walk.out:
            raise UsageError(f"{argument} is the output folder as well; write to another, such as {argument}-out")
        _walk_folder(location, walk)
        return location
    if kind is not None:
        walk.files[location] = "it is not a regular file" if kind == "special" else None
        walk.named.add(location)
        return location.parent
    if not glob.has_magic(argument):
        raise UsageError(f"no such file or folder: {argument}")
    matches = sorted(_absolute(Path(match)) for match in glob.glob(argument, recursive=True))  # noqa: PTH207  absolute patterns
    if not matches:
        raise UsageError(f"nothing matches {argument}")
    for match in matches:
        if match.is_dir():
            _walk_folder(match, walk)
        else:
            _consider(match, walk)
    return _fixed_part(argument)


def _kind(location: Path) -> str | None:
    """What stands there: folder, file, link (to nothing) or special (a pipe, a device); None where nothing does."""
    try:
        mode = location.stat().st_mode
    except (OSError, ValueError):
        return "link" if location.is_symlink() else None
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "special"


def _fixed_part(pattern: str) -> Path:
    """The folder of a glob before its first wildcard."""
    fixed: list[str] = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return _absolute(Path(*fixed))


def _walk_folder(top: Path, walk: _Walk) -> bool:
    """Adds the documents under a folder; False where it was walked before. Links to folders are put off."""
    if not _is_new(top, walk):
        return False
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            walk.files[folder] = f"the folder cannot be listed ({error.strerror or error})"
            continue
        for location, is_link, is_folder in _entries(entries):
            if not is_folder:
                _consider(location, walk)
            elif (why := _why_not_entered(location, entries, walk)) is not None:
                walk.ignored[location] = why
            elif is_link:
                walk.links.append(location)
            elif _is_new(location, walk):
                waiting.append(location)
    return True


def _entries(entries: Sequence[os.DirEntry[str]]) -> Iterator[tuple[Path, bool, bool]]:
    for entry in entries:
        try:
            is_folder = entry.is_dir()
        except OSError:  # a link that leads to itself
            is_folder = False
        yield Path(entry.path), entry.is_symlink(), is_folder


def _why_not_entered(folder: Path, siblings: Sequence[os.DirEntry[str]], walk: _Walk) -> str | None:
    if folder == walk.out:
        return "the output folder"
    if folder.name.startswith(".") or folder.name.lower() == "__macosx":
        return "hidden or temporary"
    for ending in COMPANIONS:
        stem = folder.name.removesuffix(ending)
        pages = {f"{stem}.html", f"{stem}.htm", f"{stem}.shtml"}
        if stem != folder.name and any(entry.name in pages for entry in siblings):
            return "belongs to the saved page beside it"
    return None


def _consider(location: Path, walk: _Walk) -> None:
    if location in walk.files:
        return
    why = why_ignored(location)
    if why is None:
        walk.files[location] = None
    else:
        walk.ignored[location] = why


def _is_new(folder: Path, walk: _Walk) -> bool:
    try:
        status = folder.stat()
    except OSError:
        return True  # listing it will say what is wrong
    identity = (status.st_dev, status.st_ino)
    if identity in walk.seen:
        return False
    walk.seen.add(identity)
    return True


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  links keep their own name


def _relative(location: Path, root: Path) -> str:
    relative = os.path.relpath(location, root)
    return readable_path(location.name if relative == "." else relative)


def _path(item: Input | Ignored | Bundle) -> str:
    return item.path
