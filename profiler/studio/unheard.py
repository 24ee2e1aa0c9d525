"""Sessions that the archive does not hold, with candidates for them: what a ranking is tried on."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parsers.registry import write
from parsers.session import Session
from parsers.vocabulary import band_of, describe
from profiler.studio.career import goals_of, song_shifts
from profiler.studio.chance import Stream, stream
from profiler.studio.controls import HPF_BAND, ControlSpec, spec_of
from profiler.studio.desk import control_of, get, put_all, spoken_term
from profiler.studio.engineer import window_in_song
from profiler.studio.song import SongPlan, plan_song
from profiler.studio.stems import Tape
from profiler.studio.template import Template, opening_session
from profiler.studio.truth import Control, EngineerTruth, RankingTask, SongTruth

__all__ = ["Candidate", "SharedCandidate", "candidate_json", "ranking_tasks", "shared_tasks", "utility"]

_KNOWN = 8
"""Controls of the session that already rest where the engineer wants them."""
_CANDIDATES = 8
_CHANGED = 4
_CURVE = 1.4
"""Dislike grows with distance to this power."""

Candidate = Mapping[Control, float]
_SHARED_SONG = "The new song"
_SHARED_CONTROLS = (
    ("eq.2.gain", ""), ("eq.3.gain", ""), ("eq.4.gain", ""), (f"eq.{HPF_BAND}.frequency", ""),
    ("compressor.ratio", ""), ("send.gain", "reverb return"),
)  # fmt: skip
"""What the shared candidates change on the lead vocal."""


@dataclass(frozen=True, slots=True)
class SharedCandidate:
    """A candidate described by the taste that would like it: leanings in standard deviations between engineers."""

    id: str
    note: str
    leanings: Mapping[str, float]


def ranking_tasks(
    folder: Path, seed: int, engineer: EngineerTruth, template: Template, *, count: int
) -> Iterator[RankingTask]:
    """Write so many sessions of new songs, some controls set, with eight candidates of four values each.

    Candidates scatter around the population, not around the engineer: finding his taste is the task.
    """
    for number in range(count):
        name = f"New song {number + 1}"
        rng = stream(seed, engineer.name, name, "task")
        plan = plan_song(seed, engineer.name, name, seconds=8.0)
        session = _opened(plan, template, seed, engineer.name)
        shifts = song_shifts(engineer, rng)
        goals, _ = goals_of(session, plan, template, engineer, shifts, rng)
        salient = sorted(goals, key=lambda control: -(rng.random() ** (1 / _weight(plan, template, control))))
        changed, known = salient[:_CHANGED], salient[_CHANGED : _CHANGED + _KNOWN]
        session = put_all(session, {control: goals[control] for control in known})
        candidates = {
            f"c{each + 1}": {control: _scattered(rng, _spec(plan, template, control)) for control in changed}
            for each in range(_CANDIDATES)
        }
        song = SongTruth(engineer.name, name, "", plan.bpm, plan.tempo_is_default, plan.key, (), (), (), shifts)
        values = {
            name: {_spec(plan, template, control).id: value for control, value in each.items()}
            for name, each in candidates.items()
        }
        utilities = {name: utility(engineer, song, each) for name, each in values.items()}
        yield RankingTask(engineer.name, *_written(folder / name, name, session, candidates, {}), utilities, values)


def shared_tasks(
    folder: Path,
    seed: int,
    engineers: Sequence[EngineerTruth],
    template: Template,
    candidates: Sequence[SharedCandidate],
) -> list[RankingTask]:
    """Write one session with candidates for its lead vocal, and what every engineer would say to each of them."""
    plan = plan_song(seed, "", _SHARED_SONG, seconds=8.0)
    session = _opened(plan, template, seed, "")
    vocal = plan.parts_of("lead vocal")[0].id
    knobs = {}
    for term, target in _SHARED_CONTROLS:
        control = control_of(session, vocal, term, to=template.return_ids.get(target, ""))
        knobs[control] = _spec(plan, template, control)
    values = {
        each.id: {control: _liked_by(spec, each.leanings) for control, spec in knobs.items()} for each in candidates
    }
    notes = {each.id: each.note for each in candidates}
    files = _written(folder / "Unheard" / _SHARED_SONG, _SHARED_SONG, session, values, notes)
    told = {name: {knobs[control].id: value for control, value in each.items()} for name, each in values.items()}
    return [
        RankingTask(engineer.name, *files, {name: utility(engineer, None, each) for name, each in told.items()}, told)
        for engineer in engineers
    ]


def _liked_by(spec: ControlSpec, leanings: Mapping[str, float]) -> float:
    shared = sum(loading * leanings.get(factor, 0.0) for factor, loading in spec.loadings.items())
    return _rounded(spec, spec.value(spec.spread * shared))


def _written(
    folder: Path, name: str, session: Session, candidates: Mapping[str, Candidate], notes: Mapping[str, str]
) -> tuple[str, str]:
    """Paths of a session and of the candidates for it."""
    folder.mkdir(parents=True)
    files = folder / f"{name}.rpp", folder / "candidates.json"
    files[0].write_bytes(write(session))
    files[1].write_text(candidate_json(session, candidates, notes), encoding="utf-8")
    return str(files[0]), str(files[1])


def _opened(plan: SongPlan, template: Template, seed: int, engineer: str) -> Session:
    return opening_session(
        plan, Tape({}, ()), template, seed=seed, engineer=engineer, scattered=False, saved_at=1_750_000_000.0
    )  # fmt: skip


def _spec(plan: SongPlan, template: Template, control: Control) -> ControlSpec:
    roles = {part.id: part.role for part in plan.parts} | {each: role for role, each in template.return_ids.items()}
    spec = spec_of(roles[control.track], control.term, roles.get(control.send, ""))
    if spec is None:
        raise KeyError(control)
    return spec


def _weight(plan: SongPlan, template: Template, control: Control) -> float:
    spec = _spec(plan, template, control)
    return 0.01 if spec.term in ("pan.position", "fader.gain") else spec.salience


def _scattered(rng: Stream, spec: ControlSpec) -> float:
    return _rounded(spec, spec.value(rng.gauss(0, 1.6 * spec.spread)))


def _rounded(spec: ControlSpec, value: float) -> float:
    return float(round(value)) if spec.unit == "Hz" else round(value, 2 if spec.unit == "ratio" else 1)


def utility(engineer: EngineerTruth, song: SongTruth | None, values: Mapping[str, float]) -> float:
    """How an engineer likes these values: 0 at the ideal, minus a sum of distances in half-widths of his windows.

    values  by window id; those he has no taste in do not count
    """
    total = 0.0
    for name, value in values.items():
        window = engineer.windows.get(name)
        if window is None:
            continue
        low, high = window_in_song(engineer, name, song)
        shift = window.step * (song.shifts.get(name, 0.0) if song else 0.0)
        ideal = window.ideal * 2**shift if window.log else window.ideal + shift
        total -= abs(_off(math.log2 if window.log else float, low, ideal, high, value)) ** _CURVE
    return round(total, 6)


def _off(scale: Callable[[float], float], low: float, ideal: float, high: float, value: float) -> float:
    edge = high if value > ideal else low
    width = abs(scale(edge) - scale(ideal))
    return (scale(value) - scale(ideal)) / max(width, 1e-3)


def candidate_json(session: Session, candidates: Mapping[str, Candidate], notes: Mapping[str, str]) -> str:
    """The candidates as the ``mixtaste/candidate/1`` array that `mixtaste rank` reads."""
    rows = [
        {
            "schema": "mixtaste/candidate/1",
            "id": name,
            "changes": _changes(session, each),
            "note": notes.get(name, ""),
        }
        for name, each in candidates.items()
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _changes(session: Session, candidate: Candidate) -> Sequence[dict[str, Any]]:
    changes = []
    for control, value in candidate.items():
        track = session.track(control.track)
        if track is None:
            raise KeyError(control)
        term = spoken_term(session, control)
        thing: dict[str, Any] = {"track": {"id": track.id, "name": track.name}}
        if control.insert:
            place = next(n for n, each in enumerate(track.inserts, 1) if each.id == control.insert)
            plugin = track.inserts[place - 1].plugin.name
            thing["insert"] = {"id": control.insert, "plugin": plugin, "position": place}
            if (band := band_of(control.term)) is not None:
                thing["band"] = band
        if control.send:
            to = session.track(control.send)
            thing["send"] = {"from": track.name, "to": to.name if to else control.send}
        standing = get(session, control)
        changes.append({"object": thing, "term": term, "from": standing, "to": value, "unit": describe(term).unit})
    return changes
