"""The way back from `parsers.taught`: a session as it was read with teachings, made one that its format can write.

Taught values that were changed go into the plug-ins' own states (`teaching.writing`), which keep their length; all
other terms are again those of the file, changed values included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsers.errors import UnwritableSessionError
from parsers.insides import names_proved, own_state
from parsers.plugins.decoders import read
from parsers.plugins.js import JsReader, Slider
from parsers.plugins.naming import place_term, term_of
from parsers.plugins.teaching.teachings import Teachings, key_of
from parsers.plugins.teaching.writing import written
from parsers.session import Insert, Session, Track, Value
from parsers.taught import TaughtReader

__all__ = ["as_written"]


def as_written(wanted: Session, plain: Session, teachings: Teachings) -> Session:
    """What `wanted` says, in the terms of the file.

    wanted  `plain` as `TaughtReader` read it, with values of inserts on tracks changed; inserts are the same ones
    plain   as the file says it
    Raises  UnwritableSessionError where a taught value cannot be put back
    """
    if not teachings.plugins:
        return wanted
    taught = TaughtReader(teachings)(plain)

    def track(one: Track) -> Track:
        own, known = plain.track(one.id), taught.track(one.id)
        if own is None or known is None or own is known:
            return one
        return replace(
            one,
            inserts=_inserts(one.inserts, known.inserts, own.inserts, plain.format, teachings),
            input_inserts=_inserts(one.input_inserts, known.input_inserts, own.input_inserts, plain.format, teachings),
            clips=tuple(
                replace(
                    clip, inserts=_inserts(clip.inserts, known_clip.inserts, own_clip.inserts, plain.format, teachings)
                )
                for clip, known_clip, own_clip in zip(one.clips, known.clips, own.clips, strict=True)
            ),
        )

    return replace(wanted, tracks=tuple(map(track, wanted.tracks)), master=track(wanted.master))


def _inserts(
    wanted: Sequence[Insert], taught: Sequence[Insert], plain: Sequence[Insert], format_name: str, teachings: Teachings
) -> tuple[Insert, ...]:
    return tuple(
        _insert(one, known, own, format_name, teachings) for one, known, own in zip(wanted, taught, plain, strict=True)
    )


def _insert(wanted: Insert, taught: Insert, plain: Insert, format_name: str, teachings: Teachings) -> Insert:
    inner = _inserts(wanted.inserts, taught.inserts, plain.inserts, format_name, teachings)
    changed = {term: value for term, value in wanted.parameters.items() if taught.parameters.get(term) != value}
    back = replace(
        wanted,
        inserts=inner,
        parameters=plain.parameters,
        envelopes=plain.envelopes,
        state_hash=plain.state_hash,
        coverage=plain.coverage,
    )
    ordinary = {term: value for term, value in changed.items() if value.confidence != "taught"}
    sliders = teachings.scripts.get(key_of(plain.plugin))
    if sliders is not None and ordinary:
        back, ordinary = _moved(back, ordinary, sliders), {}
    if ordinary.keys() - plain.parameters.keys():
        name = next(iter(ordinary.keys() - plain.parameters.keys()))
        raise UnwritableSessionError(
            f"{name} of {plain.plugin.name} cannot be written: the session's file knows no such term"
        )
    lessons = {term: value for term, value in changed.items() if value.confidence == "taught"}
    if lessons:
        back = _put_back(back, lessons, format_name, teachings)
    return replace(back, parameters={**back.parameters, **ordinary})


def _moved(insert: Insert, changed: Mapping[str, Value], sliders: Sequence[Slider]) -> Insert:
    """A script with its sliders, by the names of the engineer's own file, at these values."""
    chunk = JsReader(tuple(sliders)).encode(insert.chunk, changed)
    return replace(insert, chunk=chunk, parameters=read(insert.plugin, chunk).parameters)


def _put_back(insert: Insert, changed: Mapping[str, Value], format_name: str, teachings: Teachings) -> Insert:
    """The insert with taught values in its chunk, and the file's parameters as that says them."""
    lessons = {one.term: one for one in reversed(teachings.lessons(key_of(insert.plugin)))}
    old = own_state(format_name, insert)
    start = insert.chunk.find(old)
    if not old or start < 0 or insert.chunk.find(old, start + 1) >= 0:
        raise UnwritableSessionError(f"the state of {insert.plugin.name} does not stand in the session as it is")
    state = old
    for term, value in changed.items():
        if term not in lessons:
            raise UnwritableSessionError(f"{term} of {insert.plugin.name} was not taught")
        state = written(insert.plugin, state, lessons[term], value.value)
    said = read(insert.plugin, state).parameters
    places = {term_of(name): place_term(place) for place, name in names_proved(format_name, insert).items()}
    parameters = {term: said.get(places.get(term, term), value) for term, value in insert.parameters.items()}
    return replace(insert, chunk=insert.chunk[:start] + state + insert.chunk[start + len(old) :], parameters=parameters)
