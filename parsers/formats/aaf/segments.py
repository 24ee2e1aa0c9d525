"""The segments of a sound slot laid out flat: one walk through sequences, operations, nests and references.

Positions in a sequence are the running sum of lengths; a transition lies over the end of what is before it and the
start of what is after it, so its length is taken off (AAF Object Specification, Transition).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from parsers.errors import SessionTooLargeError
from parsers.formats.aaf.applications import Application
from parsers.formats.aaf.auids import (
    ADJUSTED_CLIP,
    AMPLITUDE,
    AVID_CLIP_RATIO,
    AVID_CURVE_TYPE,
    CHANNEL_COMBINER,
    GAINS,
    INTERPOLATIONS,
    LEVEL,
    PAN,
    PANS,
    SPEED_RATIO,
    SPEEDS,
    SUB_CLIP,
    Pid,
)  # fmt: skip
from parsers.formats.aaf.curves import Curve, windowed
from parsers.formats.aaf.objects import Object, auid, child, children, class_of, data_of, integer, rational, tags, text
from parsers.formats.aaf.pieces import Fade, Piece, cropped, shifted
from parsers.formats.aaf.sources import Media, Mobs, is_nothing, slot_of
from parsers.formats.aaf.values import GAIN_RANGE, PAN_RANGE, Budget, Parameter, parameters_of

__all__ = ["Around", "Flattener"]

_DEPTH = 80
_NOTHING = frozenset({"Filler", "ScopeReference", "Timecode", "EdgeCode", "Transition"})


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk is: edit units a second, how deep, and which compositions it is inside of."""

    rate: Fraction
    depth: int = 0
    within: tuple[bytes, ...] = ()

    def deeper(self) -> _At:
        if self.depth >= _DEPTH:
            raise SessionTooLargeError(f"its segments nest more than {_DEPTH} deep")
        return replace(self, depth=self.depth + 1)


