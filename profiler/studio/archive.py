"""A whole archive of simulated engineers: folders of REAPER saves, stems beside them, and the truth on top.

FOLDER/truth.json
FOLDER/ENGINEER/Songs/SONG/…       the saves, named as people name them, and Audio/*.wav
FOLDER/ENGINEER/Unheard/SONG/…     sessions and candidates that a ranking is tried on
FOLDER/Unheard/SONG/…              the same, one for all engineers
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from parsers.registry import write
from parsers.session import Session
from profiler.studio.bench import Bench
from profiler.studio.career import Mixed, goals_of, mix, song_shifts
from profiler.studio.chance import Stream, stream
from profiler.studio.engineer import Person, draw_engineer
from profiler.studio.song import SongPlan, plan_song, titles
from profiler.studio.stems import record, write_stems
from profiler.studio.template import Template, opening_session
from profiler.studio.truth import EngineerTruth, MadeMove, PartTruth, RankingTask, SongTruth, Truth, save_truth
from profiler.studio.unheard import SharedCandidate, ranking_tasks, shared_tasks
from profiler.studio.views import looked_at

__all__ = ["PEOPLE", "StudioOptions", "build"]

PEOPLE = ("Ada", "Ben", "Cleo", "Dario", "Edda", "Finn", "Gala", "Hugo", "Ines", "Jun")
_FIRST_SAVE = datetime(2023, 3, 6, 10, 0, tzinfo=UTC).timestamp()
_SONG_EVERY_S = 17 * 86_400
_TYPICAL_GAP_H = 5.0
_UPGRADED = "7.16/win64"


@dataclass(frozen=True, slots=True)
class StudioOptions:
    """What an archive is made of.

    songs        of each engineer
    saves        fewest and most of a song
    gestures     mean number between two saves (``studio`` alone)
    families     ``studio``: every kind of move; ``catalogue``: the generator behind the published figures
    habit_share  share of taste that follows a habit, whatever the song
    tasks        rankings to try on sessions that the archive does not hold, of each engineer
    shared       candidates for one session, the same for all engineers
    seconds      length of the recordings
    rate         their sampling rate
    """

    songs: int = 6
    saves: tuple[int, int] = (4, 10)
    gestures: float = 5.0
    families: str = "studio"
    habit_share: float = 0.5
    tasks: int = 0
    shared: tuple[SharedCandidate, ...] = ()
    seconds: float = 8.0
    rate: int = 24_000


def build(
    folder: Path, *, seed: int, engineers: int | Sequence[Person] = 2, options: StudioOptions | None = None
) -> Truth:
    """Make an archive in an empty folder and tell the truth about it; the same arguments give the same bytes.

    engineers  how many, or who
    Raises     FileExistsError when the folder is not empty
    """
    options = options or StudioOptions()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    people = [Person(name) for name in _names(engineers)] if isinstance(engineers, int) else list(engineers)
    drawn, songs, tasks = [], [], []
    for person in people:
        one = _Engineer(folder, seed, person, options)
        drawn.append(one.truth)
        songs += list(one.songs())
        tasks += list(one.tasks())
    if options.shared:
        tasks += shared_tasks(folder, seed, drawn, Template(seed, drawn[0]), options.shared)
    tasks = [
        replace(task, session=_inside(folder, task.session), candidates=_inside(folder, task.candidates))
        for task in tasks
    ]
    about = {"songs": options.songs, "habit_share": options.habit_share, "seconds": options.seconds}
    truth = Truth(seed, options.families, tuple(drawn), tuple(songs), tuple(tasks), about)
    save_truth(truth, folder)
    return truth


def _names(count: int) -> list[str]:
    return [PEOPLE[n % len(PEOPLE)] + (f" {n // len(PEOPLE) + 1}" if n >= len(PEOPLE) else "") for n in range(count)]


def _inside(folder: Path, path: Path | str) -> str:
    return Path(path).relative_to(folder).as_posix()


class _Engineer:
    """One engineer at work in a folder."""

    def __init__(self, folder: Path, seed: int, person: Person, options: StudioOptions) -> None:
        self._folder = folder
        self._seed = seed
        self._options = options
        self.truth: EngineerTruth = draw_engineer(seed, person)
        self._template = Template(seed, self.truth)

    def songs(self) -> Iterator[SongTruth]:
        """Mix all songs and write their saves."""
        for number, name in enumerate(titles(self._seed, self.truth.name, self._options.songs)):
            yield self._song(number, name)

    def tasks(self) -> Iterator[RankingTask]:
        """Write the sessions and candidates that rankings are tried on."""
        if self._options.tasks:
            place = self._folder / self.truth.name / "Unheard"
            yield from ranking_tasks(place, self._seed, self.truth, self._template, count=self._options.tasks)

    def _song(self, number: int, name: str) -> SongTruth:
        options, engineer = self._options, self.truth
        rng = stream(self._seed, engineer.name, name, "work")
        plan = plan_song(self._seed, engineer.name, name, seconds=options.seconds)
        tape = record(plan, seed=self._seed, engineer=engineer.name, rate=options.rate)
        session = opening_session(
            plan,
            tape,
            self._template,
            seed=self._seed,
            engineer=engineer.name,
            scattered=options.families == "catalogue",
            saved_at=_FIRST_SAVE + _SONG_EVERY_S * number + 60 * rng.randrange(3000),
        )
        shifts = song_shifts(engineer, rng)
        goals, habitual = goals_of(session, plan, self._template, engineer, shifts, rng)
        bench = Bench(plan, tape, engineer, session, rng, goals, habitual, singles=options.families == "catalogue")
        saves = rng.randint(*options.saves)
        mixed = mix(
            bench,
            saves=saves,
            families=options.families,
            habit_share=options.habit_share,
            gestures=options.gestures,
            clock=_gap,
        )
        place = self._folder / engineer.name / "Songs" / name
        place.mkdir(parents=True)
        write_stems(plan, tape, place)
        files = _write_saves(place, name, mixed, rng)
        paths = tuple(_inside(self._folder, path) for path in files)
        return SongTruth(
            engineer=engineer.name,
            name=name,
            folder=_inside(self._folder, place),
            bpm=plan.bpm,
            tempo_is_default=plan.tempo_is_default,
            key=plan.key,
            parts=tuple(_parts(plan, bench)),
            saves=paths,
            moves=tuple(_placed(move, paths) for move in mixed.moves),
            shifts={key: round(value, 6) for key, value in shifts.items()},
        )


def _parts(plan: SongPlan, bench: Bench) -> Iterator[PartTruth]:
    for part in plan.parts:
        yield PartTruth(part.id, part.name, part.role, part.lowest_hz)
    for role, track in bench.returns().items():
        yield PartTruth(track, bench.track(track).name, role, None)


def _placed(move: MadeMove, paths: Sequence[str]) -> MadeMove:
    return replace(move, before_save=paths[int(move.before_save)], after_save=paths[int(move.after_save)])


def _gap(rng: Stream) -> float:
    """Seconds from one save to the next: mostly hours, sometimes days."""
    hours = _TYPICAL_GAP_H * math.exp(rng.gauss(0, 1.3))
    return float(int(3600 * min(max(hours, 0.1), 240)))


def _write_saves(folder: Path, name: str, mixed: Mixed, rng: Stream) -> list[Path]:
    """Write every save under the names that its engineer uses, and give the files their times."""
    paths = _file_names(folder, name, mixed.sessions, rng)
    upgrade = rng.randrange(1, len(paths)) if rng.random() < 0.15 else len(paths)
    for number, (path, session) in enumerate(zip(paths, mixed.sessions, strict=True)):
        version = _UPGRADED if number >= upgrade else session.app_version
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(write(looked_at(replace(session, app_version=version), rng)))
        saved = session.saved_at or 0.0
        os.utime(path, (saved, saved))
    return paths


def _file_names(folder: Path, name: str, sessions: Sequence[Session], rng: Stream) -> list[Path]:
    """Numbered files, mix names, or one project with the application's own backups."""
    count = len(sessions)
    style = rng.choice(("numbered", "mixes", "backups"))
    if style == "numbered":
        return [folder / f"{name} {number:02d}.rpp" for number in range(1, count + 1)]
    if style == "mixes":
        return [folder / f"{name}_mix{number}.RPP" for number in range(1, count + 1)]
    stamps = [datetime.fromtimestamp(each.saved_at or 0.0, UTC).strftime("%Y-%m-%d_%H%M") for each in sessions[:-2]]
    backups = [folder / "Backups" / f"{name}-{stamp}.rpp-bak" for stamp in stamps]
    return [*backups, folder / f"{name}.rpp-bak", folder / f"{name}.rpp"]
