"""JSFX: one line of slider values in the script's own units; what a slider is called, only the script knows.

    state   up to 64 words, word i is slider i + 1, ``-`` = no such slider; further lines and words are a preset's name

Names come from `js_sliders.txt`, which lists the scripts that REAPER installs (path in small letters, then the sliders
in their order, from the ``sliderN:`` lines of their headers), or from the user's own script (`own_sliders`). A slider
headed ``!`` is a read-out that the script writes back (gain reduction, current values): no setting. ``term=name`` gives
a slider a standard term where its unit and meaning leave no doubt; all others keep their own name and unit, raw.

A header's lines, as REAPER's own scripts have them:

    sliderN:default<lowest,highest,step{choice,choice}>name (unit)      default may be ``variable=number``
    sliderN:/folder:default:name                                        chooses a file
    a name that begins with - is not shown; // begins a comment; the header ends at the first line that begins with @

Files that a script imports declare no sliders for it and are not opened.

Evidence: the layout holds for 2,166 instances; names, units and ranges are those of the headers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from parsers.errors import UnwritableSessionError
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import term_of
from parsers.plugins.scales import rounded
from parsers.session import Scalar, Value
from parsers.text import safe
from parsers.vocabulary import describe

__all__ = ["JsReader", "Slider", "installed", "numbered_term", "own_sliders", "sliders_of"]

_MOST = 256
_SLIDERS = 64
"""Words beyond are a preset's name."""
_LARGEST_HEADER = 1 << 20
_LONGEST_NAME, _MOST_CHOICES = 120, 512
_LINE = re.compile(r"^[ \t]*slider(\d{1,3}):(.*)$", re.MULTILINE)
_RANGE = re.compile(r"(?:\w+=)?([^<,]*)<([^>]*)>(.*)", re.DOTALL)
_CHOOSES_FILE = re.compile(r"(?:\w+=)?/[^:]*:[^:]*:(.*)", re.DOTALL)
_UNIT = re.compile(r"(.*[^ (\[])( ?)[(\[]\s?([A-Za-z%°]{1,12})[)\]]")
_MADE = re.compile(r"<\?.*?\?>")
"""What a script's preprocessor fills in; it is not run."""
_WORD = re.compile(r'"[^"]*"|[^ ]+')
"""Sliders that choose a file hold its name, quoted where it has blanks."""
_READ_OUT = re.compile(r"reduction|^current |read-only", re.IGNORECASE)
_UNITS = {
    "db": "dB", "hz": "Hz", "ms": "ms", "msec": "ms", "milliseconds": "ms", "us": "us", "s": "s", "sec": "s",
    "seconds": "s", "%": "%", "st": "st", "semitones": "st", "semitone": "st", "cents": "cents", "oct": "oct",
    "octaves": "oct", "octave": "oct", "qn": "beats", "beats": "beats", "spls": "samples", "samples": "samples",
    "bits": "bits",
}  # fmt: skip
_INTO = {("us", "ms"): 0.001, ("%", "share"): 0.01}


@dataclass(frozen=True, slots=True)
class Slider:
    """One slider of a script.

    unit     in the script's own words, "" where its name holds none
    term     the standard term that it is, or ""
    readout  the script writes it: no setting
    lowest, highest, choices  what the header allows; empty where it was not read
    """

    number: int
    name: str
    unit: str = ""
    term: str = ""
    readout: bool = False
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[str, ...] = ()

    def value(self, stored: float) -> Value:
        """The stored number as a value, in the term's unit where it has a term."""
        if self.term:
            unit = describe(self.term).unit
            return Value(rounded(stored * _INTO.get((self.unit, unit), 1.0)), unit, "published")
        place = round(stored - (self.lowest or 0.0))
        if self.choices and 0 <= place < len(self.choices):
            return Value(self.choices[place], "", "raw")
        return Value(rounded(stored), self.unit, "raw")

    def stored(self, value: Scalar) -> float:
        """Inverse of `value`. Raises UnwritableSessionError for what the slider cannot be."""
        if isinstance(value, str):
            if value not in self.choices:
                raise UnwritableSessionError(f"{self.name} of a JSFX cannot be {value!r}")
            return (self.lowest or 0.0) + self.choices.index(value)
        unit = describe(self.term).unit if self.term else self.unit
        return float(value) / _INTO.get((self.unit, unit), 1.0)


