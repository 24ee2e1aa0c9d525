"""A question: one change in words and as a picture, likely reasons by digit, own words, skip."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.lines import Style, Styled
from tui.screens.why import why_screen
from tui.sitting import Sitting
from tui.views.question import QuestionView, answered_words, asked, question_head, question_text, question_views
from tui.widgets.choices import Choices
from tui.widgets.curve_picture import CurvePicture
from tui.widgets.key_line import KeyLine
from tui.widgets.lines_view import LinesView
from tui.widgets.own_words import OwnWords
from tui.widgets.slider_picture import SliderPicture
from tui.widgets.top_line import TopLine

__all__ = ["QuestionScreen"]

_AT_ONCE = 20
"""Questions fetched together, so that the next one is up at once."""


class QuestionScreen(Screen[None]):
    """Why was this changed? Questions come most useful first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(digit), f"choose({digit})", "choose", show=digit == 1, key_display="1-9")
            for digit in range(1, 10)
        ),
        Binding("w", "words", "own words"),
        Binding("s", "skip", "skip"),
        Binding("question_mark", "why", "why", key_display="?"),
        Binding("escape", "leave", "home"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._waiting: list[QuestionView] = []
        self._answered = 0

    def compose(self) -> ComposeResult:
        """Top line; what changed, in words and drawn; what is asked and the choices; keys."""
        yield TopLine("questions", self.sitting.user.name)
        with VerticalScroll(classes="body"):
            yield LinesView(id="change")
            yield CurvePicture(ascii=self.sitting.ascii, id="curve")
            yield SliderPicture(ascii=self.sitting.ascii, id="slider")
            yield LinesView(id="text")
            yield Choices(id="choices")
            yield OwnWords()
            yield LinesView(id="last")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask the first."""
        self._fetch()

    @property
    def _question(self) -> QuestionView | None:
        return self._waiting[0] if self._waiting else None

    def _fetch(self) -> None:
        self._waiting = question_views(self.sitting.pipeline, self.sitting.user.id, _AT_ONCE)
        self._show()

    def _next(self) -> None:
        self._waiting = self._waiting[1:]
        if self._waiting:
            self._show()
        else:
            self._fetch()

    def _show(self) -> None:
        question = self._question
        place = asked(self._answered, len(self._waiting))
        self.query_one(TopLine).say(place)
        columns = max(self.app.size.width - 6, 40)
        self.query_one("#change", LinesView).show(question_head(question, columns=columns))
        self.query_one("#text", LinesView).show(question_text(question, columns=columns))
        self.query_one(Choices).offer([label for _, label in question.choices] if question else [])
        self._draw(question)

    def _draw(self, question: QuestionView | None) -> None:
        curve, slider = self.query_one("#curve", CurvePicture), self.query_one("#slider", SliderPicture)
        curve.draw(question.responses if question else None)
        if question is None or question.responses is not None:
            slider.clear()
        else:
            slider.draw(question.move.term, question.move.before, question.move.after)

    def action_choose(self, digit: int) -> None:
        """Answer with one of the reasons offered."""
        question = self._question
        if question is None or digit > len(question.choices):
            return
        self._take(choice=question.choices[digit - 1][0])

    def action_words(self) -> None:
        """Write an answer."""
        if self._question is not None:
            self.query_one(OwnWords).ask()

    def on_own_words_given(self, given: OwnWords.Given) -> None:
        """Answer with what was written."""
        self._take(words=given.words)

    def _take(self, *, choice: str | None = None, words: str = "") -> None:
        question = self._question
        if question is None:
            return
        answered = self.sitting.pipeline.answer(self.sitting.user.id, question.id, choice=choice, words=words)
        self._answered += 1
        self.query_one("#last", LinesView).show([(), answered_words(answered)])
        self._next()

    def action_skip(self) -> None:
        """Ask another day."""
        question = self._question
        if question is None:
            return
        self.sitting.pipeline.skip(self.sitting.user.id, question.id)
        self.query_one("#last", LinesView).show([(), (Styled("Skipped; it comes back another day.", Style.DIM),)])
        self._next()

    def action_why(self) -> None:
        """See everything that is known of this move."""
        if self._question is not None and self._question.move.id is not None:
            self.app.push_screen(why_screen(self.sitting, self._question.move.id))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
