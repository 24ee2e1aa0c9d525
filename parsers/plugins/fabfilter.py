"""FabFilter's equalisers: lists of numbers in real units (`containers.fabfilter`; as an Audio Unit by parameter id).

Frequencies are log2 Hz, levels dB. Evidence, by product:

Pro-Q 3  358 numbers, 24 bands of 13: used, enabled, log2 Hz, gain, dynamic range, dynamics on, threshold, Q, shape,
         slope, placement, speakers, solo. 43 distinct states of 4 owners, 103 used bands: 20.0 … 21,764 Hz,
         -30 … +20.4 dB. "Band 1 Enabled" and "Band 1 Frequency" are proved by envelopes 1 and 2. Q, shapes and slopes
         are published by a preset converter: Q = 10^((v - 0.5) / 0.312098175), so that 0.5 is 1, 0 is 0.025, 1 is 40.
         Globals from 312 on, named by a published script's list of idents (315 output level, 316 its pan, 317 the pan's
         mode, 318 bypass); from 321 on they are the analyser's and the screen's, 334 to 357 are not known.
Pro-Q 2  190 numbers, 24 bands of 7: state (1 on, 2 unused, 0 seen), log2 Hz, gain, Q, shape, slope, placement. 11
         states; same converter, which names the globals from 168 on too. What state 0 means beside 2 is taken as off.

The output level of both runs from -1 to 1 on a curve that is not known: raw. A place without a name keeps its number.
"""

from __future__ import annotations

from parsers.plugins.bands import band
from parsers.plugins.containers.contents import Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import place_term, term_of
from parsers.plugins.reading import FieldReader, raw
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["globals_of", "hertz", "names_of", "numbers_of", "pro_q_2", "pro_q_2_au", "pro_q_3"]

_Q_SCALE = 0.312098175
_HIGHEST_LOG2 = 14.92
"""31 kHz."""
_LOWEST_LOG2 = 3.17
"""9 Hz."""
_GREATEST_DB = 30.1
_SHAPES_3 = "bell low_shelf high_pass high_shelf low_pass notch band_pass tilt_shelf flat_tilt".replace(
    "_", "-"
).split()
_SHAPES = tuple(shape.replace("-", " ") for shape in _SHAPES_3)
_SLOPES_3: tuple[float | None, ...] = (6, 12, 18, 24, 30, 36, 48, 72, 96, None)
_SLOPES_2: tuple[float | None, ...] = (6, 12, 18, 24, 30, 36, 48, 72, 96)
_PLACEMENTS_3 = ("left", "right", "stereo", "mid", "side")
_PLACEMENTS_2 = ("left", "right", "stereo")


def numbers_of(contents: Contents, count: int) -> list[float]:
    """The list by places. Raises BrokenStateError when it is shorter than the product's."""
    fields = contents.fields
    try:
        numbers = [fields[f"parameter {place}"] for place in range(count)]
    except KeyError:
        raise BrokenStateError(f"a FabFilter state has fewer than {count} numbers") from None
    return [float(number) for number in numbers]


def hertz(log2: float) -> float:
    """Hz of a stored logarithm. Raises BrokenStateError outside what a band can be tuned to."""
    if not _LOWEST_LOG2 <= log2 <= _HIGHEST_LOG2:
        raise BrokenStateError(f"a FabFilter band stands at 2^{log2:g} Hz")
    return float(2.0**log2)


def _gain(gain_db: float, most: float = _GREATEST_DB) -> float:
    if not -most <= gain_db <= most:
        raise BrokenStateError(f"a FabFilter band has {gain_db:g} dB")
    return gain_db


def _q(stored: float) -> float:
    if not -0.001 <= stored <= 1.001:
        raise BrokenStateError(f"a FabFilter band stores {stored:g} as Q")
    return float(10 ** ((stored - 0.5) / _Q_SCALE))


def _choice(stored: float, choices: tuple[str, ...] | tuple[float | None, ...]) -> str | float | None:
    place = round(stored)
    if not 0 <= place < len(choices):
        raise BrokenStateError(f"a FabFilter band stores {stored:g} as a choice")
    return choices[place]


