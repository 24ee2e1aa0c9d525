"""Whose mix is this? Real mixes of the same song, told apart by a profile of the author's other songs.

    python benchmarks/identification.py PATH_TO_MIXES_JSON

The file is a part of the mixes of mclemcrew/MixologyDB (MIT licence; the Mix Evaluation data set, songs under Creative
Commons), which is not shipped. For every author with two or more other songs, each of his mixes is to be found among
all mixes of that song. Every mix becomes settings, the settings dimensions, and the profile is fitted by the very code
that the program uses; values are taken relative to the other mixes of the same song (a song's own needs are no taste).
Controls in the same run: chance, the population's mean, the author's own unshrunk mean, and another author's profile.
LEARNING §3.3 of the project's research had 90 mixes, about 8 a song.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any, TypeAlias

from parsers.session import Scalar
from profiler.history.records import InsertRef, MoveObject, Role, SendRef, Setting, TrackRef
from profiler.taste.dimensions import Dimension
from profiler.taste.fitting import fit_dimension
from profiler.taste.measuring import measure
from profiler.taste.observations import Observation
from profiler.taste.population import Expected, population

Values: TypeAlias = Mapping[Dimension, float]

ROLES = {
    ("GUITARS", "ELECTRIC"): "electric guitar",
    ("GUITARS", "ACOUSTIC"): "acoustic guitar",
    ("VOCALS", "BACKGROUND"): "backing vocal",
    ("VOCALS", "LEAD"): "lead vocal",
    ("DRUMS", "TOM"): "tom",
    ("DRUMS", "KICK"): "kick",
    ("DRUMS", "OVERHEAD"): "overhead",
    ("DRUMS", "OVERHEADS"): "overhead",
    ("DRUMS", "SNARE"): "snare",
    ("DRUMS", "HI-HAT"): "hi-hat",
    ("KEYS", "ELECTRIC"): "keys",
    ("KEYS", "ACOUSTIC"): "keys",
    ("BASS", "ELECTRIC"): "bass",
}
SHAPES = {"NOTCH": "bell", "HP": "high pass", "HS": "high shelf", "LS": "low shelf", "LP": "low pass"}
RETURNS = {"reverb": "reverb return", "delay": "delay return"}
RESEARCH = (
    "LEARNING §3.3 (90 mixes): top-1 .60, MRR .74; chance .12, .32; own mean .46, .62; another's profile .07, .29"
)


@dataclass(frozen=True)
class Mix:
    """One mix: its dimensions in steps."""

    author: str
    song: str
    values: Values


def read(path: Path) -> list[Mix]:
    """Every mix of the file."""
    rows = json.loads(path.read_text(encoding="utf-8"))["mixes"]
    return [Mix(row["mix-name"], row["song-name"], dimensions_of(row["tracks"])) for row in rows]


def dimensions_of(tracks: list[dict[str, Any]]) -> Values:
    """The dimensions of one mix, by the program's own reading of settings."""
    roles = {name: Role(role, 1.0) for name, role in RETURNS.items()}
    settings: list[Setting] = []
    for number, track in enumerate(tracks):
        role = ROLES.get((str(track.get("track-instrument-type")), str(track.get("track-instrument-subtype"))))
        if role is not None:
            roles[str(number)] = Role(role, 1.0)
            settings += settings_of(str(number), role, track["parameters"])
    return {dimension: measured.x for dimension, measured in measure(settings, roles).items()}


def settings_of(track: str, role: str, parameters: dict[str, Any]) -> list[Setting]:
    """One transcribed track as settings."""
    at = TrackRef(track, track, role)
    found = []
    if is_number(parameters.get("gain")):
        found.append(setting(MoveObject(track=at), "fader.gain", float(parameters["gain"])))
    pans = [float(value) for value in parameters.get("pan") or [] if is_number(value)]
    if pans:
        found.append(setting(MoveObject(track=at), "pan.position", mean(abs(value) for value in pans) / 100.0))
    for number, band in enumerate(parameters.get("eq", []), 1):
        thing = MoveObject(track=at, insert=InsertRef("eq", "eq", 1), band=number)
        found += band_settings(thing, number, SHAPES.get(band.get("type", "")), band.get("value", {}))
    compressor = MoveObject(track=at, insert=InsertRef("compressor", "compressor", 2))
    for values in parameters.get("compression", [])[:1]:
        found.append(setting(compressor, "compressor.ratio", ratio(values.get("ratio"))))
        for name in ("attack", "release"):
            if is_number(values.get(name)) and values[name] > 0:
                found.append(setting(compressor, f"compressor.{name}", float(values[name])))
    for _ in parameters.get("gate", [])[:1]:
        found.append(setting(MoveObject(track=at, insert=InsertRef("gate", "gate", 3)), "gate.threshold", -40.0))
    for kind in RETURNS:
        for effect in parameters.get(kind, [])[:1]:
            level = float(effect["gain"]) if is_number(effect.get("gain")) else 0.0
            thing = MoveObject(track=at, send=SendRef(track, kind, track, kind))
            found.append(setting(thing, "send.gain", max(level, -59.0)))
    return found


def band_settings(thing: MoveObject, number: int, shape: str | None, value: dict[str, Any]) -> list[Setting]:
    """One band of an equaliser; nothing where shape or frequency is not told."""
    if shape is None or not is_number(value.get("freq")) or value["freq"] <= 0:
        return []
    term = {"high pass": "hpf", "low pass": "lpf"}.get(shape, f"eq.{number}")
    found = [
        setting(thing, f"eq.{number}.shape", shape),
        setting(thing, f"{term}.frequency", float(value["freq"])),
    ]
    if term.startswith("eq.") and is_number(value.get("gain")):
        found.append(setting(thing, f"{term}.gain", min(max(float(value["gain"]), -24.0), 24.0)))
        if is_number(value.get("q")) and value["q"] > 0:
            found.append(setting(thing, f"{term}.q", float(value["q"])))
    return found


