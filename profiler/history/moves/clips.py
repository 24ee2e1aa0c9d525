"""Moves of clips: placed, cut, faded, made louder; equal changes on one track are told as one, with their count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parsers.session import Clip, Scalar, Track
from parsers.vocabulary import describe
from profiler.history.matching import pair_clips
from profiler.history.moves.envelopes import compare_envelopes
from profiler.history.moves.equal import is_same, same_number
from profiler.history.moves.found import Found, clip_object, lines_changed
from profiler.history.moves.inserts import compare_chain
from profiler.history.moves.line_terms import ends_of
from profiler.history.noise_words import reason_for
from profiler.history.patch import ORDER, Path
from profiler.history.records import MoveObject, Stretch
from profiler.history.rides import stretch_of

__all__ = ["compare_clips"]

_MOST_TOLD = 8
"""So many different changes of one term on one track are told one by one; more are one edit, told once."""
_FADE_MARGIN_S = 0.002
_NEIGHBOURS = 8
"""So many clips that begin after one are looked at for an overlap: more lie on top of each other, not across."""
_ROUNDED = "the same value, rounded otherwise"
_IN_BARS = "kept its place in the bars while the tempo changed"
_CROSSFADE = "an automatic cross-fade: it follows from where the clips lie"
_COPIED = "an export made the audio anew: where its copy lies and where the clip begins in it"


@dataclass(slots=True)
class _Change:
    """One term of one clip."""

    clip: Clip
    before: Scalar | None
    after: Scalar | None
    claims: list[Path]
    audible: bool


@dataclass(slots=True)
class _Track:
    """The changes of one track's clips, gathered so that equal ones are told once."""

    found: Found
    owner: MoveObject
    step_s: float = 0.0
    """Times that differ by no more are one, rounded to different grids."""
    changes: dict[tuple[object, ...], list[_Change]] = field(default_factory=dict)
    noises: dict[tuple[str, str], int] = field(default_factory=dict)

    def change(self, term: str, key: tuple[object, ...], change: _Change) -> None:
        self.changes.setdefault((term, *key), []).append(change)

    def noise(self, what: str, reason: str, claims: Iterable[Path]) -> None:
        self.found.claims.update(claims)
        self.noises[what, reason] = self.noises.get((what, reason), 0) + 1

    def tell(self) -> None:
        """Hand everything on."""
        by_term: dict[str, list[list[_Change]]] = {}
        for (term, *_), changes in self.changes.items():
            by_term.setdefault(str(term), []).append(changes)
        for term, groups in by_term.items():
            if len(groups) > _MOST_TOLD:
                self._tell(term, [change for group in groups for change in group])
            else:
                for group in groups:
                    self._tell(term, group)
        for (what, reason), count in self.noises.items():
            clips = "1 clip" if count == 1 else f"{count} clips"
            self.found.noise(self.owner, f"clip {what}", clips, clips, reason, [])

    def _stretch(self, clips: Sequence[Clip]) -> Stretch:
        """From the first clip's start to the last one's end."""
        ends = [clip.position_s + clip.length_s for clip in clips]
        return stretch_of(self.found.after, min(clip.position_s for clip in clips), max(ends))

    def _tell(self, term: str, changes: list[_Change]) -> None:
        first = min(changes, key=lambda change: (change.clip.position_s, change.clip.id))
        one_thing = len({(change.before, change.after) for change in changes}) == 1
        shifted = term in {"clip.moved", "clip.trimmed"}
        count = len(changes)
        before, after = (first.before, first.after) if one_thing or shifted else (None, None)
        if term in {"clip.added", "clip.removed"}:
            before, after = (0.0, float(count)) if term == "clip.added" else (float(count), 0.0)
        self.found.move(
            clip_object(self.owner, first.clip),
            term,
            (before, after),
            [path for change in changes for path in change.claims],
            audible=any(change.audible for change in changes),
            count=count,
            stretch=self._stretch([change.clip for change in changes]),
        )


def compare_clips(
    found: Found, path: Path, owner: MoveObject, earlier: Track, later: Track, *, audible: bool = True
) -> None:
    """Compare the clips of one track; `path` is the track's."""
    path = (*path, "clips")
    before, after = earlier.clips, later.clips
    if before == after:
        return
    pairing = pair_clips(before, after)
    steps = found.before.time_step_s, found.after.time_step_s
    track = _Track(found, owner, step_s=max(steps) if steps[0] != steps[1] else 0.0)
    for i in pairing.removed:
        heard = audible and earlier.plays(before[i])
        track.change("clip.removed", (), _Change(before[i], None, None, [(*path, i)], heard))
    for j in pairing.added:
        heard = audible and later.plays(after[j])
        track.change("clip.added", (), _Change(after[j], None, None, [(*path, -1 - j)], heard))
    crossed = _cross_faded(before), _cross_faded(after)
    for i, j in pairing.pairs:
        if before[i] != after[j]:
            sides = crossed[0].get(i, frozenset()) | crossed[1].get(j, frozenset())
            laned = audible and (_in_playing_lane(earlier, before[i]) or _in_playing_lane(later, after[j]))
            _compare_clip(track, (*path, i), before[i], after[j], sides, audible=laned)
    if pairing.moved():
        track.noise("order", "clips are listed by time", [(*path, ORDER)])
    track.tell()


