"""One song mixed from its first save to its last: what is done between two saves, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from parsers.session import Scalar, Session
from profiler.studio.bench import Bench, Change, Draft
from profiler.studio.chance import Stream, pick, student
from profiler.studio.controls import HPF_BAND, spec_of
from profiler.studio.desk import family_of, get, spoken_term
from profiler.studio.hands import on_hand_grid
from profiler.studio.making import catalogue
from profiler.studio.making.filters import high_pass_below_lowest_note, high_pass_guff
from profiler.studio.making.levels import (
    level_match_equaliser,
    lower_ceiling,
    make_up_reduction,
    prevent_clipping,
    stage_gain,
    trade_trim_for_fader,
)
from profiler.studio.making.others import REQUESTS, experiment, mistake, request
from profiler.studio.making.process import copy_chain, mirror_double, reset_band, restore, trim_group, undo
from profiler.studio.making.taste import colour, switch_on, toward_goal
from profiler.studio.making.tempo import delay_on_note, release_in_tempo
from profiler.studio.making.unlisted import unlisted
from profiler.studio.making.unmasking import cut_here
from profiler.studio.song import SPELLINGS, SongPlan
from profiler.studio.template import RETURNS, Template
from profiler.studio.truth import Control, EngineerTruth, Kind, MadeMove

__all__ = ["Mixed", "goals_of", "mix", "song_shifts"]

_Maker = Callable[[Bench], Draft | None]
_LISTED: tuple[tuple[_Maker, float], ...] = (
    (delay_on_note, 1.0), (release_in_tempo, 1.2), (high_pass_below_lowest_note, 1.2), (high_pass_guff, 1.2),
    (cut_here, 2.0), (stage_gain, 0.7), (prevent_clipping, 0.8), (lower_ceiling, 0.5), (make_up_reduction, 1.0),
    (level_match_equaliser, 1.0), (trade_trim_for_fader, 0.5), (mirror_double, 0.5), (trim_group, 0.4),
    (copy_chain, 0.25), (reset_band, 0.3),
)  # fmt: skip
"""Objective reasons of the catalogue, with how often each is at work."""
_TRIES = 12
_RENAMED, _RESTORED = 0.03, 0.015
"""How often, between two saves, a track is renamed, and the whole mix goes back to an earlier save."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A song's saves, oldest first, and every move between them (save names are still the numbers of the saves)."""

    sessions: tuple[Session, ...]
    moves: tuple[MadeMove, ...]


@dataclass(slots=True)
class _Tally:
    """How many moves of each kind (or family) were made, to keep the shares, which sum to 1."""

    wanted: Mapping[str, float]
    made: dict[str, int] = field(default_factory=dict)

    def next(self, rng: Stream) -> str:
        """What should come next: what is owed most is the likeliest."""
        total = sum(self.made.values()) + 6
        return pick(rng, {key: max(share * total - self.made.get(key, 0), 0.0) for key, share in self.wanted.items()})

    def add(self, key: str, count: int) -> None:
        self.made[key] = self.made.get(key, 0) + count


def song_shifts(engineer: EngineerTruth, rng: Stream) -> dict[str, float]:
    """How far each window's centre lies from the usual one in a song, in steps: two song-wide needs and its own."""
    wet, dense = (max(min(student(rng, 4), 3.0), -3.0) for _ in range(2))
    shifts = {}
    for name, window in engineer.windows.items():
        role, _, term = name.partition(":")
        model = f"eq.{HPF_BAND}.frequency" if term == "hpf.frequency" else term.partition("@")[0]
        target = next((each for each in RETURNS if term.endswith("@" + each.removesuffix(" return"))), "")
        spec = spec_of(role, model, target)
        shared = (
            0.0 if spec is None else 0.5 * (spec.loadings.get("wet", 0) * wet + spec.loadings.get("dense", 0) * dense)
        )
        shifts[name] = window.between_songs * (shared + 0.8 * rng.gauss(0, 1))
    return shifts


