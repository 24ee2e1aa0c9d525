"""Moves of the session itself: tempo and play rate; everything else about it is named noise."""

from __future__ import annotations

from parsers.session import Session, Snapshot, TempoPoint
from profiler.history.moves.equal import is_same
from profiler.history.moves.found import Found
from profiler.history.records import MoveObject

__all__ = ["compare_project"]

_PROJECT = MoveObject()

_NOISE: tuple[tuple[str, str], ...] = (
    # field, reason
    ("path", "where the save lies"),
    ("saved_at", "the time of the save"),
    ("format", "how the save is written"),
    ("app", "the application that saved it"),
    ("app_version", "the application was updated"),
    ("sample_rate", "the rate that the session runs at"),
    ("tempo_is_default", "follows from the tempo"),
    ("markers", "workflow: marks on the time line"),
    ("title", "words about the session"),
    ("author", "words about the session"),
    ("notes", "words about the session"),
    ("render", "a bounce was set up or made: a mark in time, no setting of the mix"),
    ("warnings", "what the reader had to say"),
    ("time_step_s", "how the save is written"),
    ("parts", "words about the session"),
)


def compare_project(found: Found) -> None:
    """Compare what belongs to no track."""
    before, after = found.before, found.after
    _compare_tempo(found, before, after)
    found.value(_PROJECT, "play_rate", before.play_rate, after.play_rate, [("play_rate",)])
    _compare_panning(found, before, after)
    for field, reason in _NOISE:
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            if isinstance(was, tuple) and isinstance(now, tuple):
                was, now = len(was), len(now)
            found.noise(_PROJECT, field, was, now, reason, [(field,)])
    _compare_snapshots(found, before, after)
    found.lines(_PROJECT, before.extra, after.extra, ("extra",))


def _compare_snapshots(found: Found, before: Session, after: Session) -> None:
    """Snapshots that were stored and removed; and the one that the whole mixer now is like, having been otherwise."""
    was = {snapshot.number: snapshot for snapshot in before.snapshots}
    now = {snapshot.number: snapshot for snapshot in after.snapshots}
    claims = [("snapshots",)]
    for number in [*was, *(number for number in now if number not in was)]:
        old, new = was.get(number), now.get(number)
        names = old.name if old else None, new.name if new else None
        if old == new and new is not None:
            if _is_recalled(new, before, after):
                found.move(_PROJECT, "snapshot.recalled", (None, new.name), claims, audible=False)
        else:
            what = "added" if old is None else "removed" if new is None else "changed"
            found.move(_PROJECT, f"snapshot.{what}", names, claims, audible=False)
    found.claims.update(claims)


def _is_recalled(snapshot: Snapshot, before: Session, after: Session) -> bool:
    return _agrees(snapshot, after) and not _agrees(snapshot, before)


_BROUGHT_BACK = (
    # what a snapshot covers, field, unit
    ("volume", "gain_db", "dB"),
    ("pan", "pan", "pan"),
    ("mute", "muted", ""),
    ("polarity", "polarity_inverted", ""),
)


def _agrees(snapshot: Snapshot, session: Session) -> bool:
    """Whether the tracks of a session are set as the snapshot holds them, as far as it covers that."""
    held = [(track, session.track(track.id)) for track in snapshot.tracks]
    fields = [(field, unit) for word, field, unit in _BROUGHT_BACK if word in snapshot.covers]
    return bool(held and fields) and all(
        other is not None and all(is_same(getattr(track, field), getattr(other, field), unit) for field, unit in fields)
        for track, other in held
    )


def _compare_panning(found: Found, before: Session, after: Session) -> None:
    """What the tracks without a pan law or mode of their own pan by."""
    found.value(_PROJECT, "pan.law", before.pan_law_db, after.pan_law_db, [("pan_law_db",)])
    why = "" if before.pan_mode and after.pan_mode else "written or left out: the application's own"
    found.value(_PROJECT, "pan.mode", before.pan_mode, after.pan_mode, [("pan_mode",)], why_noise=why)


def _compare_tempo(found: Found, before: Session, after: Session) -> None:
    if before.tempo_map == after.tempo_map:
        return
    claims = [("tempo_map",)]
    was, now = _first(before), _first(after)
    if was is None or now is None:
        ends = was.bpm if was else None, now.bpm if now else None
        found.move(_PROJECT, "tempo", ends, claims)
        return
    found.value(_PROJECT, "tempo", was.bpm, now.bpm, claims)
    metre = f"{was.numerator}/{was.denominator}", f"{now.numerator}/{now.denominator}"
    found.value(_PROJECT, "metre", *metre, claims)
    if before.tempo_map[1:] != after.tempo_map[1:] or was.ramp != now.ramp:
        counts = float(len(before.tempo_map)), float(len(after.tempo_map))
        subject = MoveObject(envelope="tempo")
        found.move(subject, "envelope.changed", counts, claims)
    found.claims.update(claims)


def _first(session: Session) -> TempoPoint | None:
    return session.tempo_map[0] if session.tempo_map else None