def _in_playing_lane(track: Track, clip: Clip) -> bool:
    return track.plays(replace(clip, muted=False)) if clip.lane else True


def _cross_faded(clips: Sequence[Clip]) -> dict[int, frozenset[str]]:
    """Place of a clip → which of its fades is automatic: as long as the overlap with a neighbour."""
    found: dict[int, set[str]] = {}
    order = sorted(range(len(clips)), key=lambda place: (clips[place].position_s, place))
    for number, place in enumerate(order):
        one = clips[place]
        end = one.position_s + one.length_s
        for later in order[number + 1 : number + 1 + _NEIGHBOURS]:
            other = clips[later]
            overlap = end - other.position_s
            if overlap <= 0:
                break
            if one.auto_fade and abs(one.fade_out_s - overlap) < _FADE_MARGIN_S:
                found.setdefault(place, set()).add("fade_out_s")
            if other.auto_fade and abs(other.fade_in_s - overlap) < _FADE_MARGIN_S:
                found.setdefault(later, set()).add("fade_in_s")
    return {place: frozenset(sides) for place, sides in found.items()}


_PLAIN: tuple[tuple[str, str], ...] = (
    # field, term
    ("gain_db", "clip.gain"),
    ("pan", "clip.pan"),
    ("polarity_inverted", "clip.polarity"),
    ("rate", "clip.rate"),
    ("pitch_st", "clip.pitch"),
    ("loop", "clip.loop"),
)


def _compare_clip(
    track: _Track, path: Path, before: Clip, after: Clip, crossed: frozenset[str], *, audible: bool
) -> None:
    heard = audible and not (before.muted and after.muted)
    before = _carried_along(track, path, before, after)
    taken = before.take != after.take and _other_take(before, after)
    _compare_place(track, path, before, after, taken=taken, audible=heard)
    _compare_source(track, path, before, after, taken=taken, audible=heard)
    for name, term in () if taken else _PLAIN:
        _value(track, (*path, name), term, before, after, name, audible=heard)
    _value(track, (*path, "muted"), "clip.muted", before, after, "muted", audible=audible)
    if before.lane and after.lane:
        _value(track, (*path, "lane"), "clip.lane", before, after, "lane", audible=heard)
    elif before.lane != after.lane:
        track.noise("lane", "its track was given lanes, or took them away", [(*path, "lane")])
    _compare_fades(track, path, before, after, crossed, audible=heard)
    for name, word, reason in (
        ("fade_in_shape", "fade shape", "how a fade is curved"),
        ("fade_out_shape", "fade shape", "how a fade is curved"),
        ("auto_fade", "automatic cross-fade", _CROSSFADE),
        ("takes", "number of takes", "recordings that are kept but not played"),
        ("id", "id", "an id that the application gives"),
        ("name", "name", "a label"),
    ):
        if getattr(before, name) != getattr(after, name):
            track.noise(word, reason, [(*path, name)])
    subject = clip_object(track.owner, after)
    curves = before.envelopes, after.envelopes
    compare_envelopes(track.found, (*path, "envelopes"), subject, *curves, audible=heard, starts_s=after.position_s)
    compare_chain(track.found, (*path, "inserts"), subject, before.inserts, after.inserts, audible=heard)
    for lines_before, lines_after, place in (
        (before.extra, after.extra, (*path, "extra")),
        (before.source.extra, after.source.extra, (*path, "source", "extra")),
    ):
        if lines_before != lines_after:
            track.found.claims.add(place)
            for word, was, now in lines_changed(lines_before, lines_after):
                told = ends_of(word, was, now) if was or now else None
                if told is None or taken:
                    track.noise(word, reason_for(word), [place])
                else:
                    term, first, last = told
                    track.change(term, (first, last), _Change(after, first, last, [place], heard))


def _compare_fades(
    track: _Track, path: Path, before: Clip, after: Clip, crossed: frozenset[str], *, audible: bool
) -> None:
    for name, term in (("fade_in_s", "clip.fade_in"), ("fade_out_s", "clip.fade_out")):
        was, now = getattr(before, name), getattr(after, name)
        if name in crossed and was != now:
            track.noise(term, _CROSSFADE, [(*path, name)])
        elif was != now and abs(was - now) <= track.step_s:
            track.noise(term, _ROUNDED, [(*path, name)])
        else:
            _value(track, (*path, name), term, before, after, name, audible=audible)


