"""A comparison as one self-contained web page."""

from __future__ import annotations

from pipeline.corpus.comparison import Comparison
from pipeline.corpus.console import number, said, sum_of


def comparison_to_html(found: Comparison) -> str:
    """The page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("pipeline.corpus", "."), autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("comparison.html.j2")
    return template.render(found=found, number=number, said=said, sum_of=sum_of)
