from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.lexis import (
    arguments,
    first_argument,
    level,
    level_text,
    number,
    number_text,
    quoted,
    shown,
    spans,
    stored,
)

LINE_TEXT = st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("1 0.5 -1:U", ["1", "0.5", "-1:U"]),
        ('"Lead Vox" 1', ["Lead Vox", "1"]),
        ("'say \"hey\"' 1", ['say "hey"', "1"]),
        ("`both ' and \"`", ["both ' and \""]),
        ("'' \"\" ``", ["", "", ""]),
        ('hel"lo <in> > {x}', ['hel"lo', "<in>", ">", "{x}"]),
        ("a  b\tc ", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_arguments_are_bare_words_or_quoted_by_any_of_three_marks(line: str, values: list[str]) -> None:
    assert arguments(line) == values


def test_a_mark_that_is_not_followed_by_a_blank_does_not_close_a_damaged_argument() -> None:
    assert arguments('"Snare "Clap""') == ['Snare "Clap"']


def test_an_argument_that_is_never_closed_goes_to_the_end_of_the_line() -> None:
    assert arguments('1 "Snare top') == ["1", "Snare top"]


def test_the_span_of_an_argument_holds_its_quotes() -> None:
    assert [(start, end) for start, end, _ in spans('1 "a b"')] == [(0, 1), (2, 7)]


@given(LINE_TEXT)
def test_what_is_quoted_reads_as_itself_unless_it_holds_all_three_marks(text: str) -> None:
    read = [shown(word) for word in arguments(quoted(stored(text)))]
    lossy = text and all(mark in text for mark in "\"'`") and (" " in text or "\t" in text or text[0] in "\"'`")
    assert read == [text.replace("`", "'") if lossy else text]


@given(st.lists(LINE_TEXT.filter(lambda text: not all(mark in text for mark in "\"'`")), max_size=6))
def test_a_line_of_quoted_arguments_reads_as_these(texts: list[str]) -> None:
    line = " ".join(quoted(stored(text)) for text in texts)
    assert [shown(word) for word in arguments(line)] == texts
    assert first_argument(line) == (texts[0] if texts else "")


def test_bytes_that_are_no_utf8_are_read_in_the_old_windows_code_page() -> None:
    assert shown(b"Gel\xe9e \x96 1".decode("latin-1")) == "Gelée – 1"
    assert shown("Gelée".encode().decode("latin-1")) == "Gelée"


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e309", "9" * 5000, "", "one", "-1:U"])
def test_numeric_garbage_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        number(text)


@given(st.floats(-1e11, 1e11))
def test_a_number_is_written_so_that_it_reads_as_itself(value: float) -> None:
    text = number_text(value)
    assert number(text) == value
    assert "e" not in text


def test_numbers_are_written_without_padding() -> None:
    assert [number_text(value) for value in (1.0, 0.5, -0.0, 120.25, 1e-7)] == ["1", "0.5", "0", "120.25", "0.0000001"]


def test_what_is_no_number_cannot_be_written() -> None:
    for value in (math.nan, math.inf):
        with pytest.raises(UnwritableSessionError):
            number_text(value)


@pytest.mark.parametrize(
    ("text", "level_db"), [("1", 0.0), ("0.5", -6.0206), ("3.98107", 12.0), ("0", -math.inf), ("1.0000000", 0.0)]
)
def test_a_level_is_the_decibels_of_a_linear_amplitude(text: str, level_db: float) -> None:
    assert level(text) == pytest.approx(level_db, abs=1e-5)


@given(st.integers(-150_000, 24_000))
def test_a_level_in_thousandths_of_a_decibel_survives_writing(thousandths: int) -> None:
    level_db = thousandths / 1000
    assert level(level_text(level_db)) == pytest.approx(level_db, abs=1e-9)


@pytest.mark.parametrize("text", ["-1", "nan", "1e300", "x"])
def test_an_amplitude_that_no_fader_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        level(text)