def _pass_band(shape: str) -> bool:
    return shape in ("high pass", "low pass")


def _equaliser_band(
    number: int, numbers: list[float], *, on: bool, slopes: tuple[float | None, ...], placements: tuple[str, ...]
) -> dict[str, Value]:
    """A band of log2 Hz, gain, Q, shape, slope, placement."""
    log2, gain, q, shape_at, slope_at, place = numbers
    shape = str(_choice(shape_at, _SHAPES))
    slope = _choice(slope_at, slopes)
    values = band(
        number,
        shape,
        hertz(log2),
        gain_db=_gain(gain),
        q=_q(q),
        slope=float(slope) if isinstance(slope, int | float) and _pass_band(shape) else None,
        enabled=on,
        confidence="measured",
    )
    for name in ("shape", "q", "slope"):
        term = f"eq.{number}.{name}"
        if term in values:
            values[term] = Value(values[term].value, values[term].unit, "published")
    values[term_of(f"band {number} placement")] = Value(str(_choice(place, placements)), "", "raw")
    return values


def _rest(numbers: list[float], start: int, silent: frozenset[int] = frozenset()) -> dict[str, Value]:
    return {
        place_term(place): raw(rounded(number))
        for place, number in enumerate(numbers)
        if place >= start and place not in silent
    }


def _read_pro_q_3(contents: Contents) -> dict[str, Value]:
    numbers = numbers_of(contents, 358)
    values: dict[str, Value] = {}
    for number in range(1, 25):
        used, on, *rest = numbers[13 * (number - 1) : 13 * number]
        if used < 0.5:
            continue
        log2, gain, dynamic, dynamic_on, threshold, q, shape, slope, place = rest[:9]
        values |= _equaliser_band(
            number, [log2, gain, q, shape, slope, place], on=on >= 0.5, slopes=_SLOPES_3, placements=_PLACEMENTS_3
        )
        if dynamic:
            values[term_of(f"band {number} dynamic range")] = Value(_gain(dynamic), "dB", "raw")
            values[term_of(f"band {number} dynamics")] = Value(dynamic_on >= 0.5, "", "raw")
            values[term_of(f"band {number} threshold")] = raw(rounded(threshold))
    return values | globals_of(numbers, 312, _PRO_Q_3_GLOBALS, frozenset(range(321, 334)))


def _read_pro_q_2(contents: Contents) -> dict[str, Value]:
    numbers = numbers_of(contents, 190)
    values: dict[str, Value] = {}
    for number in range(1, 25):
        state, *rest = numbers[7 * (number - 1) : 7 * number]
        if round(state) == 2:
            continue
        values |= _equaliser_band(number, rest, on=round(state) == 1, slopes=_SLOPES_2, placements=_PLACEMENTS_2)
    return values | globals_of(numbers, 168, _PRO_Q_2_GLOBALS, frozenset(range(177, 190)))


def names_of(text: str) -> tuple[str, ...]:
    """Names divided by commas; an empty one is a place without a name."""
    return tuple(name.strip() for name in text.split(","))


_PRO_Q_3_GLOBALS = names_of("""
    Processing Mode, Processing Resolution, Gain Scale, Output Level, Output Pan, Output Pan Mode, Bypass,
    Output Invert Phase, Auto Gain
    """)
_PRO_Q_2_GLOBALS = names_of("""
    Processing Mode, Processing Resolution, Channel Mode, Gain Scale, Output Level, Output Pan, Bypass,
    Output Invert Phase, Auto Gain
    """)


def globals_of(numbers: list[float], start: int, names: tuple[str, ...], silent: frozenset[int]) -> dict[str, Value]:
    """The numbers behind the bands, by name as far as names go."""
    return {
        term_of(names[place - start]) if place - start < len(names) else place_term(place): raw(rounded(number))
        for place, number in enumerate(numbers)
        if place >= start and place not in silent
    }


pro_q_3 = FieldReader("Pro-Q 3", "fabfilter", "358", _read_pro_q_3)
pro_q_2 = FieldReader("Pro-Q 2", "fabfilter", "190", _read_pro_q_2)
pro_q_2_au = FieldReader("Pro-Q 2", "list", "", _read_pro_q_2)
