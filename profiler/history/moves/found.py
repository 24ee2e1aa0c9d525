"""What a comparison gathers: moves, noise, and which part of the patch each of them stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from parsers.session import Clip, Insert, Scalar, Session, Track
from parsers.vocabulary import band_of, describe
from profiler.history.matching import Matched
from profiler.history.moves.bars import Bars
from profiler.history.moves.equal import is_same
from profiler.history.moves.line_terms import ends_of
from profiler.history.moves.numbers import Numbers
from profiler.history.noise_words import NOT_READ, reason_for
from profiler.history.patch import Change, Patch, Path
from profiler.history.records import ClipRef, InsertRef, Move, MoveObject, Noise, Role, Stretch, TrackRef

__all__ = ["Comparison", "Found", "lines_changed"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What happened between two saves.

    claims  places of the patch that a move or a noise stands for, each with everything below it
    """

    moves: tuple[Move, ...]
    noise: tuple[Noise, ...]
    claims: frozenset[Path]

    def left_over(self, patch: Patch) -> tuple[Change, ...]:
        """The changes of the patch that neither a move nor a noise stands for: always none."""
        return tuple(
            change
            for change in patch.changes
            if not any(change.path[:length] in self.claims for length in range(1, len(change.path) + 1))
        )


@dataclass(slots=True)
class Found:
    """A comparison under way: the two saves, what is known of them, and what was found so far."""

    matched: Matched
    roles: Mapping[str, Role]
    silent: frozenset[str] = frozenset()
    """Ids (later save) of tracks that were silent in both saves: muted themselves or by a folder."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Id of a track → its place in the mixer, from 1; of removed tracks the earlier place."""
    moves: list[Move] = field(default_factory=list)
    noises: list[Noise] = field(default_factory=list)
    claims: set[Path] = field(default_factory=set)
    _bars: Bars | None = None

    @property
    def bars(self) -> Bars:
        """The two time lines in beats."""
        if self._bars is None:
            self._bars = Bars(self.before, self.after)
        return self._bars

    @property
    def before(self) -> Session:
        """The earlier save."""
        return self.matched.before

    @property
    def after(self) -> Session:
        """The later save."""
        return self.matched.after

    def track(self, track: Track) -> MoveObject:
        """The object of a track's own moves."""
        role = self.roles.get(track.id)
        name = track.name or ("Master" if track.kind == "master" else "")
        return MoveObject(
            track=TrackRef(track.id, name, role.name if role else "unknown", self.numbers.get(track.id, 0))
        )

    def move(  # noqa: PLR0913 - a move, field by field
        self,
        object: MoveObject,
        term: str,
        ends: tuple[Scalar | None, Scalar | None],
        claims: Iterable[Path],
        *,
        unit: str | None = None,
        audible: bool = True,
        automated: bool = False,
        count: int = 1,
        stretch: Stretch | None = None,
    ) -> None:
        """Add a move from one end to the other; unit (unless given) and family are the term's own."""
        entry = describe(term)
        self.claims.update(claims)
        self.moves.append(
            Move(
                id=None,
                object=object,
                family=entry.family,
                term=term,
                before=ends[0],
                after=ends[1],
                unit=entry.unit if unit is None else unit,
                size_jnd=entry.size_jnd(*ends),
                audible=audible,
                automated=automated,
                count=count,
                stretch=stretch,
            )
        )

    def noise(
        self, object: MoveObject, what: str, before: object, after: object, reason: str, claims: Iterable[Path]
    ) -> None:
        """Add a difference that is no decision."""
        self.claims.update(claims)
        self.noises.append(Noise(object, what, _short(before), _short(after), reason))

    def value(
        self,
        object: MoveObject,
        term: str,
        before: Scalar,
        after: Scalar,
        claims: Iterable[Path],
        *,
        audible: bool = True,
        automated: bool = False,
        why_noise: str = "",
    ) -> None:
        """Add the move of a value that differs, or its noise: re-rounded, or for the reason given.

        automated  an active curve drives the same control, which the value trims
        """
        self.claims.update(claims)
        if before == after:
            return
        if why_noise:
            self.noise(object, term, before, after, why_noise, claims)
        elif is_same(before, after, describe(term).unit):
            self.noise(object, term, before, after, "the same value, rounded otherwise", claims)
        else:
            self.move(object, term, (before, after), claims, audible=audible, automated=automated)

    def lines(
        self, object: MoveObject, before: Sequence[str], after: Sequence[str], path: Path, *, audible: bool = True
    ) -> None:
        """Name the lines without a term that differ, one noise for each first word; tell the few that have one."""
        if before == after:
            return
        upgraded = self.before.app_version != self.after.app_version
        for word, was, now in lines_changed(before, after):
            told = ends_of(word, was, now) if was or now else None
            if told is not None:
                self.move(object, told[0], told[1:], [path], audible=audible)
                continue
            reason = reason_for(word)
            if upgraded and reason == NOT_READ and (not was or not now):
                reason = "written or left out by another version of the application"
            self.noise(object, word, " · ".join(was), " · ".join(now), reason, [path])
        self.claims.add(path)

    def result(self) -> Comparison:
        """What was found, moves in the order they were found."""
        return Comparison(tuple(self.moves), tuple(self.noises), frozenset(self.claims))


def lines_changed(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, list[str], list[str]]]:
    """(first word, lines only before, lines only after) for every first word whose lines differ, in order."""
    groups: dict[str, tuple[list[str], list[str]]] = {}
    for side, lines in enumerate((before, after)):
        for line in lines:
            word = line.split(maxsplit=1)[0].lstrip("<") if line.strip() else ""
            groups.setdefault(word, ([], []))[side].append(line)
    found: list[tuple[str, list[str], list[str]]] = []
    for word, (was, now) in groups.items():
        if was == now:
            continue
        old, new = [Numbers.of(line) for line in was], [Numbers.of(line) for line in now]
        if old == new:
            found.append((word, [], []))
            continue
        known, fresh = set(old), set(new)
        gone = [line for line, value in zip(was, old, strict=True) if value not in fresh]
        come = [line for line, value in zip(now, new, strict=True) if value not in known]
        found.append((word, gone, come))
    return found


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    text = str(value)
    return text if len(text) <= 200 else text[:199] + "…"


def insert_object(owner: MoveObject, insert: Insert, position: int) -> MoveObject:
    """The object of an insert's moves: its owner's (track or clip) and itself, counted from 1."""
    ref = InsertRef(insert.id, insert.plugin.name, position)
    return MoveObject(track=owner.track, clip=owner.clip, insert=ref)


def band_object(owner: MoveObject, term: str) -> MoveObject:
    """The object of a parameter's moves: the insert's, and the band where the term has one."""
    return MoveObject(track=owner.track, clip=owner.clip, insert=owner.insert, band=band_of(term))


def envelope_object(owner: MoveObject, target: str) -> MoveObject:
    """The object of an envelope's moves."""
    return MoveObject(track=owner.track, insert=owner.insert, send=owner.send, clip=owner.clip, envelope=target)


def clip_object(owner: MoveObject, clip: Clip) -> MoveObject:
    """The object of a clip's moves."""
    return MoveObject(track=owner.track, clip=ClipRef(clip.id, clip.name))
