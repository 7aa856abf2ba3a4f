"""index.html and a page a report: to look at, from a folder, without a network."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.atomic import write_whole
from pipeline.export import pageview
from pipeline.export.exporter import Add, Order
from pipeline.export.pictures import PAGE_DPI, Pictures
from pipeline.export.wording import words
from pipeline.forms import Form
from pipeline.schema import Report

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
FOLDER = "html"
GENERATOR = '<meta name="generator" content="gongkai">'
MOST_PAGES = 60  # pages of one document that are drawn; of a longer one those that hold figures
PAPER = (595.0, 842.0)  # A4 in points, where a page cannot be drawn
PICTURE = re.compile(r"^(\d+)-(\d+)\.webp$")  # page, and points a hundred thousand pixels
PRECISION = 100_000
POINTS_AN_INCH = 72
COUNTED = ("figures", "accepted", "review", "absent", "publisher", "undecided")
SAFE_LINK = re.compile(r"^https?://[^\s\"'<>]+$", re.IGNORECASE)


@contextmanager
def export_html(order: Order) -> Iterator[Add]:
    """Write a page for each report as it comes, and the start page at the end."""
    site = _Site(order)
    rows: list[dict[str, Any]] = []
    with Pictures(order.locations) as pictures:

        def add(name: str, report: Report) -> None:
            site.write_page(name, report, pictures)
            rows.append(_row(name, report))

        yield add
    site.write_index(rows)
    site.remove_stale({row["name"] for row in rows})


class _Site:
    """The templates and the folder that pages go to."""

    def __init__(self, order: Order) -> None:
        self.order, self.folder = order, order.out / FOLDER
        self.templates = _environment()
        self.style = (TEMPLATES / "style.css").read_text(encoding="utf-8")

    def write_page(self, name: str, report: Report, pictures: Pictures) -> None:
        """The page of one report, with the pictures of its pages."""
        form = self.order.forms.get(report.form)
        found = pageview.figures(report)
        url = self.order.urls.get(name, "")
        content = self._render(
            "report",
            report=report,
            name=name,
            form=form,
            url=url if SAFE_LINK.match(url) else "",
            figures=found,
            tables=pageview.tables(report, form),
            broken=pageview.sums(report, form, broken=True),
            others=pageview.sums(report, form, broken=False),
            sheets=self._sheets(name, report, pictures, pageview.marks(report, found)),
            cells=pageview.cells_of(report),
            grids=pageview.grids(report),
            spans=pageview.spans(report),
            details=pageview.details(report, form),
            labels=_labels(form),
            doubtful=[key for key, one in report.fields.items() if one.status == "review"],
        )
        write_whole(self.folder / f"{name}.html", content)

    def write_index(self, rows: list[dict[str, Any]]) -> None:
        """The start page."""
        failures = [failure for _, failure in self.order.failures]
        content = self._render("index", rows=rows, failures=failures, groups=_groups(rows))
        write_whole(self.order.out / "index.html", content)

    def remove_stale(self, current: set[str]) -> None:
        """Pages of records that are gone: only those that this program wrote."""
        for page in self.folder.glob("*.html") if self.folder.is_dir() else ():
            if page.stem not in current and GENERATOR.encode() in page.read_bytes()[:2000]:
                page.unlink()
                pictures = self.folder / page.stem
                if pictures.is_dir() and all(PICTURE.match(one.name) for one in pictures.iterdir()):
                    shutil.rmtree(pictures)

    def _render(self, template: str, **content: Any) -> bytes:
        script = (TEMPLATES / f"{template}.js").read_text(encoding="utf-8")
        policy = (
            f"default-src 'none'; img-src 'self' file: data:; style-src '{_digest(self.style)}'; "
            f"script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
        )
        page = self.templates.get_template(f"{template}.html.j2")
        text = page.render(style=self.style, script=script, policy=policy, **content)
        return text.encode("utf-8", errors="replace")

    def _sheets(
        self, name: str, report: Report, pictures: Pictures, marks: dict[int, list[pageview.Mark]]
    ) -> list[dict[str, Any]]:
        """The pages of the document: number, picture, size in points, boxes."""
        count = report.source.pages or 0
        numbers = range(1, count + 1) if count <= MOST_PAGES else sorted(page for page in marks if page <= count)
        return [self._sheet(name, report, pictures, page, marks.get(page, [])) for page in numbers[:MOST_PAGES]]

    def _sheet(
        self, name: str, report: Report, pictures: Pictures, page: int, marks: list[pageview.Mark]
    ) -> dict[str, Any]:
        path = _picture(self.folder / name, page)
        if path is None:
            path = self._draw(name, report, pictures, page)
        if path is None:
            width = max([PAPER[0], *(mark.box.x1 + 20 for mark in marks)])
            height = max([PAPER[1], *(mark.box.bottom + 20 for mark in marks)])
            return {"number": page, "source": None, "width": width, "height": height, "marks": marks}
        width, height = _size(path)
        source = f"{quote(name)}/{quote(path.name)}"
        return {"number": page, "source": source, "width": width, "height": height, "marks": marks}

    def _draw(self, name: str, report: Report, pictures: Pictures, page: int) -> Path | None:
        drawn = pictures.page(name, report.source.kind, page)
        if drawn is None:
            return None
        path = self.folder / name / f"{page}-{round(drawn.points_a_pixel * PRECISION)}.webp"
        write_whole(path, drawn.octets)
        return path


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, number=pageview.number_text, quote=quote, enumerate=enumerate)
    return environment


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _picture(folder: Path, page: int) -> Path | None:
    """The picture of a page that an earlier run drew; the folder's name holds the content's digest."""
    return next(iter(sorted(folder.glob(f"{page}-*.webp"))), None) if folder.is_dir() else None


def _size(path: Path) -> tuple[float, float]:
    """Width and height of the page in points."""
    from PIL import Image

    match = PICTURE.match(path.name)
    points = int(match[2]) / PRECISION if match else POINTS_AN_INCH / PAGE_DPI
    with Image.open(path) as picture:
        return round(picture.width * points, 2), round(picture.height * points, 2)


def _labels(form: Form | None) -> dict[str, str]:
    return {key: spec.label for key, spec in form.specs.items()} if form is not None else {}


def _row(name: str, report: Report) -> dict[str, Any]:
    """What the start page says of a report."""
    errors = [check for check in report.checks if check.verdict == "broken" and check.level == "error"]
    status = [one.status for one in report.fields.values()]
    return {
        "name": name,
        "path": report.source.path,
        "agency": report.agency.value,
        "region": report.region.value,
        "year": report.year.value,
        "form": report.form,
        "kind": report.source.kind,
        "figures": len(status),
        **{one: status.count(one) for one in ("accepted", "review", "absent")},
        "publisher": sum(check.blame == "publisher" for check in errors),
        "undecided": sum(check.blame != "publisher" for check in errors),
        "disagrees": sum(claim.agreement == "disagrees" for claim in report.prose),
        "warnings": len(report.warnings),
    }


def _groups(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sums by kind and form, and over all."""
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        for kind, form in ((row["kind"], row["form"]), ("", "")):
            group = groups.setdefault(
                (kind, form), {"kind": kind, "form": form, "reports": 0, **dict.fromkeys(COUNTED, 0)}
            )
            group["reports"] += 1
            for name in COUNTED:
                group[name] += row[name]
    total = groups.pop(("", ""), {"kind": "", "form": "", "reports": 0, **dict.fromkeys(COUNTED, 0)})
    return [*(groups[key] for key in sorted(groups)), total]
