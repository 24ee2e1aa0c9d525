"""A question: one change in words and as a picture, likely reasons by digit, own words, skip."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.lines import Line, Style, Styled
from tui.screens.why import why_screen
from tui.sitting import Sitting
from tui.views.question import QuestionView, answered_line, question_head, question_text, question_view
from tui.widgets.choices import Choices
from tui.widgets.curve_picture import CurvePicture
from tui.widgets.key_line import KeyLine
from tui.widgets.lines_view import LinesView
from tui.widgets.own_words import OwnWords
from tui.widgets.slider_picture import SliderPicture
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from profiler.questions import Question

__all__ = ["QuestionScreen"]

_AT_ONCE = 20
"""Questions fetched together, so that the next one is up at once."""


class QuestionScreen(Screen[None]):
    """Why was this changed? Questions come most useful first.

    A question drawn at random shows no reasons until they are asked for: its answer tells how often each is true.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(digit), f"choose({digit})", "choose", show=digit == 1, key_display="1-9")
            for digit in range(1, 10)
        ),
        Binding("w", "words", "own words"),
        Binding("r", "reasons", "likely reasons"),
        Binding("s", "skip", "skip"),
        Binding("question_mark", "why", "why", key_display="?"),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("escape", "leave", "home", key_display="Esc"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._waiting: list[Question] = []
        self._view: QuestionView | None = None
        self._offered = False
        self._answered = 0

    def compose(self) -> ComposeResult:
        """Top line; what changed, in words and drawn; what is asked and the choices; keys."""
        yield TopLine("questions", self.sitting.user.name)
        with VerticalScroll(classes="body", can_focus=False):
            yield LinesView(id="last")
            yield LinesView(id="change")
            yield CurvePicture(ascii=self.sitting.ascii, id="curve")
            yield SliderPicture(ascii=self.sitting.ascii, id="slider")
            yield LinesView(id="text")
            yield Choices(id="choices")
            yield OwnWords()
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask the first."""
        self._next()

    def _next(self) -> None:
        self._waiting = self._waiting[1:]
        if not self._waiting:
            self._waiting = list(self.sitting.pipeline.questions(self.sitting.user.id, _AT_ONCE))
        self._view = question_view(self.sitting.pipeline, self._waiting[0]) if self._waiting else None
        self._show()

    def _show(self) -> None:
        view = self._view
        self.query_one(TopLine).say(f"questions · {self._answered} answered" if self._answered else "questions")
        columns = max(self.app.size.width - 6, 40)
        nothing: list[Line] = [("No question waits. Learn more saves, or come back another day.",)]
        self.query_one("#change", LinesView).show(question_head(view, columns=columns) if view else nothing)
        self.query_one("#text", LinesView).show(question_text(view, columns=columns) if view else [])
        self._offer(shown=view is not None and not view.question.random)
        self._draw(view)
        self.query_one(".body", VerticalScroll).scroll_home(animate=False)

    def _offer(self, *, shown: bool) -> None:
        self._offered = shown
        labels = [text for _, text in self._view.choices] if self._view is not None and shown else []
        self.query_one(Choices).offer(labels)

    def _draw(self, view: QuestionView | None) -> None:
        curve, slider = self.query_one("#curve", CurvePicture), self.query_one("#slider", SliderPicture)
        curve.draw(view.responses if view else None)
        if view is None or view.responses is not None:
            slider.clear()
        else:
            slider.draw(view.move.term, view.move.before, view.move.after)

    def action_choose(self, digit: int) -> None:
        """Answer with one of the reasons offered."""
        if self._view is not None and self._offered and digit <= len(self._view.choices):
            self._take(choice=self._view.choices[digit - 1][0])

    def action_reasons(self) -> None:
        """Offer likely reasons."""
        self._offer(shown=True)

    def action_words(self) -> None:
        """Write an answer."""
        if self._view is not None:
            self.query_one(OwnWords).ask()

    def on_own_words_given(self, given: OwnWords.Given) -> None:
        """Answer with what was written."""
        self._take(words=given.words)

    def _take(self, *, choice: str | None = None, words: str = "") -> None:
        if self._view is None:
            return
        question = self._view.question
        done = self.sitting.pipeline.answer(self.sitting.user.id, question.id, choice=choice, words=words)
        self._answered += 1
        self.query_one("#last", LinesView).show([answered_line(done)])
        self._next()

    def action_skip(self) -> None:
        """Ask another day."""
        if self._view is None:
            return
        self.sitting.pipeline.skip(self.sitting.user.id, self._view.question.id)
        self.query_one("#last", LinesView).show([(Styled("Skipped; it comes back another day.", Style.DIM),)])
        self._next()

    def action_scroll(self, lines: int) -> None:
        """Move what does not fit into sight."""
        self.query_one(".body", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_why(self) -> None:
        """See everything that is known of this move."""
        if self._view is not None:
            self.app.push_screen(why_screen(self.sitting, self._view.question.move))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
