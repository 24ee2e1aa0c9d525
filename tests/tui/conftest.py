"""What the tests of the terminal application share: hostile names and the screen as lines of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App

HOSTILE = ("[/]", "Kick [in]", "a\x1b[2Jb", "\x1b]52;c;eA==\x07", "\u202egnp\x9b", "[@click=app.quit]x[/]")


@pytest.fixture(params=HOSTILE, ids=["markup", "brackets", "escape", "clipboard", "direction", "link"])
def hostile(request: pytest.FixtureRequest) -> str:
    """A track name as a stranger may give it."""
    name: str = request.param
    return name


@pytest.fixture
def screen_text() -> Callable[[App[None]], str]:
    """The visible screen as text, a line a row."""

    def text(app: App[None]) -> str:
        strips = app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    return text
