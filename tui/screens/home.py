"""The first screen: what was learnt lately, what waits, and the way to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.screens.profile import profile_screen
from tui.screens.question import QuestionScreen
from tui.screens.window import WindowScreen
from tui.sitting import Sitting
from tui.views.home import home_lines
from tui.widgets.key_line import KeyLine
from tui.widgets.lines_view import LinesView
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from profiler.service.reports import Status

__all__ = ["HomeScreen"]


class HomeScreen(Screen[None]):
    """Home. It shows new saves as the store gets them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "questions", "questions"),
        Binding("w", "windows", "windows"),
        Binding("p", "profile", "profile"),
        Binding("ctrl+q", "app.quit", "leave", key_display="Ctrl-Q"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        """Top line, summary, keys."""
        yield TopLine("home", self.sitting.user.name)
        with VerticalScroll(classes="body spaced", can_focus=False):
            yield LinesView(id="summary")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what the store has."""
        self.look_again()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was up."""
        self.look_again()

    def look_again(self) -> None:
        """Show what the store has now."""
        self._summarise()

    @work(thread=True, exclusive=True)
    def _summarise(self) -> None:
        status = self.sitting.do(lambda pipeline, user: pipeline.status(user))
        self.app.call_from_thread(self._show, status, None)
        profile = self.sitting.do(lambda pipeline, user: pipeline.profile(user))
        self.app.call_from_thread(self._show, status, len(profile.sentences))

    def _show(self, status: Status, sentences: int | None) -> None:
        columns = max(self.app.size.width - 6, 40)
        self.query_one("#summary", LinesView).show(home_lines(status, sentences, columns=columns))

    def action_questions(self) -> None:
        """Answer questions."""
        self.app.push_screen(QuestionScreen(self.sitting))

    def action_windows(self) -> None:
        """Hear values and judge them."""
        self.app.push_screen(WindowScreen(self.sitting))

    def action_profile(self) -> None:
        """Read the profile."""
        self.app.push_screen(profile_screen(self.sitting))
