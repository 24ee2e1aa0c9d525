from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.lines import Style, Styled, cut, pad, plain, table, width, wrap

HOSTILE = "Kick [in]\x1b[2J\x1b]52;c;eA==\x07\u202e[/]\x9b"


def test_wide_and_combining_characters_take_the_columns_of_a_terminal():
    assert width("Kick") == 4
    assert width("歌声") == 4
    assert width("e\u0301") == 1


@given(st.text(max_size=40), st.integers(0, 30))
def test_a_padded_cell_is_exactly_as_wide_as_asked_and_prints(text: str, columns: int):
    cell = pad(text, columns)
    assert width(cell) == columns
    assert cell.isprintable()


def test_a_cut_text_is_marked_by_an_ellipsis():
    assert cut("Lead Vocal Double", 8) == "Lead Vo…"
    assert cut("Lead", 8) == "Lead"


def test_a_line_shows_hostile_text_as_text():
    shown = plain([HOSTILE, Styled(HOSTILE, Style.WARN)])
    assert shown.isprintable()
    assert "[/]" in shown
    assert "Kick [in]" in shown


def test_a_table_is_aligned_and_fits_the_terminal():
    rows = [("Kick [in]", "-6.0 dB"), ("Lead Vocal with a long name " * 4, "+1.5 dB")]
    lines = [plain(line) for line in table(rows, heads=("track", "fader"), aligns=("left", "right"), columns=40)]
    assert lines[0].split() == ["track", "fader"]
    assert all(width(line) <= 40 for line in lines)
    assert [line[-7:] for line in lines[1:]] == ["-6.0 dB", "+1.5 dB"]


@given(
    st.lists(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=20), min_size=1, max_size=20)
)
def test_wrapping_keeps_every_piece_in_order_and_within_the_columns(pieces: list[str]):
    lines = list(wrap(pieces, columns=30, first="ReaEQ: ", joint=", "))
    assert ", ".join(pieces) == " ".join(line.removeprefix("ReaEQ: ").strip() for line in lines)
    assert all(width(line) <= 30 for line in lines)
