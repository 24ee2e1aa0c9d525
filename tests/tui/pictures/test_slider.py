from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.lines import width
from tui.pictures.slider import slider


def test_a_fader_that_rose_has_its_new_mark_to_the_right():
    line = slider("fader.gain", -12.0, -3.0, columns=60)
    assert line is not None
    assert line.index("○") < line.index("●") < line.index("┼")
    assert line.startswith("-inf")
    assert line.endswith("+12.0 dB")


def test_a_closed_fader_stands_at_the_left_end():
    line = slider("fader.gain", -math.inf, 0.0, columns=60)
    assert line is not None
    assert line.startswith("-inf ○")


@pytest.mark.parametrize(("term", "before", "after"), [("mute", False, True), ("track.renamed", "a", "b")])
def test_what_is_no_number_is_not_drawn(term: str, before: object, after: object):
    assert slider(term, before, after, columns=60) is None


def test_ascii_needs_no_box_characters():
    line = slider("pan.position", -0.3, 0.2, columns=60, ascii=True)
    assert line is not None
    assert line.isascii()


numbers = st.floats(-150, 60) | st.just(-math.inf)


@given(st.sampled_from(["fader.gain", "pan.position", "compressor.threshold", "eq.1.gain"]), numbers, numbers)
def test_any_value_is_drawn_within_the_columns(term: str, before: float, after: float):
    line = slider(term, before, after, columns=70)
    assert line is None or width(line) <= 70
