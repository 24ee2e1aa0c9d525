"""A window question: one value of one control, heard and judged, its number hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from parsers.errors import MixtasteError
from tui.lines import Line, Style, Styled
from tui.sitting import Sitting
from tui.views.say import counted
from tui.views.window import question_lines
from tui.widgets.key_line import KeyLine
from tui.widgets.lines_view import LinesView
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from profiler.service.reports import WindowAnswer, WindowQuestion
    from tui.ports import Pipeline

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
        with VerticalScroll(classes="body spaced", can_focus=False):
            yield LinesView(id="question")
            yield LinesView(id="last")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask the first."""
        self._ask()

    @work(thread=True, exclusive=True)
    def _ask(self, question: WindowQuestion | None = None, answer: WindowAnswer | None = None) -> None:
        """Store the answer, if one was given, and find the next value: one to hear takes a moment to prepare."""

        def go_on(pipeline: Pipeline, user: str) -> tuple[Line, WindowQuestion | None, str]:
            said: Line = ()
            if question is not None and answer is not None:
                window = pipeline.window_answer(user, question.id, answer)
                taken = Styled(f"Taken: {answer.replace('_', ' ')}. ", Style.DIM)
                said = (taken, f"{counted(window.answers, 'answer')}, {window.state}.")
            following = pipeline.window_question(user, self._control)
            songs = {song.id: song.name for song in pipeline.songs()}
            return said, following, songs.get(following.song, "") if following is not None else ""

        try:
            said, following, song = self.sitting.do(go_on)
        except MixtasteError as error:
            said, following, song = (Styled(str(error), Style.WARN),), None, ""
        self.app.call_from_thread(self._show, said, following, song)

    def _show(self, said: Line, question: WindowQuestion | None, song: str) -> None:
        self._question = question
        columns = max(self.app.size.width - 6, 40)
        self.query_one("#question", LinesView).show(question_lines(question, song=song, columns=columns))
        self.query_one("#last", LinesView).show([(), said])

    def action_answer(self, answer: WindowAnswer) -> None:
        """Store the answer and ask the next."""
        if self._question is not None:
            self._ask(self._question, answer)
            self._question = None
            self.query_one("#last", LinesView).show([(), ("…",)])

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
