from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.lines import width
from tui.pictures.curve import curve, frequencies


def bell(hertz: float, gain: float, frequency: float) -> float:
    return gain * math.exp(-((math.log2(frequency / hertz)) ** 2) * 2)


@pytest.mark.parametrize("ascii", [False, True])
def test_a_boost_stands_above_the_line_where_its_frequency_is(*, ascii: bool):
    hertz = frequencies(76, ascii=ascii)
    drawn = curve([0.0] * len(hertz), [bell(1000, 6, f) for f in hertz], columns=76, rows=9, ascii=ascii)
    place = drawn[-1].index("1k")
    blank = {" ", "⠀"}
    assert drawn[0][place] not in blank
    assert drawn[0][6] in blank
    assert drawn[0].startswith("   +6")
    assert drawn[4].startswith(" 0 dB")


def test_in_ascii_before_and_after_have_marks_of_their_own():
    hertz = frequencies(60, ascii=True)
    drawn = curve([3.0] * len(hertz), [-3.0] * len(hertz), columns=60, rows=9, ascii=True)
    assert drawn[2][6:] == "." * 54
    assert drawn[6][6:] == "*" * 54


def test_a_filters_skirt_does_not_flatten_the_rest_of_the_picture():
    hertz = frequencies(76)
    after = [-24 * math.log2(max(100 / f, 1)) + bell(3000, 3, f) for f in hertz]
    assert curve([0.0] * len(hertz), after, columns=76, rows=9)[0].startswith("   +6")


levels = st.floats(-200, 60) | st.just(-math.inf)


@given(st.lists(st.tuples(levels, levels), min_size=68, max_size=68), st.integers(3, 12))
def test_any_levels_give_a_picture_of_the_asked_size(pairs: list[tuple[float, float]], rows: int):
    assert len(frequencies(40)) == 68
    drawn = curve([a for a, _ in pairs], [b for _, b in pairs], columns=40, rows=rows)
    assert len(drawn) == rows + 1
    assert all(width(line) <= 40 for line in drawn)
