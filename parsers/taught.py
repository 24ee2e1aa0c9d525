"""A session as it reads with what is known of plug-ins beyond their decoders: own scripts, teachings, proved names.

What a session file says is read first, as it stands, and this is laid over it: a state that no decoder reads and that
the installed plug-in was asked about says what that showed, with the confidence ``host``; a script's sliders get the
names, units and choices of the engineer's own file; a taught field or place in the bytes becomes its term, in its unit,
with the confidence ``taught``; a nameless place of a list gets the name that a parameter envelope proves anywhere in
the archive; an envelope that drives any of these is moved along. All else stays the very same object. A session read so
is for looking at; `parsers.untaught` is the way back.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from parsers.insides import names_proved, own_state
from parsers.plugins.naming import is_place, place_term, term_of
from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import BytePlace, FieldPlace, bare, number_at
from parsers.plugins.teaching.reach import is_in_reach
from parsers.plugins.teaching.teachings import PluginKey, Teaching, Teachings, key_of, state_name
from parsers.scripted import scripted, slider_places
from parsers.session import Clip, Envelope, EnvelopePoint, Insert, Scalar, Session, Track, Value
from parsers.vocabulary import describe

__all__ = ["TaughtReader", "own_places"]

_T = TypeVar("_T")
_PLACE = "plugin.parameter "


class TaughtReader:
    """Lays what is known over one session after the other.

    Tracks and inserts that two sessions in a row share are still shared afterwards. For one thread.
    """

    def __init__(self, teachings: Teachings) -> None:
        self.teachings = teachings
        self._before: dict[int, tuple[object, object]] = {}
        self._now: dict[int, tuple[object, object]] = {}

    def __call__(self, session: Session) -> Session:
        """The session with all that is known; itself where nothing is known of its plug-ins."""
        if not self.teachings.plugins:
            return session
        self._before, self._now = self._now, {}

        def track(one: Track) -> Track:
            return self._track(one, session.format)

        tracks = _each(session.tracks, lambda one: self._once(one, track))
        master = self._once(session.master, track)
        if tracks is session.tracks and master is session.master:
            return session
        return replace(session, tracks=tracks, master=master)

    def _once(self, thing: _T, make: Callable[[_T], _T]) -> _T:
        """What is made of a thing, the same as for the session before where the thing is the same."""
        known = self._now.get(id(thing)) or self._before.get(id(thing))
        if known is None or known[0] is not thing:
            known = (thing, make(thing))
        self._now[id(thing)] = known
        return known[1]  # type: ignore[return-value]  # kept beside the thing it was made of

    def _track(self, track: Track, format_name: str) -> Track:
        def insert(one: Insert) -> Insert:
            return self._insert(one, format_name)

        def clip(one: Clip) -> Clip:
            inserts = _each(one.inserts, insert)
            return one if inserts is one.inserts else replace(one, inserts=inserts)

        inserts, inputs = _each(track.inserts, insert), _each(track.input_inserts, insert)
        clips = _each(track.clips, clip)
        if inserts is track.inserts and inputs is track.input_inserts and clips is track.clips:
            return track
        return replace(track, inserts=inserts, input_inserts=inputs, clips=clips)

    def _insert(self, insert: Insert, format_name: str) -> Insert:
        inner = _each(insert.inserts, lambda one: self._insert(one, format_name))
        if inner is not insert.inserts:
            insert = replace(insert, inserts=inner)
        if key_of(insert.plugin) not in self.teachings.plugins:
            return insert
        return self._read(insert, format_name)

    def _read(self, insert: Insert, format_name: str) -> Insert:
        key = key_of(insert.plugin)
        insert = self._shown_by_host(insert, format_name)
        taught = self.teachings.lessons(key)
        names = self.teachings.names.get(key, {})
        own = own_places(names_proved(format_name, insert))
        sliders = self.teachings.scripts.get(key)
        if sliders is not None:
            insert, own = scripted(insert, format_name, sliders), slider_places(sliders)
        by_field = {one.place.term: one for one in reversed(taught) if isinstance(one.place, FieldPlace)}
        parameters: dict[str, Value] = {}
        renamed: dict[str, tuple[str, Law | None]] = {}
        for term, value in insert.parameters.items():
            place = own.get(term, term)
            lesson = by_field.get(place) or by_field.get(term)
            shown = _shown(lesson, value.value, key) if lesson is not None else None
            if lesson is not None and shown is not None and lesson.term not in insert.parameters:
                parameters[lesson.term] = Value(shown, lesson.unit, "taught")
                renamed[term] = lesson.term, lesson.law
                continue
            name = names.get(int(place.removeprefix(_PLACE))) if is_place(place) else None
            wanted = term_of(name) if name else term
            free = wanted == term or (wanted not in parameters and wanted not in insert.parameters)
            parameters[wanted if free else term] = value
            if wanted != term and free:
                renamed[term] = wanted, None
        parameters |= _in_bytes(taught, insert, format_name, parameters)
        if parameters == insert.parameters and not renamed:
            return insert
        envelopes = _each(insert.envelopes, lambda one: _driving(one, renamed))
        return replace(insert, parameters=parameters, envelopes=envelopes)

    def _shown_by_host(self, insert: Insert, format_name: str) -> Insert:
        states = self.teachings.hosted.get(key_of(insert.plugin))
        if not states or insert.coverage == "decoded":
            return insert
        shown = states.get(state_name(own_state(format_name, insert)))
        return insert if not shown else replace(insert, parameters=shown, coverage="named")


def own_places(proved: Mapping[int, str]) -> dict[str, str]:
    """Term of a name that an insert's own envelope proves → term of the place in the list, where others have it."""
    return {term_of(name): place_term(place) for place, name in proved.items()}