def goals_of(
    session: Session,
    plan: SongPlan,
    template: Template,
    engineer: EngineerTruth,
    shifts: Mapping[str, float],
    rng: Stream,
) -> tuple[dict[Control, float], frozenset[Control]]:
    """Where taste wants every control of this session to rest, and which of these places are habits.

    Off the middle of the window by a skewed draw inside it; pans go to the side of the part.
    """
    goals: dict[Control, float] = {}
    habitual = set()
    habits = {(habit.role, habit.term): habit for habit in engineer.habits}
    roles = {part.id: part.role for part in plan.parts} | {each: role for role, each in template.return_ids.items()}
    for track in session.tracks:
        for control, target in _controls(session, track.id, template):
            role = roles[track.id]
            spec = spec_of(role, control.term, target)
            if spec is None:
                continue
            window = engineer.windows[spec.id]
            habit = habits.get((role, spec.id.partition(":")[2]))
            kept = habit is not None and rng.random() < habit.rate
            if habit is not None and habit.kind == "never" and kept:
                continue
            low, high = spec.steps(window.low), spec.steps(window.high)
            inside = low + (high - low) * (0.1 + 0.8 * rng.betavariate(2, 2))
            goal = on_hand_grid(
                spec.spoken,
                spec.value(inside + shifts[spec.id]),
                rng,
                fader_grid=engineer.fader_grid,
                round_share=engineer.round_share,
            )
            if habit is not None and habit.value is not None and kept:
                goal = habit.value
                habitual.add(control)
            goals[control] = goal * _side(plan, track.id) if spec.term == "pan.position" else goal
    return goals, frozenset(habitual)


def _side(plan: SongPlan, track: str) -> int:
    part = next(part for part in plan.parts if part.id == track)
    return {"L": -1, "R": 1}.get(part.sibling, -1 if part.role == "keys" else 1)


def _controls(session: Session, track: str, template: Template) -> list[tuple[Control, str]]:
    """Every control of a track that may be a matter of taste, with the role of a send's target."""
    found = session.track(track)
    if found is None:
        return []
    controls = [(Control(track, "fader.gain"), ""), (Control(track, "pan.position"), "")]
    roles = {each: role for role, each in template.return_ids.items()}
    controls += [(Control(track, "send.gain", send=send.to), roles[send.to]) for send in found.sends]
    controls += [(Control(track, term, insert=insert.id), "") for insert in found.inserts for term in insert.parameters]
    return controls


def mix(
    bench: Bench,
    *,
    saves: int,
    families: str,
    habit_share: float,
    gestures: float,
    clock: Callable[[Stream], float],
) -> Mixed:
    """Mix a song.

    saves        how many in all
    families     ``studio`` (everything) or ``catalogue`` (single moves of seven families)
    habit_share  share of taste that follows a habit
    gestures     mean number between two saves, at least 2
    clock        seconds from one save to the next
    """
    sessions = [bench.session]
    moves: list[MadeMove] = []
    worker = (
        _Catalogue(bench, habit_share) if families == "catalogue" else _Studio(bench, habit_share, gestures, sessions)
    )
    for number in range(1, saves):
        bench.new_interval()
        before = bench.session
        for draft in worker.interval(number, last=number == saves - 1):
            moves += _moves(before, bench, draft, number, len(moves))
        bench.session = replace(bench.session, saved_at=(bench.session.saved_at or 0.0) + clock(bench.rng))
        sessions.append(bench.session)
    return Mixed(tuple(sessions), tuple(moves))


def _moves(before: Session, bench: Bench, draft: Draft, number: int, count: int) -> list[MadeMove]:
    made = []
    for kind, changes in ((draft.kind, draft.changes), ("taste", draft.caused)):
        for change in changes:
            term = spoken_term(bench.session, change.control)
            made.append(
                MadeMove(
                    before_save=str(number - 1),
                    after_save=str(number),
                    control=change.control,
                    role=bench.role(change.control.track),
                    term=term,
                    family=family_of(term),
                    before=get(before, change.control),
                    after=get(bench.session, change.control),
                    kind=_kind(kind),
                    reason=draft.reason if kind == draft.kind else "",
                    gesture=f"{number}.{count}",
                    principal=change is draft.changes[0],
                    holds=draft.holds and kind == draft.kind,
                    named=draft.named,
                    words=draft.words,
                )
            )
    return made


def _kind(kind: str) -> Kind:
    kinds: tuple[Kind, ...] = ("objective", "unlisted", "taste", "request", "experiment", "mistake")
    return next(each for each in kinds if each == kind)


def _done(bench: Bench, draft: Draft | None) -> Draft | None:
    """Make a gesture, less what would not move; None when nothing would, or the principal move would not."""
    if draft is None or not bench.does(draft.changes[0]):
        return None
    changes = tuple(change for change in draft.changes if bench.does(change))
    caused = tuple(change for change in draft.caused if bench.does(change))
    if len(caused) < len(draft.caused):
        return None
    bench.make((*changes, *caused))
    bench.touched.update(draft.rests_on)
    return replace(draft, changes=changes, caused=caused)


