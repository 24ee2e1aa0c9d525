"""A question: one change in words and as a picture, likely reasons by digit, own words, skip."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from parsers.errors import MixtasteError
from tui.lines import Line, Style, Styled
from tui.screens.why import why_screen
from tui.sitting import Sitting
from tui.views.question import QuestionView, answered_line, next_view, question_head, question_text
from tui.widgets.choices import Choices
from tui.widgets.curve_picture import CurvePicture
from tui.widgets.key_line import KeyLine
from tui.widgets.lines_view import LinesView
from tui.widgets.own_words import OwnWords
from tui.widgets.slider_picture import SliderPicture
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from tui.ports import Pipeline

__all__ = ["QuestionScreen"]


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
        self._view: QuestionView | None = None
        self._ahead: QuestionView | None = None
        self._done: set[str] = set()
        self._looked = False
        self._offered = False

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
        self._show()
        self._prepare()

    @work(thread=True)
    def _prepare(self, store: Callable[[Pipeline, str], Line] | None = None) -> None:
        """Store what was said, if anything, then have the next question ready before it is needed."""
        try:
            said = self.sitting.do(store) if store is not None else None
            known = self._done | ({self._view.question.id} if self._view is not None else set())
            ahead = self.sitting.do(lambda pipeline, user: next_view(pipeline, user, known))
            self.sitting.do(lambda pipeline, user: pipeline.prepare(user))
        except MixtasteError as error:
            self.app.call_from_thread(self._prepared, (Styled(str(error), Style.WARN),), None)
            return
        self.app.call_from_thread(self._prepared, said, ahead)

    def _prepared(self, said: Line | None, ahead: QuestionView | None) -> None:
        if said is not None:
            self.query_one("#last", LinesView).show([said])
        self._looked = True
        if self._view is not None:
            self._ahead = ahead
            return
        self._view = ahead
        self._show()
        if ahead is not None:
            self._prepare()

    def _say(self, store: Callable[[Pipeline, str], Line]) -> None:
        """Go on to the next question at once, and store in the meantime."""
        if self._view is None:
            return
        self._done.add(self._view.question.id)
        self._view, self._ahead = self._ahead, None
        self._looked = False
        self._show()
        self._prepare(store)

    def _show(self) -> None:
        view = self._view
        answered = len(self._done)
        self.query_one(TopLine).say(f"questions · {answered} done" if answered else "questions")
        columns = max(self.app.size.width - 6, 40)
        nothing = "No question waits. Learn more saves, or come back another day." if self._looked else "…"
        self.query_one("#change", LinesView).show(question_head(view, columns=columns) if view else [(nothing,)])
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
        question = self._view.question.id
        self._say(lambda pipeline, user: answered_line(pipeline.answer(user, question, choice=choice, words=words)))

    def action_skip(self) -> None:
        """Ask another day."""
        if self._view is None:
            return
        question = self._view.question.id

        def skip(pipeline: Pipeline, user: str) -> Line:
            pipeline.skip(user, question)
            return (Styled("Skipped; it comes back another day.", Style.DIM),)

        self._say(skip)

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
