"""One session as a mixer would look over it: head, tempo, tracks in their folders with inserts and sends, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from parsers.session import Insert, Send, Session, Track
from parsers.vocabulary import describe
from tui.lines import Line, Style, Styled, cut, pad, wrap
from tui.views.insert import UNREADABLE, insert_name, insert_phrases, insert_states, plugin_name
from tui.views.say import clock, counted, when

__all__ = ["session_lines"]

_DEEPEST = 8
"""Folders are indented this far at most, so that a deep tree stays on the page."""
_WARNINGS = 8
_MARKS_AT = 56
"""Column at 80 where a track's marks begin; what does not fit goes on below."""


def session_lines(session: Session, *, columns: int, plain: bool) -> Iterator[Line]:
    """Yield the whole view. ``plain`` gives one sentence a fact, for screen readers and scripts."""
    yield from _head(session, columns)
    names = {track.id: track.name or f"Track {number}" for number, track in enumerate(session.tracks, start=1)}
    depths: dict[str, int] = {}
    if session.tracks:
        yield ()
    if session.kind == "chain":
        for track in session.tracks:
            yield from _chain(track.inserts, "  ", columns)
        yield from _coverage(session, columns)
        yield from _warnings(session, columns)
        return
    for number, track in enumerate(session.tracks, start=1):
        depths[track.id] = depths.get(track.folder, -1) + 1 if track.folder else 0
        yield from _track(track, number, min(depths[track.id], _DEEPEST), names, columns=columns, plain=plain)
    if _has_master(session):
        yield ()
        yield from _track(session.master, 0, 0, names, columns=columns, plain=plain)
    yield from _coverage(session, columns)
    yield from _warnings(session, columns)


def _has_master(session: Session) -> bool:
    """A chain or a template of tracks has a neutral master that says nothing."""
    return session.kind == "project"


def _head(session: Session, columns: int) -> Iterator[Line]:
    name = PurePath(session.path.replace("\\", "/")).name if session.path else session.title or "session"
    yield (
        Styled(name, Style.TITLE),
        Styled(f"  {session.title}" if session.title not in {"", name} else "", Style.DIM),
    )
    facts = [f"{session.app} {session.app_version}".strip()]
    if session.saved_at is not None:
        facts.append(f"saved {when(session.saved_at)}")
    if session.sample_rate:
        facts.append(f"{session.sample_rate / 1000:g} kHz")
    facts += _tempo(session)
    for text in wrap(facts, columns=columns, joint=" · "):
        yield (text,)
    for text in wrap(_counts(session), columns=columns, joint=", "):
        yield (text,)


def _tempo(session: Session) -> list[str]:
    if not session.tempo_map:
        return []
    first = session.tempo_map[0]
    if session.tempo_is_default:
        return [f"tempo never set ({first.bpm:g} bpm)"]
    speeds = sorted({round(point.bpm, 2) for point in session.tempo_map})
    speed = f"{first.bpm:.4g} bpm" if len(speeds) == 1 else f"{speeds[0]:.4g}–{speeds[-1]:.4g} bpm"
    metres = sorted({(point.numerator, point.denominator) for point in session.tempo_map})
    metre = ", ".join(f"{upper}/{lower}" for upper, lower in metres[:3])
    played = [] if session.play_rate == 1 else [f"played at {session.play_rate:.3g}×"]
    return [f"{speed} {metre}", *played]


def _counts(session: Session) -> list[str]:
    clips = [clip for track in session.tracks for clip in track.clips]
    inserts = [insert for track in session.every_track() for insert in _all_inserts(track)]
    folders = sum(track.kind == "folder" for track in session.tracks)
    counts = []
    if session.tracks:
        counts.append(counted(len(session.tracks), "track") + (f" ({counted(folders, 'folder')})" if folders else ""))
    if inserts:
        counts.append(counted(len(inserts), "plug-in"))
    if clips:
        counts.append(counted(len(clips), "clip"))
        counts.append(f"{clock(max(clip.position_s + clip.length_s for clip in clips))} long")
    return counts


def _track(
    track: Track, number: int, depth: int, names: dict[str, str], *, columns: int, plain: bool
) -> Iterator[Line]:
    name = track.name or ("Master" if track.kind == "master" else f"Track {number}")
    fader, pan = describe("fader.gain").say(track.gain_db), describe("pan.position").say(track.pan)
    marks = _marks(track, plain=plain)
    if plain:
        inside = f", in {names.get(track.folder, 'a folder')}" if track.folder else ""
        label = f"track {number} {name}" if number else name
        yield (f"{label}{inside}: fader {fader}, pan {pan}{''.join(f', {mark}' for mark in marks)}",)
        indent = "  "
    else:
        indent = " " * 4 + "  " * depth
        style = Style.STRONG if track.kind != "track" else None
        room = max(columns - 46, 20) - 2 * depth
        title = pad(cut(name, room), room)
        said = [*wrap(marks, columns=columns - _MARKS_AT, joint=", "), ""]
        yield (
            Styled(pad(str(number) if number else "", 3, "right"), Style.DIM),
            " " + "  " * depth,
            title if style is None else Styled(title, style),
            f" {pad(fader, 9, 'right')}  {pad(pan, 4, 'right')}  ",
            Styled(said[0], Style.WARN if track.muted else Style.DIM),
        )
        for more in said[1:-1]:
            yield (" " * _MARKS_AT, Styled(more, Style.DIM))
        indent += "  "
    yield from _chain(track.inserts, indent, columns)
    yield from _sends(track.sends, indent, names, columns=columns, plain=plain)


