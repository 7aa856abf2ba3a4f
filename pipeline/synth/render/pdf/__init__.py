"""PDF through reportlab: fonts found on the machine, tables drawn with every kind of rule, pages turned and split."""

from __future__ import annotations

from pipeline.synth.render.pdf.look import PdfLook, draw_pdf
from pipeline.synth.render.pdf.render import render_pdf

__all__ = ["PdfLook", "draw_pdf", "render_pdf"]
