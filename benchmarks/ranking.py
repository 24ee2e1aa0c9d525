"""Ranking of candidates on simulated engineers, beside simpler rankers and the table of the research.

    python benchmarks/ranking.py [--engineers 40] [--tasks 4] [--seed 1]

World (after LEARNING §3.2 of the project's research; it shares no code with the learner): 20 dimensions; an engineer's
ideals are three skewed factors and heavy tails; loss |distance|^1.4 with his own strictness and asymmetry, and pairwise
interactions; three genres; two heavy-tailed song factors; skewed settings inside the window; a fifth of the settings
has another reason, with a noisy P(subjective) beside. Task: in a new song with 8 settings known, choose among 8
candidates of 4 values; his own choice is noisy. nDCG@3 has gains 7, 3, 1 for his own first three.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parsers.session import Session, Track
from profiler.history.records import InsertRef, MoveObject, Role, Setting, TrackRef
from profiler.suggestions.ranking import rank
from profiler.taste.dimensions import Dimension
from profiler.taste.observations import Observation
from profiler.taste.population import Expected, Population
from profiler.taste.profile import Profile, fit_profile
from profiler.windows import Control, Edge, Window
from profiler.windows.window import Steps

Floats = NDArray[np.float64]

ROLES = ("lead vocal", "kick", "snare", "bass", "keys")
TERMS = ("fader.gain", "trim.gain", "eq.output", "compressor.makeup")
DIMENSIONS = tuple(Dimension(role, term) for role in ROLES for term in TERMS)
"""Twenty plain controls in dB: one step is one dB."""
MIDDLE = {"fader.gain": -8.0, "trim.gain": 0.0, "eq.output": 0.0, "compressor.makeup": 3.0}
CENTRE: Floats = np.array([MIDDLE[dimension.term] for dimension in DIMENSIONS])
N = len(DIMENSIONS)
ZIPF: Floats = np.arange(1, N + 1, dtype=np.float64) ** -0.7
GAINS = (7.0, 3.0, 1.0)
SIZES = (20, 200, 1000)

RESEARCH = {
    "chance": ".10/.30  .12/.32  .14/.32",
    "population's mean": ".23/.48  .21/.47  .22/.46",
    "nearest own mean": ".24/.50  .29/.55  .36/.59",
    "profile": ".33/.59  .42/.66  .46/.70",
    "profile + windows": ".46/.70  .45/.70  .50/.73",
    "another's profile": "(not given)",
    "oracle": ".62/.84  .63/.84  .64/.84",
}
"""LEARNING §3.2: top-1 / nDCG@3 after 20, 200 and 1000 moves; the rows with session and asymmetry, and all windows."""


@dataclass(frozen=True)
class Engineer:
    """What nobody sees."""

    ideal: Floats
    half: Floats
    leaning: Floats
    genre_shift: Floats
    interaction: Floats

    def utility(self, values: Floats, ideal: Floats) -> Floats:
        """Of value sets, shape (candidates, dimensions)."""
        away = values - ideal
        worse = np.where(away > 0, self.leaning, 1.0 / self.leaning)
        scaled = away / self.half
        loss = (worse * np.abs(scaled) ** 1.4).sum(axis=1)
        both: Floats = np.einsum("ni,ij,nj->n", np.tanh(scaled), self.interaction, np.tanh(scaled))
        result: Floats = -loss - both
        return result


class World:
    """Engineers and songs from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.loadings = self.rng.normal(0, 1, (3, N)) / math.sqrt(3)
        self.wetness = self.rng.normal(0, 1, (2, N)) / math.sqrt(2)
        self.genres = self.rng.normal(0, 0.7, (3, N))

    def engineer(self) -> Engineer:
        """Draw one."""
        rng = self.rng
        factors = (rng.gamma(2.0, 1.0, 3) - 2.0) / math.sqrt(2.0)
        ideal = CENTRE + 1.5 * factors @ self.loadings + 0.7 * rng.standard_t(3, N)
        pairs = np.zeros((N, N))
        for _ in range(12):
            i, j = rng.choice(N, 2, replace=False)
            pairs[i, j] = rng.normal(0, 0.3)
        return Engineer(
            ideal,
            2.0 * np.exp(rng.normal(0, 0.5, N)),
            np.exp(rng.normal(0, 0.5, N)),
            rng.normal(0, 0.5, (3, N)),
            pairs,
        )

    def song(self, who: Engineer) -> tuple[Floats, int]:
        """Ideal of one song, and its genre."""
        rng = self.rng
        genre = int(rng.integers(3))
        factors = rng.standard_t(4, 2)
        own = 1.2 * factors @ self.wetness + rng.normal(0, 0.6, N)
        return who.ideal + self.genres[genre] + who.genre_shift[genre] + own, genre

    def settings(self, who: Engineer, ideal: Floats) -> Floats:
        """Where the controls rest: inside the window, towards its easy side."""
        inside = self.rng.beta(2.0, 3.0, N) * 2.0 - 0.8
        return ideal + 0.7 * who.half * inside / who.leaning

    def archive(self, who: Engineer, moves: int) -> tuple[list[Observation], dict[str, str]]:
        """What is learnt from so many moves, ten a song, and each song's genre."""
        rng = self.rng
        observations, tags = [], {}
        for song in range(moves // 10):
            ideal, genre = self.song(who)
            name = f"song {song:04}"
            tags[name] = f"genre {genre}"
            rest = self.settings(who, ideal)
            for i in sorted(rng.choice(N, 10, replace=False, p=ZIPF / ZIPF.sum())):
                reasoned = rng.random() < 0.2
                x = rest[i] + (rng.choice((-1.0, 1.0)) * rng.gamma(2.0, 1.5) if reasoned else 0.0)
                odds = rng.normal(-1.4 if reasoned else 1.4, 1.4)
                observations.append(Observation(name, DIMENSIONS[i], float(x), 1.0 / (1.0 + math.exp(-odds))))
        return observations, tags


@dataclass(frozen=True)
class Task:
    """One choice: what is known of the song, what is offered, and how good it is."""

    genre: int
    known: dict[int, float]
    changed: tuple[int, ...]
    offered: Floats
    utility: Floats
    wanted: Floats
    """The engineer's own noisy order, higher is better."""


def task_of(world: World, who: Engineer) -> Task:
    """Draw one."""
    rng = world.rng
    ideal, genre = world.song(who)
    rest = world.settings(who, ideal)
    order = rng.choice(N, N, replace=False, p=ZIPF / ZIPF.sum())
    changed, known = tuple(int(i) for i in order[:4]), {int(i): float(rest[i]) for i in order[4:12]}
    offered = np.tile(ideal, (8, 1))
    centre = CENTRE[list(changed)] + world.genres[genre][list(changed)]
    offered[:, list(changed)] = centre + rng.normal(0, 2.4, (8, 4))
    utility = who.utility(offered, ideal)
    return Task(genre, known, changed, offered, utility, utility + rng.gumbel(0, 1.0, 8))


def population_of(world: World) -> tuple[Population, Floats, Floats]:
    """Statistics of forty other engineers, 300 moves each."""
    per: dict[Dimension, list[list[float]]] = defaultdict(list)
    for _ in range(40):
        seen: dict[Dimension, list[float]] = defaultdict(list)
        for observation in world.archive(world.engineer(), 300)[0]:
            seen[observation.dimension].append(observation.x)
        for dimension, xs in seen.items():
            per[dimension].append(xs)
    rows = {}
    for dimension in DIMENSIONS:
        groups = [xs for xs in per[dimension] if len(xs) >= 2]
        inside = float(np.mean([np.var(xs, ddof=1) for xs in groups]))
        size = float(np.mean([len(xs) for xs in groups]))
        between = max(float(np.var([np.mean(xs) for xs in groups], ddof=1)) - inside / size, 0.1)
        centre = float(np.mean([x for xs in groups for x in xs]))
        rows[dimension.role, dimension.name] = Expected(centre, math.sqrt(between), math.sqrt(inside), len(groups))
    kept = [rows[d.role, d.name] for d in DIMENSIONS]
    whole = np.array([math.hypot(row.engineers, row.songs) for row in kept])
    return Population("simulated", rows), np.array([row.centre for row in kept]), whole


def windows_of(world: World, who: Engineer) -> list[Window]:
    """His windows, edges known to .3 steps: where too little and too much cost the same."""
    found = []
    for i, dimension in enumerate(DIMENSIONS):
        low = who.ideal[i] - who.half[i] * who.leaning[i] ** (1 / 1.4) + world.rng.normal(0, 0.3)
        high = who.ideal[i] + who.half[i] / who.leaning[i] ** (1 / 1.4) + world.rng.normal(0, 0.3)
        low, high = sorted((float(low), float(high)))
        steps = Steps(low=low, low_sd=0.3, high=high, high_sd=0.3, slope=1.0, lapse=0.05, spread=1.2)
        edge = Edge(low, low, low), Edge(high, high, high)
        found.append(Window(Control(dimension.role, dimension.term), "dB", "linear dB", *edge, 16, 4, "settled", steps))
    return found


TRACKS = {role: f"{{{role}}}" for role in ROLES}
SESSION = Session("sim", "sim", "1", Track("m", "M", "master"), tuple(Track(i, r) for r, i in TRACKS.items()))
TRACK_ROLES = {track: Role(role, 1.0) for role, track in TRACKS.items()}


def ours(profile: Profile, task: Task, expected: Population) -> list[int]:
    """Order of the candidates by the program's own ranking."""
    candidates = [
        {
            "id": number,
            "changes": [
                {"object": TRACKS[DIMENSIONS[i].role], "term": DIMENSIONS[i].term, "to": float(values[i])}
                for i in task.changed
            ],
        }
        for number, values in enumerate(task.offered)
    ]
    held = []
    for i, x in task.known.items():
        track = TRACKS[DIMENSIONS[i].role]
        insert = InsertRef("i", "i", 1) if "." in DIMENSIONS[i].term[9:] else None
        thing = MoveObject(track=TrackRef(track, track, DIMENSIONS[i].role), insert=insert)
        held.append(Setting("s", "u", thing, DIMENSIONS[i].term, x, "dB", "", None, touched=True))
    tag = f"genre {task.genre}"
    ranked = rank(profile, SESSION, candidates, settings=held, roles=TRACK_ROLES, tag=tag, expected=expected)
    return [int(suggestion.candidate.id) for suggestion in ranked]


def by_distance(centre: Floats, spread: Floats, task: Task) -> list[int]:
    """Nearest first."""
    at = list(task.changed)
    away = (((task.offered[:, at] - centre[at]) / spread[at]) ** 2).sum(axis=1)
    return [int(i) for i in np.argsort(away, kind="stable")]


def own_means(observations: list[Observation], fallback: Floats) -> Floats:
    """Unshrunk weighted mean of each dimension; the population's where there is none."""
    result = fallback.copy()
    for i, dimension in enumerate(DIMENSIONS):
        rows = [(o.x, o.weight) for o in observations if o.dimension == dimension]
        if rows:
            result[i] = sum(x * w for x, w in rows) / sum(w for _, w in rows)
    return result


def grade(order: list[int], task: Task) -> tuple[float, float]:
    """Whether the first is his first, and nDCG@3."""
    wanted = [int(i) for i in np.argsort(-task.wanted, kind="stable")]
    gain = {candidate: GAINS[place] for place, candidate in enumerate(wanted[:3])}
    discount = [1.0 / math.log2(place + 2) for place in range(3)]
    best = sum(g * d for g, d in zip(GAINS, discount, strict=True))
    got = sum(gain.get(candidate, 0.0) * d for candidate, d in zip(order[:3], discount, strict=True))
    return float(order[0] == wanted[0]), got / best


def run(*, engineers: int, tasks: int, seed: int, moves: int) -> dict[str, list[tuple[float, float]]]:
    """Grades of every method after so many moves."""
    world = World(seed)
    expected, centre, spread = population_of(world)
    grades: dict[str, list[tuple[float, float]]] = {name: [] for name in RESEARCH}
    stranger: Profile | None = None
    for _ in range(engineers):
        who = world.engineer()
        observations, tags = world.archive(who, moves)
        plain = fit_profile(observations, user="u", made_at=0.0, tags=tags, expected=expected)
        strict = fit_profile(
            observations, user="u", made_at=0.0, tags=tags, expected=expected, windows=windows_of(world, who)
        )
        means = own_means(observations, centre)
        for _ in range(tasks):
            task = task_of(world, who)
            orders = {
                "chance": [int(i) for i in world.rng.permutation(8)],
                "population's mean": by_distance(centre, spread, task),
                "nearest own mean": by_distance(means, spread, task),
                "profile": ours(plain, task, expected),
                "profile + windows": ours(strict, task, expected),
                "oracle": [int(i) for i in np.argsort(-task.utility, kind="stable")],
            }
            if stranger is not None:
                orders["another's profile"] = ours(stranger, task, expected)
            for name, order in orders.items():
                grades[name].append(grade(order, task))
        stranger = plain
    return grades


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engineers", type=int, default=40)
    parser.add_argument("--tasks", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    started = time.perf_counter()
    table = {moves: run(engineers=given.engineers, tasks=given.tasks, seed=given.seed, moves=moves) for moves in SIZES}
    print(f"{given.engineers} engineers × {given.tasks} tasks, seed {given.seed}; top-1 / nDCG@3 after {SIZES} moves")
    print(f"{'method':20} {'measured':28} research")
    for name, research in RESEARCH.items():
        cells = []
        for moves in SIZES:
            top, gain = np.mean(table[moves][name], axis=0)
            cells.append(f"{top:.2f}/{gain:.2f}")
        print(f"{name:20} {'  '.join(cells):28} {research}")
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