def _slider(number: int, words: str) -> Slider:
    """A slider as `js_sliders.txt` describes it."""
    term, separator, name = words.partition("=")
    if not separator or "." not in term or " " in term:
        term, name = "", words
    plain, unit = _name_and_unit(name.removeprefix("!"))
    return Slider(number, plain, unit, term, readout=name.startswith("!"))


def _name_and_unit(name: str) -> tuple[str, str]:
    """``Threshold (dB)`` is Threshold in dB; brackets that hold no unit belong to the name, as of ``switch(s)``."""
    found = _UNIT.fullmatch(name)
    unit = _UNITS.get(found[3].lower(), "") if found and (found[2] or found[3] != "s") else ""
    return (found[1], unit) if found and unit else (name, "")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = resources.files("parsers.plugins").joinpath("js_sliders.txt").read_text("utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


@lru_cache(maxsize=512)
def installed(path: str) -> tuple[Slider, ...]:
    """The sliders of a script that REAPER installs, or none. path: relative to its Effects folder, in any case."""
    words = _table().get(path.lower().replace("\\", "/"))
    if words is None:
        return ()
    return tuple(_slider(place, name) for place, name in enumerate(words.split(" | "), 1) if name)


def sliders_of(source: str) -> tuple[Slider, ...]:
    """The sliders that a script's header declares, with ranges and choices.

    source  a script's text; only its first megabyte, up to the first ``@`` section, is looked at
    """
    head = re.split(r"(?m)^@", source[:_LARGEST_HEADER], maxsplit=1)[0]
    found: dict[int, Slider] = {}
    for word, declared in _LINE.findall(head):
        number = int(word)
        slider = _declared(number, declared.strip()) if 1 <= number <= _MOST else None
        if slider is not None:
            found[number] = slider
    return tuple(found[number] for number in sorted(found))


def own_sliders(path: str, source: str) -> tuple[Slider, ...]:
    """The sliders of the user's own copy of a script; those that REAPER's script of that path has keep their terms.

    path    relative to the Effects folder, in any case
    source  as for `sliders_of`
    """
    shipped = {(one.number, one.name.casefold(), one.unit): one for one in installed(path)}
    found = []
    for own in sliders_of(source):
        same = shipped.get((own.number, own.name.casefold(), own.unit))
        found.append(replace(own, term=same.term, readout=own.readout or same.readout) if same is not None else own)
    return tuple(found)


def _declared(number: int, words: str) -> Slider | None:
    """The slider of one line of a header; None for a line that declares none."""
    parts = _RANGE.fullmatch(words)
    chosen = None if parts is not None else _CHOOSES_FILE.fullmatch(words)
    if parts is None and chosen is None:
        return None
    bounds, said = (parts[2], parts[3]) if parts is not None else ("", chosen[1] if chosen is not None else "")
    numbers, _, choices = bounds.partition("{")
    limits = [_float(word) for word in numbers.split(",")[:2]]
    name = safe(_MADE.sub("", said).partition("//")[0].strip().removeprefix("-").strip(), limit=_LONGEST_NAME)
    plain, unit = _name_and_unit(name or f"slider {number}")
    listed = choices.rstrip("}").split(",", _MOST_CHOICES)[:_MOST_CHOICES] if choices else []
    return Slider(
        number,
        plain,
        unit,
        readout=_READ_OUT.search(name) is not None,
        lowest=limits[0],
        highest=limits[1] if len(limits) > 1 else None,
        choices=tuple(safe(choice.strip(), limit=_LONGEST_NAME) for choice in listed),
    )


def _float(word: str) -> float | None:
    try:
        number = float(word)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


class JsReader:
    """Reads and writes the states of one script.

    sliders  of the script; a slider that they do not tell is ``slider N``
    terms    number of a slider that they tell → its term
    """

    def __init__(self, sliders: tuple[Slider, ...]) -> None:
        self.terms: dict[int, str] = {}
        self._sliders = {slider.number: slider for slider in sliders}
        taken: dict[str, int] = {}
        for slider in sliders:
            term = slider.term or term_of(slider.name)
            taken[term] = count = taken.get(term, 0) + 1
            self.terms[slider.number] = term if count == 1 else f"{term}#{count}"

    def decode(self, state: bytes) -> dict[str, Value]:
        """The sliders that are set and no read-outs. Raises BrokenStateError on bytes that are no line of text."""
        values = {}
        if b"\0" in state:
            raise BrokenStateError("a JSFX state is no text")
        for number, word in enumerate(_words(state)[:_SLIDERS], 1):
            if word == "-":
                continue
            slider = self._sliders.get(number, Slider(number, f"slider {number}"))
            stored = _float(word)
            if slider.readout:
                continue
            if stored is not None and abs(stored) < 1e300:
                values[self._term(number)] = slider.value(stored)
            else:
                values[self._term(number)] = Value(word.strip('"')[:120], "", "raw")
        return values

    def encode(self, state: bytes, parameters: Mapping[str, Value]) -> bytes:
        """The state with these values; words of values that stay are kept as they are written.

        Raises  UnwritableSessionError for terms or values that the script does not have.
        """
        first, newline, more = state.partition(b"\n")
        text = first.decode("latin-1")
        spans = [found.span() for found in _WORD.finditer(text)]
        changed: dict[int, str] = {}
        now = self.decode(state)
        places = {term: number for number, term in self.terms.items()}
        for term, wanted in parameters.items():
            if term in now and now[term].value == wanted.value:
                continue
            number = places.get(term) or _numbered(term)
            if number is None:
                raise UnwritableSessionError(f"{term} of a JSFX cannot be written")
            slider = self._sliders.get(number, Slider(number, f"slider {number}"))
            changed[number] = f"{slider.stored(wanted.value):.10g}"
        parts, place = [], 0
        for number, (start, end) in enumerate(spans, 1):
            parts += [text[place:start], changed.get(number, text[start:end])]
            place = end
        parts.append(text[place:])
        if max(changed, default=0) > len(spans):
            missing = (changed.get(number, "-") for number in range(len(spans) + 1, max(*changed, _SLIDERS) + 1))
            parts.append(" ".join(["", *missing]) if spans else " ".join(missing))
        return "".join(parts).encode("latin-1") + newline + more

    def fresh(self, parameters: Mapping[str, Value]) -> bytes:
        """A state with these values and nothing else."""
        return self.encode(b"", parameters)

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders
        """The slider at this place among those that the script declares; None where its sliders are not known."""
        numbers = sorted(self._sliders)
        if not 0 <= index < len(numbers):
            return None
        slider = self._sliders[numbers[index]]
        if slider.choices:
            return self._term(slider.number), rounded
        return self._term(slider.number), lambda stored: float(slider.value(stored).value)

    def _term(self, number: int) -> str:
        return self.terms.get(number, numbered_term(number))


def numbered_term(number: int) -> str:
    """The term of a slider of which nothing is known but its number."""
    return f"plugin.slider {number}"


def _words(state: bytes) -> list[str]:
    return _WORD.findall(state.partition(b"\n")[0].decode("latin-1"))


def _numbered(term: str) -> int | None:
    number = term.removeprefix("plugin.slider ")
    return int(number) if number != term and number.isdecimal() and 1 <= int(number) <= _MOST else None
