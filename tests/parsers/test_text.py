from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.text import safe


@given(st.text())
def test_whatever_comes_out_prints_on_one_line(text: str) -> None:
    assert safe(text).isprintable()


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_what_prints_is_left_alone(text: str) -> None:
    assert safe(text) == text


def test_escape_sequences_and_line_ends_become_pictures() -> None:
    assert safe("\x1b[31mred\x07\n\r\t") == "␛[31mred␇␊␍␉"


def test_direction_marks_and_unassigned_characters_are_spelt_out() -> None:
    assert safe("a\u202eb\x9bc\ud800") == "a\\u{202e}b\\u{9b}c\\u{d800}"
    assert safe("a\u00a0b\u3000c") == "a b c"


@given(st.text(max_size=40), st.integers(1, 20))
def test_the_limit_holds_and_what_is_cut_is_marked(text: str, limit: int) -> None:
    whole = safe(text)
    cut = safe(text, limit=limit)
    assert (
        cut == whole if len(whole) <= limit else (len(cut) == limit and cut[-1] == "…" and whole.startswith(cut[:-1]))
    )
