import math

import pytest

from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.teaching.readings import readings_of


def one(text, term="plugin.Knob", **more):
    return readings_of([text], term, **more)[0]


@pytest.mark.parametrize(
    ("text", "value", "half", "unit"),
    [
        ("-12.3 dB", -12.3, 0.05, "dB"),
        ("−12 dB", -12.0, 0.5, "dB"),
        ("+3.00dB", 3.0, 0.005, "dB"),
        ("1.25 kHz", 1250.0, 5.0, "Hz"),
        ("440", 440.0, 0.5, ""),
        ("0.5 s", 500.0, 50.0, "ms"),
        ("50 %", 0.5, 0.005, "share"),
        ("4.0:1", 4.0, 0.05, "ratio"),
        ("3,5 turns", 3.5, 0.05, "turns"),
        ("-inf dB", -math.inf, 0.0, "dB"),
        ("-∞", -math.inf, 0.0, ""),
    ],
)
def test_a_reading_has_a_value_a_unit_and_half_a_last_digit(text, value, half, unit):
    reading = one(text)
    assert (reading.value, reading.unit) == (pytest.approx(value), unit)
    assert reading.half == pytest.approx(half)


def test_a_word_is_a_reading_without_a_value():
    assert one("Bell").value is None


def test_a_standard_term_gives_its_unit_to_bare_numbers():
    assert one("-12", "compressor.threshold").unit == "dB"


@pytest.mark.parametrize(
    ("texts", "term"),
    [
        (["-3 dB", "on"], "plugin.Knob"),
        (["100 Hz"], "compressor.threshold"),
        (["3 dB", "3 Hz"], "plugin.Knob"),
        (["1,200 Hz"], "eq.1.frequency"),
        (["50"], "compressor.mix"),
        ([""], "plugin.Knob"),
        (["9" * 99], "plugin.Knob"),
    ],
)
def test_what_can_be_read_two_ways_is_refused_with_what_to_do(texts, term):
    with pytest.raises(TeachingError) as refused:
        readings_of(texts, term)
    assert refused.value.remedy