def _checked(values: Iterable[float], allowed: tuple[float, float], what: str, budget: Budget) -> bool:
    """Whether all values can be what they say; if not, that is told."""
    found = next((value for value in values if not allowed[0] <= value <= allowed[1]), None)
    if found is not None:
        budget.warn(f"a {what} of {found:.4g} cannot be right and is left out")
    return found is None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the whole content of a track: pan 0 … 1, gain as a ratio, or curves of them."""

    inside: Object
    pan: float | None = None
    pan_curve: Curve = ()
    gain: float = 1.0
    gain_curve: Curve = ()


class Flattener:
    """Walks the segments of one file."""

    def __init__(self, mobs: Mobs, application: Application, budget: Budget) -> None:
        self._mobs = mobs
        self._application = application
        self._budget = budget
        self._nests: dict[tuple[bytes, int], list[Piece]] = {}
        """Compositions laid out already, by mob and slot: one that is used often is walked once."""

    def flat(self, segment: Object, rate: Fraction, *, of: Object) -> list[Piece]:
        """What a slot's segment plays, from its start.

        rate    edit units a second
        of      the composition whose slot it is
        Raises  SessionTooLargeError
        """
        return self._flat(segment, _At(rate, within=(bytes(data_of(of, Pid.MOB_ID) or b""),)))

    def _flat(self, segment: Object, at: _At) -> list[Piece]:
        self._budget.spend()
        kind = class_of(segment)
        at = at.deeper()
        if kind == "Sequence":
            return self._sequence(segment, at)
        if kind == "SourceClip":
            return self._clip(segment, at)
        if kind == "OperationGroup":
            return self._operation(segment, at)
        if kind == "Selector":
            return self._selector(segment, at)
        if kind in ("EssenceGroup", "NestedScope", "Pulldown"):
            return self._held(segment, kind, at)
        if kind not in _NOTHING:
            self._budget.warn(f"a segment of a kind not known here ({kind}) is passed over")
        return []

    def _length(self, segment: Object, at: _At) -> Fraction:
        units = integer(segment, Pid.LENGTH, 0) or 0
        if units < 0:
            self._budget.warn("a length below 0 is taken as 0")
        return max(units, 0) / at.rate

    # Sequences and what lies over them

    def _sequence(self, sequence: Object, at: _At) -> list[Piece]:
        place, total = Fraction(0), Fraction(0)
        pieces: list[Piece] = []
        pending: Fade | None = None
        for component in children(sequence, Pid.COMPONENTS):
            length = self._length(component, at)
            if class_of(component) == "Transition":
                self._budget.spend()
                pending = Fade(length, self._fade_shape(component))
                if pieces and pieces[-1].end == place:
                    pieces[-1] = replace(pieces[-1], fade_out=_within(pending, pieces[-1]))
                place = max(place - length, Fraction(0))
                continue
            found = [shifted(piece, place) for piece in self._flat(component, at)]
            if pending is not None and found and found[0].start == place:
                found[0] = replace(found[0], fade_in=_within(pending, found[0]))
            pieces += found
            pending = None
            place += length
            total = max(total, place)
        said = integer(sequence, Pid.LENGTH)
        if said is not None and said / at.rate != total:
            self._budget.warn("a sequence is not as long as its parts")
        return pieces

    def _fade_shape(self, transition: Object) -> str:
        operation = child(transition, Pid.TRANSITION_OPERATION)
        if operation is None:
            return "linear"
        avid = parameters_of(operation, (AVID_CURVE_TYPE,), self._budget).get(AVID_CURVE_TYPE)
        if avid is not None and avid.constant is not None:
            return f"type {avid.constant:.0f}"
        level = (one for one in children(operation, Pid.PARAMETERS) if auid(one, Pid.PARAMETER) == LEVEL)
        return next((INTERPOLATIONS.get(auid(one, Pid.INTERPOLATION), "linear") for one in level), "linear")

    # Operations

    def _operation(self, group: Object, at: _At) -> list[Piece]:
        name = auid(group, Pid.OPERATION)
        inputs = list(children(group, Pid.INPUTS))
        if name == CHANNEL_COMBINER:
            return self._combined(inputs, at)
        if name in SPEEDS:
            return self._sped(group, inputs, at)
        pieces = self._flat(inputs[0], at) if inputs else []
        for other in inputs[1:]:
            pieces = pieces or self._flat(other, at)
        if name in GAINS:
            return self._gained(group, inputs, pieces, at)
        if name in PANS:
            return self._panned(group, inputs, pieces, at)
        self._budget.warn("an effect is not known here; what it does to the sound is not told")
        return pieces

    def _combined(self, inputs: list[Object], at: _At) -> list[Piece]:
        """Mono inputs that are one clip: it goes by the first of them that plays."""
        found: list[Piece] = []
        for one in inputs:
            pieces = self._flat(one, at)
            found = found or pieces
        sides = len(inputs)
        return [replace(piece, channels=sides, name=_without_side(piece.name, sides)) for piece in found]

    def _span(self, group: Object, inputs: list[Object], at: _At) -> float:
        """Seconds that the curves of a group span: its input's, since Resolve counts some groups in other units."""
        lengths = (self._length(one, at) for one in inputs)
        return float(next((length for length in lengths if length), self._length(group, at)))

    def _gained(self, group: Object, inputs: list[Object], pieces: list[Piece], at: _At) -> list[Piece]:
        found = parameters_of(group, (AMPLITUDE, AVID_CLIP_RATIO), self._budget)
        span = self._span(group, inputs, at)
        own, automated = self._gain(found.get(AMPLITUDE)), self._gain(found.get(AVID_CLIP_RATIO))
        if own is not None and own.constant is not None:
            gain = own.constant
            pieces = [replace(piece, gains=(*piece.gains, gain)) for piece in pieces]
        as_automation = self._application.curves == "automation"
        for parameter, is_automation in ((own, as_automation), (automated, True)):
            if parameter is None:
                continue
            curve = parameter.curve(span)
            if not curve and is_automation and parameter.constant is not None and parameter is automated:
                curve = Parameter(points=((0.0, parameter.constant, "linear"),)).curve(span)
            if curve:
                pieces = [_with_curve(piece, curve, is_automation=is_automation) for piece in pieces]
        return pieces

    def _gain(self, parameter: Parameter | None) -> Parameter | None:
        if parameter is None:
            return None
        values = [value for _, value, _ in parameter.points]
        values += [] if parameter.constant is None else [parameter.constant]
        return parameter if _checked(values, GAIN_RANGE, "gain ratio", self._budget) else None

    def _panned(self, group: Object, inputs: list[Object], pieces: list[Piece], at: _At) -> list[Piece]:
        """Pan around a single clip; that around a whole track is the track's (see `peeled`)."""
        value, curve = self.pan_of(group, self._span(group, inputs, at))
        if value is not None:
            pieces = [replace(piece, pan=value) for piece in pieces]
        if curve:
            pieces = [
                replace(piece, pan_curves=(windowed(curve, float(piece.start), float(piece.length)),))
                for piece in pieces
            ]
        return pieces

    def pan_of(self, group: Object, span: float) -> tuple[float | None, Curve]:
        """Constant and curve of a pan operation, 0 … 1."""
        pan = parameters_of(group, (PAN,), self._budget).get(PAN)
        if pan is None:
            return None, ()
        values = [value for _, value, _ in pan.points] + ([] if pan.constant is None else [pan.constant])
        if not _checked(values, PAN_RANGE, "pan", self._budget):
            return None, ()
        return pan.constant, pan.curve(span)

    def peeled(self, segment: Object, rate: Fraction) -> Around:
        """A slot's segment without the pan and gain around the whole of it, which are the track's own."""
        at, around = _At(rate), Around(segment)
        for _ in range(_DEPTH):
            segment, name = around.inside, auid(around.inside, Pid.OPERATION)
            inputs = list(children(segment, Pid.INPUTS)) if name else []
            if not inputs or not (name in PANS or (name in GAINS and class_of(inputs[0]) == "Sequence")):
                break
            span = self._span(segment, inputs, at)
            if name in PANS:
                value, curve = self.pan_of(segment, span)
                around = replace(around, inside=inputs[0], pan=value, pan_curve=windowed(curve, 0.0, span))
            else:
                gain = self._gain(parameters_of(segment, (AMPLITUDE,), self._budget).get(AMPLITUDE)) or Parameter()
                constant = around.gain if gain.constant is None else around.gain * gain.constant
                curve = windowed(gain.curve(span), 0.0, span) or around.gain_curve
                around = replace(around, inside=inputs[0], gain=constant, gain_curve=curve)
        return around

    def _sped(self, group: Object, inputs: list[Object], at: _At) -> list[Piece]:
        """A change of speed: what is inside, counted in units of its own rate, is laid over the length of the group."""
        length = self._length(group, at)
        if not inputs or not length:
            return []
        inner = replace(at, rate=_mixed_rate(inputs[0]) or at.rate)
        pieces, inside = self._flat(inputs[0], inner), self._length(inputs[0], inner)
        if not inside:
            return []
        stretch, rate = length / inside, inside / length
        ratio = parameters_of(group, (SPEED_RATIO,), self._budget).get(SPEED_RATIO)
        if ratio is not None and ratio.constant:
            rate = at.rate / inner.rate / Fraction(ratio.constant).limit_denominator(10_000)
        if len(pieces) == 1:
            return [replace(pieces[0], start=Fraction(0), length=length, rate=pieces[0].rate * rate)]
        return [
            replace(piece, start=piece.start * stretch, length=piece.length * stretch, rate=piece.rate * rate)
            for piece in pieces
        ]

    # Choices and nests

    def _selector(self, selector: Object, at: _At) -> list[Piece]:
        """What is selected; where that is nothing, the first alternative that plays: it is muted."""
        selected = child(selector, Pid.SELECTED)
        pieces = [] if selected is None else self._flat(selected, at)
        if pieces:
            return pieces
        for other in children(selector, Pid.ALTERNATES):
            pieces = self._flat(other, at)
            if pieces:
                return [replace(piece, muted=True) for piece in pieces]
        return []

    def _held(self, segment: Object, kind: str, at: _At) -> list[Piece]:
        """What stands for a group: its first choice, the last of nested slots, the input of a pulldown."""
        if kind == "Pulldown":
            inner = child(segment, Pid.PULLDOWN_INPUT)
        elif kind == "EssenceGroup":
            inner = next(children(segment, Pid.CHOICES), None)
        else:
            inner = next(reversed(list(children(segment, Pid.NESTED_SLOTS))), None)
        return [] if inner is None else self._flat(inner, at)

    # References

    def _clip(self, clip: Object, at: _At) -> list[Piece]:
        length = self._length(clip, at)
        if not length or is_nothing(clip):
            return []
        start = (integer(clip, Pid.START, 0) or 0) / at.rate
        mob = self._mobs.referred(clip)
        if mob is not None and class_of(mob) == "CompositionMob":
            return self._nested(clip, mob, start, length, at)
        media = self._mobs.media(clip) if mob is not None else Media("")
        if mob is None:
            self._budget.warn("a clip refers to a source that is not in the file")
        return [
            Piece(
                Fraction(0),
                length,
                media,
                media.name,
                offset=start,
                fade_in=Fade(min(max(integer(clip, Pid.FADE_IN, 0) or 0, 0) / at.rate, length)),
                fade_out=Fade(min(max(integer(clip, Pid.FADE_OUT, 0) or 0, 0) / at.rate, length)),
            )
        ]

    def _nested(self, clip: Object, mob: Object, start: Fraction, length: Fraction, at: _At) -> list[Piece]:
        """The window that a clip shows of another composition."""
        key = bytes(data_of(mob, Pid.MOB_ID) or b"")
        if key in at.within:
            self._budget.warn("a composition that holds itself is passed over")
            return []
        inner = self._laid_out(mob, key, integer(clip, Pid.SOURCE_SLOT, 0) or 0, at)
        self._budget.spend(len(inner))
        pieces = [shifted(part, -start) for piece in inner if (part := cropped(piece, start, start + length))]
        if auid(mob, Pid.USAGE) in (SUB_CLIP, ADJUSTED_CLIP):
            name = text(mob, Pid.MOB_NAME)
            return [
                replace(piece, name=name or piece.name, gains=(), bin_gains=piece.gains or piece.bin_gains)
                for piece in pieces
            ]
        return pieces

    def _laid_out(self, mob: Object, key: bytes, number: int, at: _At) -> list[Piece]:
        """The whole of a slot of a composition."""
        if (key, number) not in self._nests:
            slot = slot_of(mob, number)
            segment = None if slot is None else child(slot, Pid.SEGMENT)
            rate = None if slot is None else rational(slot, Pid.EDIT_RATE)
            if segment is None or not rate or rate < 0:
                self._budget.warn("a clip refers to a track that is not in the file")
                return []
            self._nests[key, number] = self._flat(segment, replace(at, rate=rate, within=(*at.within, key)))
        return self._nests[key, number]


def _within(fade: Fade, piece: Piece) -> Fade:
    return replace(fade, length=min(fade.length, piece.length))


def _with_curve(piece: Piece, curve: Curve, *, is_automation: bool) -> Piece:
    part = windowed(curve, float(piece.start), float(piece.length))
    if is_automation:
        return replace(piece, automation=(*piece.automation, part))
    return replace(piece, curves=(*piece.curves, part))


def _mixed_rate(segment: Object) -> Fraction | None:
    """The rate of what Media Composer plays in a composition of another rate, frames a second; or None."""
    said = tags(segment, "ComponentAttributeList")
    above, below = said.get("_MIXMATCH_RATE_NUM"), said.get("_MIXMATCH_RATE_DENOM")
    if isinstance(above, int) and isinstance(below, int) and above > 0 and below > 0:
        return Fraction(above, below)
    return None


def _without_side(name: str, sides: int) -> str:
    """``Piano.L`` of a combined stereo clip is ``Piano``."""
    return name[:-2] if sides == 2 and name[-2:].upper() in (".L", ".R") else name
