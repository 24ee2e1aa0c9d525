"""T1 and T2: the delay was put on a note value of the tempo. One ordinal test: as if calculated, as if rounded, off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.session import Session
from profiler.history.records import Move
from profiler.justifications.chance import chance_of, is_default_tempo
from profiler.justifications.controls import heard_tempo, insert_of, number, principal
from profiler.justifications.note_values import delay_fit, nearest_delay
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_TIGHT, _LOOSE = 0.60, 0.25
"""P(as if calculated), P(as if rounded) when the tempo is the cause."""


def _test(scene: Scene) -> ReasonResult | None:
    """The new time sits on one of ten note values at the place's tempo, and the old one on none.

    From one note value to another is a musical choice: it stays on the grid, and that says nothing.
    """
    move = principal(scene, "delay.time", "delay.time_note")
    if move is None:
        return None
    s, formula = _TIGHT + _LOOSE, Rate(0.063)
    bpm, old_bpm = heard_tempo(scene.after, move), heard_tempo(scene.before, move)
    if bpm is None or old_bpm is None:
        return untestable(REASON, "no single tempo where this plays", s=s, p0=formula)
    new = _delay_ms(scene.after, move, bpm, side="after")
    old = _delay_ms(scene.before, move, old_bpm, side="before")
    if new is None or old is None or new <= 0 or old <= 0:
        return untestable(REASON, "the delay had no time before or after", s=s, p0=formula)
    note = nearest_delay(new, bpm)
    fit = delay_fit(new, bpm)
    default = scene.after.tempo_is_default or (is_default_tempo(bpm) and len(scene.after.tempo_map) == 1)
    tight, loose = chance_of(scene).delay_note(new, bpm, tempo_is_default=default)
    either = Rate(min(tight.value + loose.value, 0.9), tight.source)
    numbers = {"before_ms": old, "after_ms": new, "bpm": bpm, "note_ms": note.ms, "off_ms": new - note.ms}
    if fit and delay_fit(old, bpm):
        why = f"it was on a note value before ({_ms(old)}) and is on one now: stays on the grid"
        return untestable(REASON, why, s=s, p0=either, numbers=numbers)
    if not fit:
        sentence = f"{_ms(new)} is no note value at {bpm:.4g} bpm: the nearest, {note.name}, is {_ms(note.ms)}."
        return missed(REASON, s=s, p0=either, sentence=sentence, numbers=numbers)
    sentence = f"The echo was put on {note.name} ({_ms(note.ms)}) at {bpm:.4g} bpm; before, {_ms(old)} fitted nothing."
    if default:
        # Round times are note values at the default tempo, so exactness says nothing there: one class.
        sentence += " The tempo is the program's default, where round times fit by chance."
        return hit(REASON, s=s, p0=either, sentence=sentence, numbers=numbers)
    if fit == "tight":
        return hit(REASON, s=_TIGHT, p0=tight, sentence=sentence, numbers=numbers)
    return hit(REASON, s=_LOOSE, p0=loose, sentence=sentence, numbers=numbers)


def _delay_ms(session: Session, move: Move, bpm: float, *, side: str) -> float | None:
    """What is heard: a free part in ms and a part in quarters add up, where the plug-in has both."""
    insert = insert_of(session, move)
    free = beats = None
    if insert is not None:
        free = number(held.value) if (held := insert.parameters.get("delay.time")) else None
        beats = number(held.value) if (held := insert.parameters.get("delay.time_note")) else None
    moved = number(move.after if side == "after" else move.before)
    if move.term == "delay.time":
        free = moved if moved is not None else free
    else:
        beats = moved if moved is not None else beats
    if free is None and beats is None:
        return None
    return (free or 0.0) + (beats or 0.0) * 60_000.0 / bpm


def _ms(ms: float) -> str:
    return f"{ms:.4g} ms"


REASON = Reason(
    "T1 delay on a note value",
    ("delay.time", "delay.time_note"),
    "session",
    weight=0.50,
    structural=False,
    test=_test,
)
