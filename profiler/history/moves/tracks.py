"""Moves of a track's own controls: fader, pan, mute, polarity, name, routing."""

from __future__ import annotations

import math

from parsers.session import Scalar, Track
from parsers.vocabulary import describe
from profiler.history.moves.clips import compare_clips
from profiler.history.moves.envelopes import compare_envelopes, is_driven, level_taken_over, playhead_only
from profiler.history.moves.found import Found
from profiler.history.moves.inserts import compare_chain
from profiler.history.moves.sends import compare_sends
from profiler.history.patch import Path
from profiler.history.records import MoveObject

__all__ = ["compare_track"]

_WORKFLOW = "workflow: how the engineer listened or worked, not how it shall sound"
_PLAYHEAD = "automated: the value that its curve had at the playhead"
_TAKEN_OVER = "the level went into a curve that appears (or came out of one that leaves) at this save"

_ANEW = "the track was made anew: this is where a new one stands"

_FROZEN = "part of freezing the track: one decision, told as such"

_USUAL_PAN_MODE = "balance"
_DUAL = "dual pan"

_PLAIN: tuple[tuple[str, str], ...] = (
    # field, term
    ("polarity_inverted", "polarity"),
    ("pan_mode", "pan.mode"),
    ("pan_law_db", "pan.law"),
    ("mono", "master.mono"),
    ("chain_enabled", "track.chain"),
    ("frozen", "track.frozen"),
    ("channels", "track.channels"),
)
_WORK: tuple[tuple[str, str], ...] = (
    ("soloed", "solo"),
    ("armed", "armed"),
    ("colour", "colour"),
    ("automation_mode", "automation mode"),
)


def compare_track(found: Found, path: Path, before: Track, after: Track) -> None:
    """Compare one track (or the master) with itself at a later save."""
    subject = found.track(after)
    audible = after.id not in found.silent
    _compare_level(found, path, subject, before, after, audible=audible)
    _compare_trim(found, path, subject, before, after, audible=audible)
    _compare_pan(found, path, subject, before, after, audible=audible)
    _compare_mute(found, path, subject, before, after)
    for field, term in _PLAIN:
        _compare_plain(found, (*path, field), subject, term, getattr(before, field), getattr(after, field))
    for field, word in _WORK:
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            found.noise(subject, word, was, now, _WORKFLOW, [(*path, field)])
    _compare_place(found, path, subject, before, after)
    _compare_name(found, path, subject, before, after)
    if before.id != after.id:
        found.noise(subject, "id", before.id, after.id, "an id that the application gives", [(*path, "id")])
    compare_envelopes(found, (*path, "envelopes"), subject, before.envelopes, after.envelopes, audible=audible)
    heard = audible and (before.chain_enabled or after.chain_enabled)
    inserts_gone, clips_gone = _into_freeze(before, after)
    if inserts_gone:
        counts = len(before.inserts), len(after.inserts)
        found.noise(subject, "inserts", *counts, _FROZEN, [(*path, "inserts")])
    else:
        compare_chain(found, (*path, "inserts"), subject, before.inserts, after.inserts, audible=heard)
    compare_chain(found, (*path, "input_inserts"), subject, before.input_inserts, after.input_inserts, audible=False)
    compare_sends(found, (*path, "sends"), subject, before, after, audible=audible)
    if clips_gone:
        found.noise(subject, "clips", len(before.clips), len(after.clips), _FROZEN, [(*path, "clips")])
    else:
        compare_clips(found, path, subject, before, after, audible=audible)
    _compare_lanes(found, (*path, "lanes_playing"), subject, before, after, audible=audible)
    found.lines(subject, before.extra, after.extra, (*path, "extra"))


def _into_freeze(before: Track, after: Track) -> tuple[bool, bool]:
    """Whether inserts, and whether clips, only went into a freeze or came out of it.

    Where a format takes them out of a frozen track, fewer inserts or none are left, and the clips are all others.
    """
    if before.frozen == after.frozen:
        return False, False
    frozen, free = (after, before) if after.frozen else (before, after)
    inserts = {insert.id for insert in frozen.inserts} < {insert.id for insert in free.inserts}
    clips = bool(free.clips) and not {clip.id for clip in frozen.clips} & {clip.id for clip in free.clips}
    return inserts, clips


def _compare_lanes(
    found: Found, path: Path, subject: MoveObject, before: Track, after: Track, *, audible: bool
) -> None:
    if before.lanes_playing == after.lanes_playing:
        return
    heard = audible and any(before.plays(clip) for clip in before.clips) | any(map(after.plays, after.clips))
    found.move(subject, "track.lanes", (_lanes(before), _lanes(after)), [path], audible=heard)


def _lanes(track: Track) -> str:
    if track.lanes_playing is None:
        return "all"
    return ", ".join(map(str, track.lanes_playing))


def _compare_name(found: Found, path: Path, subject: MoveObject, before: Track, after: Track) -> None:
    """A name that the application gives follows the track's number and first device: no renaming."""
    found.claims.add((*path, "name_is_default"))
    if before.name != after.name and before.name_is_default and after.name_is_default:
        reason = "a name that the application gives"
        found.noise(subject, "name", before.name, after.name, reason, [(*path, "name")])
    elif before.name != after.name:
        found.move(subject, "track.renamed", (before.name, after.name), [(*path, "name")])
    elif before.name_is_default != after.name_is_default:
        ends = before.name_is_default, after.name_is_default
        found.noise(subject, "name", *ends, "the same name, given by hand", [(*path, "name_is_default")])


def _term(track: Track, plain: str, master: str) -> str:
    return master if track.kind == "master" else plain


