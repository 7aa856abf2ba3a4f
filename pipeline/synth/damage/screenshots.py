"""Long screenshots: a whole web page as one very tall picture."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.synth.damage.job import Finished, Job
from pipeline.synth.damage.packing import Coding, pack
from pipeline.synth.damage.page import POINTS, Page, Pixels, colour
from pipeline.synth.damage.printing import Paper, draft_on, pages_of
from pipeline.synth.draw import Drafted, stream
from pipeline.synth.render import render
from pipeline.synth.render.pdf import PdfLook
from pipeline.synth.render.pdf.fonts import chinese_fonts

# What sites do with tables; print's odder rules are not among them.
LAYOUTS = ("ruled", "ruled", "ruled", "boxes", "shaded", "grey", "broken", "separate", "split", "thousands")
TALL = 9000.0  # points; what is left is cut off
BARS = ((150, 60, 20), (30, 30, 170), (110, 90, 20), (60, 60, 60))  # BGR of sites' heads
HEADS = ((0.15, 0.4, 0.7), (0.7, 0.15, 0.12))  # red, green, blue of the labels' ground
MENU = ("首页", "新闻中心", "政务公开", "办事服务", "互动交流", "数据开放")


@dataclass(frozen=True, slots=True)
class Screen:
    """The browser: width of the page in pixels, pixels a point, and the margins in points."""

    pixels: int
    scale: float
    margin: float


def long_screenshot(job: Job) -> Finished:
    """A web page as one very tall PNG, 750 (a phone) to 1300 pixels wide."""
    drafted = draft_on(Paper(LAYOUTS), job.own_seed, job.order)
    rng = stream(job.own_seed, "screen")
    screen = _draw_screen(rng)
    look = _web_look(drafted, screen, rng)
    drafted = replace(drafted, look=look)
    printed = render(drafted.draft, look, stream(job.own_seed, "render"))
    sheets = pages_of(printed, screen.scale * POINTS, in_colour=True)
    page = _framed(_joined([_trimmed(sheet, screen) for sheet in sheets]), drafted, rng)
    return Finished(drafted, pack(job.id_of(drafted), [page], job.packing or "png", Coding(90)))


def _draw_screen(rng: random.Random) -> Screen:
    pixels = rng.choice((750, 828, 1000, 1080, 1200, 1300))
    points = rng.choice((430.0, 480.0, 520.0)) if pixels < 1000 else rng.choice((600.0, 680.0, 760.0))
    return Screen(pixels, pixels / points, rng.choice((8.0, 16.0, 28.0)))


def _web_look(drafted: Drafted, screen: Screen, rng: random.Random) -> PdfLook:
    """The look of text in a browser: sans or serif, no page numbers, one page without end."""
    if not isinstance(drafted.look, PdfLook):
        raise TypeError("a page is drawn from PDF")
    width = screen.pixels / screen.scale
    return replace(
        drafted.look,
        font=rng.choice(("wqy", "wqy", "wqy", "any")),
        latin=rng.choice((None, None, "Helvetica", "any")),
        page=(width, TALL),
        margin=screen.margin,
        table_size=rng.choice((8.0, 9.0, 10.0)) if width < 560 else rng.choice((9.0, 10.5, 12.0)),
        body_size=rng.choice((11.0, 12.0)),
        number="none",
        running_head=False,
        watermark=False,
        wide_tables=False,
        turned=0,
        pad=rng.choice((0.0, 2.0, 4.0)),
        head=rng.choice((None, None, None, *HEADS)),
    )


def _trimmed(page: Page, screen: Screen) -> Page:
    """The page cut below its last line."""
    down = np.nonzero((page.pixels < 250).any(axis=1))[0]
    end = int(down.max()) + round(20 * screen.scale) if len(down) else 40
    return replace(page, pixels=page.pixels[:end])


def _joined(pages: list[Page]) -> Page:
    """Pages one below the other."""
    marks = dict(pages[0].marks)
    top = pages[0].size[1]
    for page in pages[1:]:
        marks.update({key: points + np.array([0.0, top]) for key, points in page.marks.items()})
        top += page.size[1]
    return Page(np.vstack([page.pixels for page in pages]), pages[0].dpi, marks)


def _framed(page: Page, drafted: Drafted, rng: random.Random) -> Page:
    """The page with the site's head and foot, on white or the pale ground that sites have."""
    width = page.size[0]
    font = str(rng.choice(chinese_fonts()))
    ground = rng.choice(((255, 255, 255), (255, 255, 255), (250, 247, 244), (246, 250, 255)))
    bar = rng.choice(BARS)
    body = (colour(page.pixels).astype(np.float32) * np.asarray(ground, np.float32) / 255).round().astype(np.uint8)
    head = _band(width, round(width * 0.09), bar, [f"{drafted.draft.place}人民政府"], font)
    menu = _band(width, round(width * 0.045), tuple(min(255, each + 60) for each in bar), MENU, font)
    foot = _band(width, round(width * 0.1), (120, 120, 120), [f"主办：{drafted.draft.place}人民政府办公室"], font)
    parts = [body] if rng.random() < 0.2 else [head, menu, body, foot]
    top = 0 if len(parts) == 1 else head.shape[0] + menu.shape[0]
    return page.moved(np.vstack(parts), lambda points: points + np.array([0.0, top]))


def _band(width: int, height: int, tone: tuple[int, ...], texts: Sequence[str], font: str) -> Pixels:
    """A coloured band with white words, evenly spread."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (width, height), tuple(tone[::-1]))
    pen = ImageDraw.Draw(picture)
    face = ImageFont.truetype(font, round(height * 0.4))
    for at, text in enumerate(texts):
        x = width * (at + 0.5) / len(texts)
        pen.text((x, height / 2), text, font=face, fill="white", anchor="mm")
    return np.ascontiguousarray(np.asarray(picture, np.uint8)[..., ::-1])
