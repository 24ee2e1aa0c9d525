"""Inserts that are scripts (JSFX), as the engineer's own files of them name their sliders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parsers.insides import own_state, places_driven
from parsers.plugins.decoders import Reading, canonical
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.js import JsReader, Slider, numbered_term
from parsers.session import Envelope, Insert, Session

__all__ = ["SCRIPT", "scripted", "scripts_of", "slider_places"]

SCRIPT = "JS"
"""The format of a plug-in that is a script; its unique id is the script's path below ``Effects``."""


def scripts_of(session: Session) -> tuple[str, ...]:
    """Paths of the scripts that the session holds, each once, sorted."""
    chains = (
        chain
        for track in session.every_track()
        for chain in (track.inserts, track.input_inserts, *(clip.inserts for clip in track.clips if clip.inserts))
    )
    return tuple(sorted({path for chain in chains for path in _scripts_in(chain)}))


def _scripts_in(inserts: Iterable[Insert]) -> Iterator[str]:
    for insert in inserts:
        if insert.plugin.format == SCRIPT:
            yield insert.plugin.uid
        yield from _scripts_in(insert.inserts)


def scripted(insert: Insert, format_name: str, sliders: Sequence[Slider]) -> Insert:
    """The insert with what these sliders make of its state and envelopes; itself where that is empty or damaged."""
    reader = JsReader(tuple(sliders))
    if not insert.chunk:
        return insert
    try:
        values = reader.decode(own_state(format_name, insert))
    except BrokenStateError:
        return insert
    said = Reading(values, "named", canonical(values), "")
    driven = zip(insert.envelopes, places_driven(format_name, insert), strict=True)
    envelopes = tuple(one if place is None else _driving(one, place, reader) for one, place in driven)
    return replace(insert, parameters=values, state_hash=said.hash, coverage="named", envelopes=envelopes)


def slider_places(sliders: Sequence[Slider]) -> dict[str, str]:
    """Term of each slider → its term where the script's file is not at hand."""
    return {term: numbered_term(number) for number, term in JsReader(tuple(sliders)).terms.items()}


def _driving(envelope: Envelope, place: int, reader: JsReader) -> Envelope:
    """The envelope with the slider that it drives; the host's own controls beside a plug-in's stay."""
    found = reader.automation(place, "")
    if found is None or found[0] == envelope.target or not envelope.target.startswith("plugin."):
        return envelope
    term, convert = found
    points = tuple(point._replace(value=convert(point.value)) for point in envelope.points)
    return replace(envelope, target=term, points=points)