def _each(things: tuple[_T, ...], make: Callable[[_T], _T]) -> tuple[_T, ...]:
    """What is made of each; the same tuple where that is the same things."""
    made = tuple(make(thing) for thing in things)
    return things if all(new is old for new, old in zip(made, things, strict=True)) else made


def _shown(lesson: Teaching, stored: Scalar, key: PluginKey) -> Scalar | None:
    """What the plug-in shows for a stored value; None where the term can hold no such thing: then it stays raw."""
    if lesson.plugin != key and not is_in_reach(lesson, stored):
        return None
    shown = lesson.law.read(stored)
    if isinstance(shown, float) and not (shown == -math.inf and lesson.unit == "dB"):
        return shown if describe(lesson.term).is_sane(shown) else None
    return shown


def _in_bytes(
    taught: Sequence[Teaching], insert: Insert, format_name: str, known: Mapping[str, Value]
) -> dict[str, Value]:
    """What was taught of places in the bytes of a state that has no fields."""
    lessons = [(one, one.place) for one in taught if isinstance(one.place, BytePlace) and one.term not in known]
    if not lessons or not insert.chunk:
        return {}
    state = bare(own_state(format_name, insert))
    found: dict[str, Value] = {}
    for lesson, place in lessons:
        number = number_at(state, place)
        shown = (
            _shown(lesson, number, key_of(insert.plugin)) if number is not None and lesson.term not in found else None
        )
        if shown is not None:
            found[lesson.term] = Value(shown, lesson.unit, "taught")
    return found


def _driving(envelope: Envelope, renamed: Mapping[str, tuple[str, Law | None]]) -> Envelope:
    """The envelope with the new term of what it drives, its points in the new unit."""
    target, law = renamed.get(envelope.target, ("", None))
    if not target:
        return envelope
    if law is None:
        return replace(envelope, target=target)
    return replace(envelope, target=target, points=tuple(_point(point, law) for point in envelope.points))


def _point(point: EnvelopePoint, law: Law) -> EnvelopePoint:
    shown = law.read(point.value)
    return point._replace(value=shown) if isinstance(shown, float) else point
