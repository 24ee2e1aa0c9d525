"""A window question: one value of one control, heard and judged, its number hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.lines import Style, Styled
from tui.sitting import Sitting
from tui.views.window import question_lines
from tui.widgets.key_line import KeyLine
from tui.widgets.lines_view import LinesView
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from profiler.service.reports import WindowAnswer, WindowQuestion

__all__ = ["WindowScreen"]


class WindowScreen(Screen[None]):
    """Too much, not enough or fine. The value is never shown: only what is heard counts.

    control  what is asked about, None = what waits
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "answer('too_much')", "too much"),
        Binding("2", "answer('fine')", "fine"),
        Binding("3", "answer('not_enough')", "not enough"),
        Binding("escape", "leave", "home", key_display="Esc"),
    ]

    def __init__(self, sitting: Sitting, *, control: str | None = None) -> None:
        super().__init__()
        self.sitting = sitting
        self._control = control
        self._question: WindowQuestion | None = None

    def compose(self) -> ComposeResult:
        """Top line, what is asked and how to hear it, what the last answer did, keys."""
        yield TopLine("window", self.sitting.user.name)
        with VerticalScroll(classes="body", can_focus=False):
            yield LinesView(id="question")
            yield LinesView(id="last")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask the first."""
        self._ask()

    def _ask(self) -> None:
        self._question = self.sitting.pipeline.window_question(self.sitting.user.id, self._control)
        columns = max(self.app.size.width - 6, 40)
        self.query_one("#question", LinesView).show(question_lines(self._question, columns=columns))

    def action_answer(self, answer: WindowAnswer) -> None:
        """Store the answer and ask the next."""
        if self._question is None:
            return
        window = self.sitting.pipeline.window_answer(self.sitting.user.id, self._question.id, answer)
        said = Styled(f"Taken: {answer.replace('_', ' ')}. ", Style.DIM)
        self.query_one("#last", LinesView).show([(), (said, f"{window.answers} answers, {window.state}.")])
        self._ask()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