@dataclass(slots=True)
class _Studio:
    """Every kind of move at this engineer's rates; requests fill whole saves, experiments are undone."""

    bench: Bench
    habit_share: float
    gestures: float
    sessions: list[Session]
    """The saves so far."""
    pending: list[tuple[int, Control, Scalar]] = field(default_factory=list)
    """Experiments that are still on: save at which they end, control, value to go back to."""
    tally: _Tally = field(init=False)

    def __post_init__(self) -> None:
        shares = {kind: share for kind, share in self.bench.engineer.rates.items() if kind != "request"}
        self.tally = _Tally({kind: share / sum(shares.values()) for kind, share in shares.items()})

    def interval(self, number: int, *, last: bool) -> list[Draft]:
        """The gestures between two saves."""
        bench, rng = self.bench, self.bench.rng
        bench.session = _renamed(bench, rng)
        if number > 3 and not last and rng.random() < _RESTORED:
            back = _done(bench, restore(bench, self.sessions[-3]))
            self.pending = [entry for entry in self.pending if bench.value(entry[1]) != entry[2]]
            return [] if back is None else [back]
        over = [entry for entry in self.pending if entry[0] <= number or last]
        self.pending = [entry for entry in self.pending if entry not in over]
        bench.held = {control for _, control, _ in self.pending}
        done = [_done(bench, undo(bench, control, value)) for _, control, value in over]
        self.tally.add("objective", len(done))
        asked = bench.engineer.rates.get("request", 0.0) * 2.2
        if number > 1 and rng.random() < asked:
            done.append(_done(bench, request(bench, rng.choice(sorted(REQUESTS)))))
            return [draft for draft in done if draft is not None]
        for _ in range(_count(rng, self.gestures)):
            kind = self.tally.next(rng)
            draft = self._made(kind, number, last=last)
            if draft is not None:
                done.append(draft)
                self.tally.add(draft.kind, len(draft.changes))
                self.tally.add("taste", len(draft.caused))
        return [draft for draft in done if draft is not None]

    def _made(self, kind: str, number: int, *, last: bool) -> Draft | None:
        bench = self.bench
        for _ in range(_TRIES):
            draft = _done(bench, self._draft(kind, last=last))
            if draft is not None:
                if kind == "experiment":
                    self._remember(draft.changes[0], number)
                return draft
        return None

    def _draft(self, kind: str, *, last: bool) -> Draft | None:
        bench, rng = self.bench, self.bench.rng
        if kind == "objective":
            maker = rng.choices([maker for maker, _ in _LISTED], [weight for _, weight in _LISTED])[0]
            return maker(bench)
        if kind == "taste":
            return switch_on(bench) or (
                colour(bench) if rng.random() < 0.12 else toward_goal(bench, habit_share=self.habit_share)
            )
        if kind == "experiment":
            return None if last else experiment(bench)
        return {"unlisted": unlisted, "mistake": mistake}[kind](bench)

    def _remember(self, change: Change, number: int) -> None:
        back = self.bench.earlier[change.control][-1]
        self.pending.append((number + self.bench.rng.randint(1, 3), change.control, back))
        self.bench.held.add(change.control)


def _count(rng: Stream, mean: float) -> int:
    """How many gestures one interval holds: two at least, often few, sometimes many."""
    more = max(mean - 2, 0.0)
    return 2 + min(round(rng.expovariate(1 / more)), round(2.5 * more)) if more else 2


def _renamed(bench: Bench, rng: Stream) -> Session:
    """Now and then a track gets another spelling of its name."""
    if rng.random() >= _RENAMED:
        return bench.session
    part = rng.choice(bench.plan.parts)
    name = f"{rng.choice(SPELLINGS[part.role])} {part.sibling}".strip()
    tracks = tuple(replace(track, name=name) if track.id == part.id else track for track in bench.session.tracks)
    return replace(bench.session, tracks=tracks)


@dataclass(slots=True)
class _Catalogue:
    """Seven families and half of the moves objective, one gesture a track between two saves."""

    bench: Bench
    habit_share: float
    families: _Tally = field(default_factory=lambda: _Tally(catalogue.FAMILIES))
    causes: dict[str, _Tally] = field(default_factory=dict)

    def interval(self, number: int, *, last: bool) -> list[Draft]:  # noqa: ARG002 - the signature of both workers
        """The gestures between two saves."""
        done = []
        for _ in range(self.bench.rng.randint(3, 6)):
            family = self.families.next(self.bench.rng)
            causes = self.causes.setdefault(family, _Tally(catalogue.CAUSES))
            cause = causes.next(self.bench.rng)
            for _ in range(_TRIES):
                draft = catalogue.draft_of(self.bench, family, cause, habit_share=self.habit_share)
                made = _done(self.bench, draft)
                if made is not None:
                    done.append(made)
                    self.families.add(family, 1)
                    causes.add(cause, 1)
                    break
        return done
