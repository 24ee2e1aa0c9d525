"""Each widget shows what strangers wrote as text: neither markup nor anything that moves a cursor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from parsers.text import safe
from tui.lines import Style, Styled
from tui.widgets.choices import Choices
from tui.widgets.curve_picture import CurvePicture
from tui.widgets.lines_view import LinesView
from tui.widgets.own_words import OwnWords
from tui.widgets.slider_picture import SliderPicture
from tui.widgets.top_line import TopLine


class Showing(App[None]):
    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        yield self._widget


async def shown(
    widget: Widget, screen_text: Callable[[App[None]], str], then: Callable[[], None] = lambda: None
) -> str:
    app = Showing(widget)
    async with app.run_test(size=(80, 24)) as pilot:
        then()
        await pilot.pause()
        text = screen_text(app)
    assert all(line.isprintable() for line in text.splitlines())
    return text


async def test_lines_show_hostile_text_as_text(hostile: str, screen_text: Callable[[App[None]], str]):
    text = await shown(LinesView([("track ", Styled(hostile, Style.WARN), "!")]), screen_text)
    assert f"track {safe(hostile)}!" in text


async def test_the_top_line_shows_hostile_text_as_text(hostile: str, screen_text: Callable[[App[None]], str]):
    text = await shown(TopLine(hostile, hostile), screen_text)
    assert text.count(safe(hostile)) == 2


async def test_choices_show_hostile_text_as_text(hostile: str, screen_text: Callable[[App[None]], str]):
    choices = Choices()
    text = await shown(choices, screen_text, lambda: choices.offer([hostile, "taste"]))
    assert f" 1  {safe(hostile)}" in text
    assert " 2  taste" in text


async def test_long_choices_are_wrapped_beside_their_digit(screen_text: Callable[[App[None]], str]):
    choices = Choices()
    text = await shown(choices, screen_text, lambda: choices.offer(["a reason that goes on " * 6]))
    first, second = text.splitlines()[:2]
    assert first.startswith(" 1  a reason")
    assert second.startswith("    ")


async def test_a_slider_of_an_unknown_term_shows_its_ends_as_text(screen_text: Callable[[App[None]], str]):
    slider = SliderPicture()
    text = await shown(slider, screen_text, lambda: slider.draw("fader.gain", -12.0, -3.0))
    assert text.index("○") < text.index("●")
    assert "○ before  ● after" in text


async def test_a_switch_is_not_drawn(hostile: str, screen_text: Callable[[App[None]], str]):
    slider = SliderPicture()
    assert (await shown(slider, screen_text, lambda: slider.draw("track.renamed", hostile, hostile))).strip() == ""


@pytest.mark.parametrize("ascii", [False, True])
async def test_a_curve_is_drawn_as_wide_as_there_is_room(*, ascii: bool, screen_text: Callable[[App[None]], str]):
    curve = CurvePicture(ascii=ascii)
    text = await shown(curve, screen_text, lambda: curve.draw(([0.0] * 120, [3.0] * 120)))
    lines = text.splitlines()
    assert max(map(len, lines)) == 80
    assert "before" in text
    assert text.isascii() or not ascii


async def test_words_are_given_by_enter_and_put_away():
    given = []

    class Listening(Showing):
        def on_own_words_given(self, message: OwnWords.Given) -> None:
            given.append(message.words)

    words = OwnWords()
    app = Listening(words)
    async with app.run_test(size=(80, 24)) as pilot:
        words.ask()
        await pilot.press("a", "[", "/", "]", "enter")
        await pilot.pause()
        assert given == ["a[/]"]
        assert not words.display or "shown" not in words.classes