def setting(thing: MoveObject, term: str, value: Scalar) -> Setting:
    """A setting that somebody made."""
    return Setting("", "", thing, term, value, "", "", None, touched=True)


def ratio(text: object) -> float:
    """Read ``3.0:1``; 2 where it cannot be read."""
    try:
        return max(float(str(text).partition(":")[0]), 1.0)
    except ValueError:
        return 2.0


def is_number(value: object) -> bool:
    """Whether it is a usable number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def centred(mix: Mix, mixes: list[Mix]) -> dict[Dimension, float]:
    """The mix relative to the average of the other mixes of its song; only what some other mix has too."""
    result = {}
    for dimension, x in mix.values.items():
        if not keeps(dimension):
            continue
        others = [
            one.values[dimension]
            for one in mixes
            if one is not mix and one.song == mix.song and dimension in one.values
        ]
        if others:
            result[dimension] = x - mean(others)
    return result


def keeps(dimension: Dimension) -> bool:
    """Bands one by one mean nothing over different equalisers; the tilt repeats the bands of the curve."""
    return dimension.name != "eq.tilt" and (dimension.is_derived or not dimension.name.startswith("eq."))


def expected(dimension: Dimension) -> Expected:
    """Spread between engineers and over songs; the centre is the song's."""
    row = population().expected(dimension)
    return Expected(0.0, row.engineers, row.songs, row.authors)


Score: TypeAlias = Callable[[dict[Dimension, float], dict[Dimension, list[float]]], float]


def by_profile(z: dict[Dimension, float], past: dict[Dimension, list[float]]) -> float:
    """Log odds of this engineer against any engineer; a dimension that is missing counts for neither."""
    total = 0.0
    for dimension, x in z.items():
        if dimension not in past:
            continue
        prior = expected(dimension)
        fit = fit_dimension([Observation(str(n), dimension, v, 1.0) for n, v in enumerate(past[dimension])], prior)
        anyone = prior.engineers**2 + fit.sigma**2
        his = fit.variance + fit.sigma**2
        total += 0.5 * (x * x / anyone - (x - fit.theta) ** 2 / his + math.log(anyone / his))
    return total


def by_own_mean(z: dict[Dimension, float], past: dict[Dimension, list[float]]) -> float:
    """Nearest to the unshrunk mean of the author's songs."""
    rows = [((x - mean(past[d])) / expected(d).songs) ** 2 for d, x in z.items() if d in past]
    return -mean(rows) if rows else -math.inf


def by_population(z: dict[Dimension, float], _past: dict[Dimension, list[float]]) -> float:
    """Nearest to everybody's mean."""
    return -mean((x / expected(d).songs) ** 2 for d, x in z.items()) if z else -math.inf


def trials(mixes: list[Mix], score: Score, *, stranger: bool = False) -> tuple[float, float, int]:
    """Top-1, mean reciprocal rank and number of trials.

    stranger  use the profile of the next author instead: must fall to chance or below
    """
    by_author: dict[str, list[Mix]] = defaultdict(list)
    for mix in mixes:
        by_author[mix.author].append(mix)
    ready = sorted(author for author, own in by_author.items() if len(own) >= 3)
    firsts, reciprocals = [], []
    for place, author in enumerate(ready):
        for target in by_author[author]:
            field = [mix for mix in mixes if mix.song == target.song]
            if len(field) < 3:
                continue
            whose = ready[(place + 1) % len(ready)] if stranger else author
            past: dict[Dimension, list[float]] = defaultdict(list)
            for mix in by_author[whose]:
                if mix.song != target.song:
                    for dimension, x in centred(mix, mixes).items():
                        past[dimension].append(x)
            scores = {mix.author: score(centred(mix, mixes), past) for mix in field}
            better = sum(value > scores[author] for value in scores.values())
            equal = sum(value == scores[author] for value in scores.values()) - 1
            rank = 1 + better + equal / 2
            firsts.append(1.0 if rank == 1 else 0.0)
            reciprocals.append(1.0 / rank)
    return mean(firsts), mean(reciprocals), len(firsts)


def chance(mixes: list[Mix]) -> tuple[float, float]:
    """What guessing gives on the same trials."""
    by_author: dict[str, int] = defaultdict(int)
    for mix in mixes:
        by_author[mix.author] += 1
    sizes = []
    for mix in mixes:
        size = sum(one.song == mix.song for one in mixes)
        if by_author[mix.author] >= 3 and size >= 3:
            sizes.append(size)
    return mean(1 / n for n in sizes), mean(sum(1 / k for k in range(1, n + 1)) / n for n in sizes)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mixes", type=Path)
    mixes = read(parser.parse_args().mixes)
    first, reciprocal = chance(mixes)
    dimensions = {dimension for mix in mixes for dimension in mix.values if keeps(dimension)}
    print(f"{len(mixes)} mixes, {len({m.song for m in mixes})} songs, {len(dimensions)} dimensions")
    print(f"{'method':30} {'top-1':>6} {'MRR':>6} {'trials':>7}")
    print(f"{'chance':30} {first:6.2f} {reciprocal:6.2f}")
    methods: dict[str, tuple[Score, bool]] = {
        "population's mean": (by_population, False),
        "nearest own mean": (by_own_mean, False),
        "profile": (by_profile, False),
        "another author's profile": (by_profile, True),
    }
    for name, (score, stranger) in methods.items():
        top, rank, count = trials(mixes, score, stranger=stranger)
        print(f"{name:30} {top:6.2f} {rank:6.2f} {count:7}")
    print(RESEARCH)


if __name__ == "__main__":
    main()
