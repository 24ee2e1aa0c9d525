"""The terminal application by keyboard alone, on a screen of 80 × 24, with names that try to break it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from parsers.text import safe
from tui.app import Begin, MixtasteApp
from tui.sitting import Sitting

Text = Callable[[App[None]], str]


@asynccontextmanager
async def opened(pipeline: Any, begin: Begin = "home") -> AsyncIterator[tuple[MixtasteApp, Pilot[None]]]:
    app = MixtasteApp(Sitting(pipeline, pipeline.user()), begin=begin)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def settled(app: MixtasteApp, pilot: Pilot[None]) -> None:
    """Wait until the threads have said what they found, and those that this started too."""
    for _ in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause()


async def test_every_screen_shows_strangers_names_as_text(pipeline: Any, hostile: str, screen_text: Text):
    async with opened(pipeline) as (app, pilot):
        for keys in ([], ["q"], ["question_mark"], ["escape", "escape", "w"], ["escape", "p"]):
            await pilot.press(*keys)
            await settled(app, pilot)
            text = screen_text(app)
            assert all(line.isprintable() for line in text.splitlines())
            assert safe(hostile)[:12] in text


async def test_home_says_what_was_learnt_and_what_waits(calm: Any, screen_text: Text):
    async with opened(calm) as (app, _):
        lines = [line.split() for line in screen_text(app).splitlines()]
    assert ["mixtaste", "·", "home", "Lead", "Vox"] in lines
    assert ["Lead", "Vox", "2", "saves", "2", "moves"] in [line[:6] for line in lines]
    assert ["1", "question", "waits", "q"] in lines
    assert ["1", "sentence", "in", "your", "profile", "p"] in lines


async def test_home_shows_a_save_that_landed_meanwhile(calm: Any, screen_text: Text):
    async with opened(calm) as (app, pilot):
        calm.name = "New Song"
        assert "New Song" not in screen_text(app)
        calm.changes += 1
        await pilot.pause(0.4)
        await settled(app, pilot)
        assert "New Song" in screen_text(app)


async def test_a_question_shows_the_change_in_words_and_drawn_and_fits_the_screen(calm: Any, screen_text: Text):
    async with opened(calm, "question") as (app, _):
        text = screen_text(app)
        assert app.screen.query_one(".body").max_scroll_y == 0
    assert "EQ gain 0.0 → -3.0 dB" in text
    assert "before ⠂⠂⠂  after ⠒⠒⠒" in text
    assert "why did the EQ gain go 0.0 → -3.0 dB?" in text
    assert " 1  Lead Vox fits" in text


async def test_a_digit_answers_and_what_it_did_is_said(calm: Any, screen_text: Text):
    async with opened(calm, "question") as (app, pilot):
        await pilot.press("2")
        await settled(app, pilot)
        text = screen_text(app)
    assert calm.told == [("answer", "q1", "taste", "")]
    assert "It also settled 1 similar move." in text
    assert "No question waits." in text


async def test_own_words_are_written_and_given(calm: Any):
    async with opened(calm, "question") as (app, pilot):
        await pilot.press("w", "d", "u", "l", "l", "enter")
        await settled(app, pilot)
    assert calm.told == [("answer", "q1", None, "dull")]


async def test_escape_puts_own_words_away_and_keys_work_again(calm: Any):
    async with opened(calm, "question") as (app, pilot):
        await pilot.press("w", "2", "escape", "s")
        await settled(app, pilot)
    assert calm.told == [("skip", "q1")]


async def test_a_question_drawn_at_random_offers_reasons_only_when_asked(calm: Any, screen_text: Text):
    calm.random = True
    async with opened(calm, "question") as (app, pilot):
        assert "Lead Vox fits" not in screen_text(app)
        await pilot.press("1")
        assert calm.told == []
        await pilot.press("r", "1")
        await settled(app, pilot)
    assert calm.told == [("answer", "q1", "T1 fits", "")]


async def test_a_window_is_judged_without_its_value_being_shown(calm: Any, screen_text: Text):
    async with opened(calm, "window") as (app, pilot):
        text = screen_text(app)
        assert "Solo Lead Vox and listen." in text
        assert "4.2" not in text
        await pilot.press("1")
        await settled(app, pilot)
        await pilot.press("2")
        await settled(app, pilot)
        assert "No value waits to be heard." in screen_text(app)
    assert calm.told == [("window", "w1", "too_much"), ("window", "w1", "fine")]


async def test_why_is_told_and_scrolled(calm: Any, screen_text: Text):
    async with opened(calm, "question") as (app, pilot):
        await pilot.press("question_mark")
        assert "86 % sure, settled" in screen_text(app)
        await pilot.press("pagedown", "pagedown")
        assert "no audio for Lead Vox" in screen_text(app)
        await pilot.press("escape")
        assert "why did the EQ gain go" in screen_text(app)


async def test_without_colours_and_braille_nothing_is_lost(
    calm: Any, screen_text: Text, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    app = MixtasteApp(Sitting(calm, calm.user(), ascii=True), begin="question")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        text = screen_text(app)
    assert "before ...  after ***  both #" in text
    assert "⠂" not in text
