"""One plug-in of a chain as one line: what it is, whether it is in circuit, and what its readable settings say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from parsers.session import Insert, Plugin, Scalar, Value
from parsers.vocabulary import band_of, describe

__all__ = ["UNREADABLE", "insert_name", "insert_phrases", "insert_states", "plugin_name"]

UNREADABLE = "not readable"

_PASS_SHAPES = {"high pass": "high-pass", "low pass": "low-pass"}
_GAINLESS_SHAPES = {*_PASS_SHAPES, "notch", "band pass", "all pass"}


def plugin_name(plugin: Plugin) -> str:
    """What a plug-in is called; scripts are named by where they lie, which is left away."""
    name = plugin.name or "unnamed plug-in"
    return (name.rpartition("/")[2].removesuffix(".jsfx") or name) if plugin.format == "JS" else name


def insert_name(insert: Insert) -> str:
    """What the chain shows: the engineer's own label beside the plug-in's name."""
    name = plugin_name(insert.plugin)
    return f"{name} “{insert.label}”" if insert.label and insert.label != name else name


def insert_states(insert: Insert) -> list[str]:
    """What keeps it from being heard whole: bypassed, offline, mixed in part; and the preset's name."""
    states = []
    if insert.offline:
        states.append("offline")
    elif not insert.enabled:
        states.append("bypassed")
    if insert.wet != 1.0:
        states.append(f"{insert.wet:.0%} wet".replace("%", " %"))
    if insert.preset:
        states.append(f"preset {insert.preset}")
    if any(envelope.active for envelope in insert.envelopes):
        states.append("automated")
    return states


def insert_phrases(insert: Insert) -> list[str]:
    """The readable settings, a phrase each; one phrase that says so when there are none.

    Bands of an equaliser are one phrase each; bands that are off or flat are counted, not listed. Stored numbers whose
    meaning is not known (``plugin.*``) are left to the JSON.
    """
    if insert.inserts:
        first, *others = [insert_name(inner) for inner in insert.inserts]
        return [f"holds {first}", *others]
    phrases = [*_band_phrases(insert.parameters), *_other_phrases(insert.parameters)]
    if phrases:
        return phrases
    return [] if insert.coverage == "decoded" else [UNREADABLE]


def _band_phrases(parameters: Mapping[str, Value]) -> Iterator[str]:
    bands: dict[int, dict[str, Value]] = {}
    for term, value in parameters.items():
        number = band_of(term)
        if number is not None and term.startswith("eq."):
            bands.setdefault(number, {})[term.rpartition(".")[2]] = value
    idle = 0
    for number in sorted(bands):
        phrase = _band_phrase(bands[number])
        if phrase:
            yield phrase
        else:
            idle += 1
    if bands and idle == len(bands):
        yield "flat"
    elif idle:
        yield f"{idle} idle band{'s' if idle > 1 else ''}"


def _band_phrase(band: Mapping[str, Value]) -> str:
    """``high-pass 80 Hz``, ``bell 3.20 kHz +2.5 dB Q 1.4``; "" for a band that does nothing."""
    shape = str(band["shape"].value) if "shape" in band else ""
    gain = band["gain"].value if "gain" in band else None
    if "enabled" in band and band["enabled"].value is False:
        return ""
    if shape not in _GAINLESS_SHAPES and gain == 0:
        return ""
    parts = [_PASS_SHAPES.get(shape, shape)]
    parts += [
        describe(f"eq.1.{field}").say(band[field].value) for field in ("frequency", "gain", "slope") if field in band
    ]
    q = band["q"].value if "q" in band else None
    if isinstance(q, float) and shape in {"bell", "notch", "band pass"}:
        parts.append(f"Q {q:.2g}")
    return " ".join(filter(None, parts))


def _other_phrases(parameters: Mapping[str, Value]) -> Iterator[str]:
    for term, value in parameters.items():
        if term.startswith("plugin.") or (band_of(term) is not None and term.startswith("eq.")):
            continue
        described = describe(term)
        if _at_rest(term, value.value):
            continue
        label = described.label.removeprefix(f"{term.partition('.')[0]} ")  # the plug-in's name stands before it
        yield label if value.value is True else f"{label} {described.say(value.value)}"


def _at_rest(term: str, value: Scalar) -> bool:
    """Whether a setting does nothing; saying so would bury what is set."""
    described = describe(term)
    if value is False or value == described.default:
        return True
    if described.default == -math.inf and isinstance(value, float) and value <= _SILENT_DB:
        return True
    return _OPEN_AT.get(term.partition(".")[2]) == value


_SILENT_DB = -120.0
_OPEN_AT = {
    "hysteresis": 0.0,
    "hold": 0.0,
    "knee": 0.0,
    "detector_hpf": 0.0,
    "detector_lpf": 20_000.0,
    "lowcut": 0.0,
    "highcut": 20_000.0,
}
"""Settings that are out of the way at one end of their range."""
