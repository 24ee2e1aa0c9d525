from __future__ import annotations

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from tui.strict_json import dumps

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def refuse(constant: str) -> None:
    raise AssertionError(constant)


@given(values)
def test_whatever_is_said_is_one_line_of_strict_printable_json(value: object):
    text = dumps(value)
    json.loads(text, parse_constant=refuse)
    assert text.isascii()
    assert text.isprintable()


def test_silence_is_the_text_minus_inf_and_a_meaningless_number_is_null():
    assert dumps({"gain_db": -math.inf, "odd": math.nan}) == '{"gain_db": "-inf", "odd": null}'


def test_control_and_direction_characters_are_escaped():
    assert dumps("\x1b[2J\x7f\x9b\u202e") == '"\\u001b[2J\\u007f\\u009b\\u202e"'
