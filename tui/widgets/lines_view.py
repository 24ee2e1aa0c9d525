"""Lines of text in the terminal application: safe, styled, never markup. Every other widget shows through it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from parsers.text import safe
from tui.lines import Line, Style

__all__ = ["LinesView", "content_of"]

_STYLES = {
    Style.TEXT: "",
    Style.TITLE: "bold",
    Style.STRONG: "bold",
    Style.DIM: "dim",
    Style.RISE: "$warning",
    Style.FALL: "$accent",
    Style.WARN: "bold $error",
    Style.KEY: "bold $accent",
}


def content_of(lines: Iterable[Line]) -> Content:
    """The lines as Textual's content: each span safe, styled by its style, and no markup anywhere."""
    parts: list[str | tuple[str, str]] = []
    for number, line in enumerate(lines):
        if number:
            parts.append("\n")
        parts += [safe(span) if isinstance(span, str) else (safe(span.text), _STYLES[span.style]) for span in line]
    return Content.assemble(*parts)


class LinesView(Static):
    """Some lines. `show` replaces them."""

    def __init__(self, lines: Iterable[Line] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(content_of(lines), markup=False, id=id, classes=classes)

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines instead."""
        self.update(content_of(lines))