def _marks(track: Track, *, plain: bool) -> list[str]:
    marks = [
        word
        for word, holds in (
            ("muted", track.muted),
            ("solo", track.soloed),
            ("polarity inverted", track.polarity_inverted),
            ("frozen", track.frozen),
            ("chain bypassed", not track.chain_enabled),
            ("not to its parent", track.output == "none" and track.kind != "master"),
            (f"width {track.width:.0%}".replace("%", " %"), track.width != 1.0),
        )
        if holds
    ]
    moving = [describe(envelope.target).label for envelope in track.envelopes if envelope.active]
    if moving:
        shown = moving if plain else moving[:2] + (["…"] if len(moving) > 2 else [])
        marks.append(f"automated {', '.join(shown)}")
    return marks


def _chain(inserts: Sequence[Insert], indent: str, columns: int) -> Iterator[Line]:
    """Each readable plug-in on lines of its own; neighbours that cannot be read together on one."""
    for unread, run in groupby(inserts, key=lambda insert: insert_phrases(insert) == [UNREADABLE]):
        if unread:
            pieces = [_named(insert) for insert in run]
            pieces[-1] += f": {UNREADABLE}"
            for text in wrap(pieces, columns=columns, first=indent, rest=indent + "  ", joint=", "):
                yield (Styled(text, Style.DIM),)
            continue
        for insert in run:
            style = Style.DIM if insert.offline or not insert.enabled else None
            phrases = insert_phrases(insert)
            first = f"{indent}{_named(insert)}{': ' if phrases else ''}"
            for text in wrap(phrases, columns=columns, first=first, rest=indent + "  ", joint=", "):
                yield (text if style is None else Styled(text, style),)


def _named(insert: Insert) -> str:
    states = insert_states(insert)
    return cut(insert_name(insert) + (f" ({', '.join(states)})" if states else ""), 56)


def _sends(sends: Sequence[Send], indent: str, names: dict[str, str], *, columns: int, plain: bool) -> Iterator[Line]:
    """Neighbours that differ in nothing but their target share a line."""
    for facts, run in groupby(sends, key=_send_facts):
        targets = [_target(send, names) for send in run]
        targets[-1] += f": {facts}"
        first = f"{indent}{'send to ' if plain else '→ '}"
        for text in wrap(targets, columns=columns, first=first, rest=indent + "  ", joint=", "):
            yield (text,)


def _target(send: Send, names: dict[str, str]) -> str:
    if send.to.startswith("hardware:"):
        return f"hardware output {send.to.partition(':')[2]}"
    return cut(names.get(send.to) or "unnamed track", 40)


def _send_facts(send: Send) -> str:
    if send.channel == "":
        return "MIDI only"
    facts = [describe("send.gain").say(send.gain_db)]
    if send.pan:
        facts.append(describe("send.pan").say(send.pan))
    if send.tap != "post_fader":
        facts.append({"pre_fx": "before the plug-ins", "pre_fader": "pre-fader"}[send.tap])
    if send.channel != "1/2":
        facts.append(f"into channels {send.channel}")
    if send.muted:
        facts.append("muted")
    if any(envelope.active for envelope in send.envelopes):
        facts.append("automated")
    return ", ".join(facts)


def _all_inserts(track: Track) -> Iterator[Insert]:
    waiting = [*track.inserts, *track.input_inserts, *(insert for clip in track.clips for insert in clip.inserts)]
    waiting.reverse()
    while waiting:
        insert = waiting.pop()
        yield insert
        waiting.extend(reversed(insert.inserts))


def _coverage(session: Session, columns: int) -> Iterator[Line]:
    inserts = [insert for track in session.every_track() for insert in _all_inserts(track) if not insert.inserts]
    if not inserts:
        return
    yield ()
    for coverage, head in (
        ("decoded", "Read in full"),
        ("named", "Read in part"),
        ("opaque", "Not readable"),
    ):
        count = Counter(plugin_name(insert.plugin) for insert in inserts if insert.coverage == coverage)
        if not count:
            continue
        pieces = [f"{name} ×{times}" if times > 1 else name for name, times in count.most_common(12)]
        if len(count) > 12:
            pieces.append(f"{len(count) - 12} more")
        first = f"{head}: {count.total()} of {len(inserts)}: "
        for text in wrap(pieces, columns=columns, first=first, rest="  ", joint=", "):
            yield (text,)


def _warnings(session: Session, columns: int) -> Iterator[Line]:
    if not session.warnings:
        return
    yield ()
    for warning in session.warnings[:_WARNINGS]:
        for text in wrap(warning.split(" "), columns=columns, first="Warning: ", rest="  "):
            yield (Styled(text, Style.WARN),)
    if len(session.warnings) > _WARNINGS:
        yield (
            Styled(f"and {counted(len(session.warnings) - _WARNINGS, 'warning')} more (--json has all)", Style.WARN),
        )