def _carried_along(track: _Track, path: Path, before: Clip, after: Clip) -> Clip:
    """The earlier clip with the later times where the tempo alone changed them: it kept its place in the bars."""
    bars = track.found.bars
    carried: dict[str, Any] = {}
    if before.position_s != after.position_s and bars.carried(before.position_s, after.position_s):
        carried["position_s"] = after.position_s
    for name in ("length_s", "source_offset_s", "fade_in_s", "fade_out_s"):
        was, now = getattr(before, name), getattr(after, name)
        if was != now and bars.carried_span((before.position_s, was), (after.position_s, now)):
            carried[name] = now
    if not carried:
        return before
    track.noise("times", _IN_BARS, [(*path, name) for name in carried])
    return replace(before, **carried)


def _value(track: _Track, path: Path, term: str, before: Clip, after: Clip, name: str, *, audible: bool) -> None:
    was, now = getattr(before, name), getattr(after, name)
    if was == now:
        return
    if is_same(was, now, describe(term).unit):
        track.noise(term, _ROUNDED, [path])
    else:
        key = tuple(round(value, 3) if isinstance(value, float) else value for value in (was, now))
        track.change(term, key, _Change(after, was, now, [path], audible))


def _compare_place(track: _Track, path: Path, before: Clip, after: Clip, *, taken: bool, audible: bool) -> None:
    """Position, length and offset. A left edge that is pulled moves all three: one trim.

    taken  another take plays: the offset is its own
    """

    def same(was: float, now: float) -> bool:
        return same_number(was, now, "s") or abs(was - now) <= track.step_s

    moved = not same(before.position_s, after.position_s)
    trimmed = not same(before.length_s, after.length_s)
    was, now = _plays_from(before), _plays_from(after)
    slipped = not same(was, now)
    ends_alike = same(before.position_s + before.length_s, after.position_s + after.length_s)
    left_edge = moved and trimmed and ends_alike
    place, length = (*path, "position_s"), (*path, "length_s")
    offsets: list[Path] = [(*path, "source_offset_s"), (*path, "source", "start_s")]
    if moved and not left_edge:
        shift = round(after.position_s - before.position_s, 3)
        track.change("clip.moved", (shift,), _Change(after, before.position_s, after.position_s, [place], audible))
    elif before.position_s != after.position_s and not left_edge:
        track.noise("position", _ROUNDED, [place])
    if trimmed:
        claims = [length, *offsets, *([place] if left_edge else [])]
        step = round(after.length_s - before.length_s, 3)
        track.change("clip.trimmed", (step,), _Change(after, before.length_s, after.length_s, claims, audible))
    elif before.length_s != after.length_s:
        track.noise("length", _ROUNDED, [length])
    if taken:
        return
    copied = bool(after.source.name) and (before.source.path != after.source.path or not after.source.path)
    starts = before.source_offset_s, before.source.start_s, after.source_offset_s, after.source.start_s
    if trimmed or starts[:2] == starts[2:]:
        return
    if copied:
        track.noise("offset", _COPIED, offsets)
    elif slipped:
        track.change("clip.slipped", (round(now - was, 3),), _Change(after, was, now, offsets, audible))
    else:
        track.noise("offset", _ROUNDED, offsets)


def _plays_from(clip: Clip) -> float:
    """Where in its file it starts."""
    return clip.source.start_s + clip.source_offset_s


def _other_take(before: Clip, after: Clip) -> bool:
    """Whether another recording is played, not the same one under a new id."""
    return before.source.path != after.source.path or before.source.hash != after.source.hash or before.takes > 1


def _compare_source(track: _Track, path: Path, before: Clip, after: Clip, *, taken: bool, audible: bool) -> None:
    if taken:
        of_the_take = ("take", "source", "name", "source_offset_s", "takes", *(name for name, _ in _PLAIN))
        claims: list[Path] = [(*path, name) for name in of_the_take]
        track.change("clip.take", (), _Change(after, before.name, after.name, claims, audible))
        return
    if before.take != after.take:
        track.noise("take", "the same recording under another id", [(*path, "take")])
    was, now = before.source, after.source
    if was.name != now.name and was.path == now.path:
        track.noise("source", "a label", [(*path, "source", "name")])
    if was.path != now.path and was.name and was.name == now.name:
        track.noise("source", _COPIED, [(*path, "source", "path")])
    elif was.path != now.path:
        claims = [(*path, "source", name) for name in ("path", "kind", "hash", "name")]
        ends = _file_name(was.path), _file_name(now.path)
        track.change("clip.source", (), _Change(after, *ends, claims, audible))
    elif was.hash != now.hash or was.kind != now.kind:
        claims = [(*path, "source", "hash"), (*path, "source", "kind")]
        track.change("clip.notes", (), _Change(after, None, None, claims, audible))


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