def _compare_level(
    found: Found, path: Path, subject: MoveObject, before: Track, after: Track, *, audible: bool
) -> None:
    if before.gain_db == after.gain_db:
        return
    why = ""
    target = "fader.gain"
    beside = after if any(one.target == target and one.active for one in after.envelopes) else before
    if playhead_only(target, before.envelopes, after.envelopes, before.automation_mode, after.automation_mode):
        why = _PLAYHEAD
    elif after.gain_db == 0.0 and _is_made_anew(before, after):
        why = _ANEW
    elif level_taken_over(
        target,
        before.envelopes,
        after.envelopes,
        change_db=_step(before.gain_db, after.gain_db),
        lands_on_zero=abs(beside.gain_db) < 0.01,
    ):
        why = _TAKEN_OVER
    if after.output == before.output == "none" and not any(send.tap == "post_fader" for send in after.sends):
        audible = False
    term = _term(after, target, "master.gain")
    found.value(
        subject,
        term,
        before.gain_db,
        after.gain_db,
        [(*path, "gain_db")],
        audible=audible,
        automated=is_driven(target, before.envelopes, after.envelopes),
        why_noise=why,
    )


def _is_made_anew(before: Track, after: Track) -> bool:
    """Whether the format itself says that these are two tracks, though they are alike: one was made for the other."""
    return before.id != after.id and not before.id.startswith("#") and not after.id.startswith("#")


def _compare_trim(found: Found, path: Path, subject: MoveObject, before: Track, after: Track, *, audible: bool) -> None:
    target = "trim.gain"
    modes = before.automation_mode, after.automation_mode
    why = _PLAYHEAD if playhead_only(target, before.envelopes, after.envelopes, *modes) else ""
    found.value(subject, target, before.trim_db, after.trim_db, [(*path, "trim_db")], audible=audible, why_noise=why)


def _step(before: float, after: float) -> float:
    return after - before if math.isfinite(before) and math.isfinite(after) else math.inf


def _compare_pan(found: Found, path: Path, subject: MoveObject, before: Track, after: Track, *, audible: bool) -> None:
    modes = before.automation_mode, after.automation_mode
    for field, target, term in (
        ("pan", "pan.position", _term(after, "pan.position", "master.pan")),
        ("width", "pan.width", "pan.width"),
    ):
        was, now = getattr(before, field), getattr(after, field)
        why = _PLAYHEAD if playhead_only(target, before.envelopes, after.envelopes, *modes) else ""
        if not why and now == describe(target).default and _is_made_anew(before, after):
            why = _ANEW
        driven = is_driven(target, before.envelopes, after.envelopes)
        found.value(subject, term, was, now, [(*path, field)], audible=audible, automated=driven, why_noise=why)
    for field, target in (("pan_left", "pan.left"), ("pan_right", "pan.right")):
        was, now = getattr(before, field), getattr(after, field)
        why = _PLAYHEAD if playhead_only(target, before.envelopes, after.envelopes, *modes) else ""
        if _DUAL not in (before.pan_mode, after.pan_mode):
            why = "without effect in this pan mode"
        found.value(subject, target, was, now, [(*path, field)], audible=audible, why_noise=why)


def _compare_mute(found: Found, path: Path, subject: MoveObject, before: Track, after: Track) -> None:
    why = (
        _PLAYHEAD
        if playhead_only("mute", before.envelopes, after.envelopes, before.automation_mode, after.automation_mode)
        else ""
    )
    term = _term(after, "mute", "master.mute")
    found.value(subject, term, before.muted, after.muted, [(*path, "muted")], why_noise=why)


def _compare_plain(
    found: Found, path: Path, subject: MoveObject, term: str, before: Scalar | None, after: Scalar | None
) -> None:
    if before is None or after is None:
        if before is not after:
            found.move(subject, term, (before, after), [path])
    elif {before, after} == {"", _USUAL_PAN_MODE}:
        found.noise(subject, term, before, after, "the session's usual pan mode, written out or left out", [path])
    else:
        found.value(subject, term, _number(before), _number(after), [path])


def _number(value: Scalar) -> Scalar:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _compare_place(found: Found, path: Path, subject: MoveObject, before: Track, after: Track) -> None:
    """Folder, output and groups. A new folder brings a new output with it: one move."""
    ids = found.matched.later_id
    was_folder, now_folder = ids.get(before.folder, before.folder), after.folder
    was_output, now_output = ids.get(before.output, before.output), after.output
    moved = was_folder != now_folder
    if moved:
        claims = [(*path, "folder"), (*path, "kind")]
        ends = _name(found, before.folder), _name(found, after.folder)
        found.move(subject, "track.folder", ends, claims)
    elif before.folder != after.folder:
        found.noise(
            subject, "folder", before.folder, after.folder, "the same folder under another id", [(*path, "folder")]
        )
    if before.kind != after.kind:
        found.noise(subject, "kind", before.kind, after.kind, "follows from what lies inside it", [(*path, "kind")])
    implied = moved and was_output in (was_folder, "master") and now_output in (now_folder, "master")
    if was_output != now_output and not implied:
        ends = _name(found, before.output), _name(found, after.output)
        found.move(subject, "track.output", ends, [(*path, "output")])
    elif before.output != after.output:
        found.noise(subject, "output", before.output, after.output, "follows the folder", [(*path, "output")])
    if before.groups != after.groups:
        ends = " ".join(before.groups), " ".join(after.groups)
        if after.kind == "master":
            found.noise(subject, "groups", *ends, "which faders go along with the master's", [(*path, "groups")])
        else:
            found.move(subject, "track.groups", ends, [(*path, "groups")])


def _name(found: Found, id: str) -> str:
    """The name of a folder or output track, or the word itself (``master``, ``none``); "" at the top."""
    track = found.after.track(id) or found.before.track(id) if id else None
    return track.name or f"Track {found.numbers.get(id, 0)}" if track else id
