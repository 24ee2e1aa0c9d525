"""The open question: what changed, and why? Never a reason in it: who is offered a plausible one tends to agree."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.session import Scalar
from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.history.words import track_name, what_changed

__all__ = ["open_question"]


def open_question(moves: Sequence[Move]) -> str:
    """``Lead Vox: why did the delay go 400 → 384 ms?`` The principal move first; others are counted.

    Text of the file is in it as it is: make it safe before it is shown.
    """
    first = moves[0]
    track = first.object.track
    where = track_name(track) if track is not None else "The project"
    tracks = {m.object.track.id for m in moves if m.object.track is not None}
    if len(tracks) > 1 and all(m.term == first.term for m in moves):
        where = f"{where} and {len(tracks) - 1} more"
        more = ""
    else:
        others = len(moves) - 1
        more = f" (with {others} more change{'s' if others > 1 else ''} made with it)" if others else ""
    if first.term.startswith(_EDITS):
        return f"{where}: {what_changed(first)}{more}. Why?"
    return f"{where}: why {_what(first)}{more}?"


_EDITS = ("clip.", "track.", "snapshot.")
"""Begins the terms of what is done to a thing, more than set on it."""


def _what(move: Move) -> str:
    term, insert = describe(move.term), move.object.insert
    plugin = insert.plugin if insert is not None else "it"
    said = {
        "insert.added": f"did {plugin} come in",
        "insert.removed": f"did {plugin} go",
        "insert.replaced": f"did {_words(move.after)} take the place of {_words(move.before)}",
        "insert.moved": f"did {plugin} change its place in the chain",
        "insert.state": f"did {plugin} get other settings",
        "insert.enabled": f"was {plugin} switched {'on' if move.after else 'off'}",
        "send.added": f"did it get a send to {move.object.send.to_name if move.object.send else '–'}",
        "send.removed": f"did its send to {move.object.send.to_name if move.object.send else '–'} go",
        "envelope.added": f"did {_target(move)} get automation",
        "envelope.changed": f"did the automation of {_target(move)} change",
        "envelope.removed": f"did the automation of {_target(move)} go",
        "mute": f"was it {'muted' if move.after else 'unmuted'}",
    }.get(move.term)
    if said is not None:
        return said
    label = _label(move)
    if isinstance(move.after, bool):
        return f"was the {label} switched {'on' if move.after else 'off'}"
    if move.before is None:
        return f"was the {label} set to {term.say(move.after)}"
    if move.after is None:
        return f"did the {label} go"
    return f"did the {label} go {_from_to(move)}"


def _label(move: Move) -> str:
    """What the control is called, with where it sends."""
    label = describe(move.term).label
    if move.object.send is not None:
        return f"{label} to {move.object.send.to_name}"
    if move.object.band is not None and not move.term.startswith(("hpf.", "lpf.")):
        return f"{label} of band {move.object.band}"
    return label


def _from_to(move: Move) -> str:
    """``400 → 384 ms``: the unit once, where both have it."""
    before, after = describe(move.term).say(move.before), describe(move.term).say(move.after)
    number, _, unit = before.rpartition(" ")
    if number and after.rpartition(" ")[2] == unit:
        before = number
    return f"{before} → {after}"


def _target(move: Move) -> str:
    return f"the {describe(move.object.envelope).label}" if move.object.envelope else "it"


def _words(value: Scalar | None) -> str:
    return "nothing" if value is None else str(value)
