"""A profile as a file (``mixtaste/profile/1``): portable, without song, track or path, ranking the same elsewhere.

`to_json` writes all that the ranking computes with, floats as they are; `profile_of` takes nothing on trust: every
field is of its type and within bounds, and the matrix is one that can be computed with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from profiler.exports.checked import (
    ImportRefusedError,
    flag,
    integer,
    number,
    numbers,
    objects,
    part,
    parts,
    text,
    texts,
)
from profiler.taste.dimensions import Dimension, scale_of_name
from profiler.taste.fitting import Fitted, Shift
from profiler.taste.population import Expected
from profiler.taste.profile import PART_WEIGHTS, Model, Profile, ProfileDimension
from profiler.windows import Control, Edge, UnknownControlError, Window
from profiler.windows.window import Steps

__all__ = ["SCHEMA", "dumps", "profile_of", "read_profile", "to_json"]

SCHEMA = "mixtaste/profile/1"

_MOST_BYTES = 32_000_000
_MOST_DIMENSIONS = 2_000
_MOST_CORRELATED = 1_000
_MOST_WINDOWS = 2_000
_MOST_SENTENCES = 3_000
_MOST_TAGS = 200
_CLIENT = "client "
"""How a tag begins that names a client."""
_FAR = 1e6
_LEAST_EIGENVALUE = 1e-3


def to_json(profile: Profile, *, with_names: bool = False) -> dict[str, object]:
    """The whole profile as plain JSON values.

    with_names  whether the windows in single songs, which name songs, come along, and what is known by client
    """
    made = datetime.fromtimestamp(round(profile.made_at), tz=UTC)
    return {
        "schema": SCHEMA,
        "user": profile.user,
        "made_at": made.isoformat().replace("+00:00", "Z"),
        "songs": profile.songs,
        "moves": profile.moves,
        "coverage": dict(profile.coverage),
        "dimensions": [_told_json(entry) for entry in profile.dimensions],
        "habits": [dict(habit) for habit in profile.habits],
        "windows": [window.to_json(with_songs=with_names) for window in profile.windows],
        "sentences": list(profile.sentences),
        "model": _model_json(profile.model, with_names=with_names),
    }


def dumps(profile: Profile, *, with_names: bool = False) -> str:
    """The file's text: strict JSON, sorted keys."""
    return (
        json.dumps(to_json(profile, with_names=with_names), sort_keys=True, allow_nan=False, ensure_ascii=False) + "\n"
    )


def read_profile(data: bytes | str, *, user: str) -> Profile:
    """Read an exported profile for a user. Raises ImportRefusedError for whatever else it is."""
    if len(data) > _MOST_BYTES:
        raise ImportRefusedError(f"the file is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        return profile_of(json.loads(data, parse_constant=_no_constant), user=user)
    except (ValueError, RecursionError) as error:
        raise ImportRefusedError(f"the file is no JSON: {type(error).__name__}") from error


def profile_of(data: object, *, user: str) -> Profile:
    """The profile in a parsed file. Raises ImportRefusedError naming the field that is wrong."""
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        raise ImportRefusedError(f"this is no {SCHEMA}", remedy="Import a file that `mixtaste profile export` made.")
    dimensions = tuple(_told(row) for row in objects(data, "dimensions", most=_MOST_DIMENSIONS))
    windows = tuple(_window(row) for row in objects(data, "windows", most=_MOST_WINDOWS))
    coverage = part(data, "coverage")
    return Profile(
        user=user,
        made_at=_time(text(data, "made_at")),
        songs=integer(data, "songs", 0, 10_000_000),
        moves=integer(data, "moves", 0, 1_000_000_000),
        coverage={str(name)[:100]: number(coverage, name, -1e12, 1e12) for name in list(coverage)[:100]},
        dimensions=dimensions,
        habits=tuple(_flat(row) for row in objects(data, "habits", most=_MOST_SENTENCES)),
        windows=windows,
        sentences=texts(data, "sentences", most=_MOST_SENTENCES),
        model=_model(part(data, "model")),
    )


def _told_json(entry: ProfileDimension) -> dict[str, object]:
    return {
        "role": entry.dimension.role,
        "name": entry.dimension.name,
        "unit": entry.unit,
        "scale": entry.scale,
        "mean": entry.mean,
        "sd": entry.sd,
        "lo90": entry.lo90,
        "hi90": entry.hi90,
        "songs": entry.songs,
        "weight": entry.weight,
        "strictness": entry.strictness,
        "sentence": entry.sentence,
        "locked": entry.locked,
    }


def _told(row: Mapping[str, object]) -> ProfileDimension:
    return ProfileDimension(
        dimension=_dimension(row),
        unit=text(row, "unit"),
        scale=text(row, "scale"),
        mean=number(row, "mean", -_FAR, _FAR),
        sd=number(row, "sd", 0.0, _FAR),
        lo90=number(row, "lo90", -_FAR, _FAR),
        hi90=number(row, "hi90", -_FAR, _FAR),
        songs=integer(row, "songs", 0, 10_000_000),
        weight=number(row, "weight", 0.0, _FAR),
        strictness=number(row, "strictness", 0.0, _FAR),
        sentence=text(row, "sentence"),
        locked=flag(row, "locked"),
    )


def _model_json(model: Model, *, with_names: bool) -> dict[str, object]:
    place = {dimension: i for i, dimension in enumerate(model.fitted)}
    return {
        "population_version": model.population_version,
        "dimensions": [_fitted_json(dimension, fit, with_names=with_names) for dimension, fit in model.fitted.items()],
        "covariance": {"diagonal": [fit.variance for fit in model.fitted.values()]},
        "within_song_correlation": {
            "dimensions": [place[dimension] for dimension in model.correlated],
            "rows": [[float(r) for r in row[:i]] for i, row in enumerate(model.within_song)],
        },
        "asymmetry": dict(sorted(model.asymmetry.items())),
        "part_weights": dict(sorted(model.part_weights.items())),
        "temperature": model.temperature,
    }


def _fitted_json(dimension: Dimension, fit: Fitted, *, with_names: bool) -> dict[str, object]:
    shifts = {name: shift for name, shift in fit.tags.items() if with_names or not name.startswith(_CLIENT)}
    return {
        "role": dimension.role,
        "name": dimension.name,
        "expected": [fit.expected.centre, fit.expected.engineers, fit.expected.songs, fit.expected.authors],
        "theta": fit.theta,
        "sigma": fit.sigma,
        "weight": fit.weight,
        "songs": fit.songs,
        "tags": {name: [shift.mean, shift.variance, shift.songs] for name, shift in sorted(shifts.items())},
    }


def _model(data: Mapping[str, object]) -> Model:
    rows = objects(data, "dimensions", most=_MOST_DIMENSIONS)
    diagonal = parts(part(data, "covariance"), "diagonal", most=_MOST_DIMENSIONS)
    if len(diagonal) != len(rows):
        raise ImportRefusedError("'covariance' and 'dimensions' differ in length")
    variances = numbers(diagonal, "covariance", 1e-9, _FAR)
    fitted = {_dimension(row): _fitted(row, variance) for row, variance in zip(rows, variances, strict=True)}
    if len(fitted) != len(rows):
        raise ImportRefusedError("'dimensions' holds one twice")
    correlation = part(data, "within_song_correlation")
    places = parts(correlation, "dimensions", most=_MOST_CORRELATED)
    known = list(fitted)
    correlated = tuple(known[_place(value, len(known))] for value in places)
    if len(set(correlated)) != len(correlated):
        raise ImportRefusedError("'within_song_correlation' holds a dimension twice")
    asymmetry = part(data, "asymmetry")
    weights = part(data, "part_weights")
    return Model(
        population_version=text(data, "population_version"),
        fitted=fitted,
        correlated=correlated,
        within_song=_correlation(correlation, len(correlated)),
        asymmetry={str(name)[:200]: number(asymmetry, name, 0.05, 20.0) for name in list(asymmetry)[:_MOST_DIMENSIONS]},
        part_weights={name: number(weights, name, 0.0, 100.0) for name in PART_WEIGHTS if name in weights},
        temperature=number(data, "temperature", 0.01, 100.0),
    )


def _fitted(row: Mapping[str, object], variance: float) -> Fitted:
    expected = numbers(parts(row, "expected", most=4), "expected", -_FAR, _FAR)
    if len(expected) != 4 or expected[1] < 1e-3 or expected[2] < 1e-3 or expected[3] < 0:
        raise ImportRefusedError("'expected' is not centre, two standard deviations and a count")
    tags = part(row, "tags")
    if len(tags) > _MOST_TAGS:
        raise ImportRefusedError(f"'tags' has more than {_MOST_TAGS} entries")
    return Fitted(
        expected=Expected(expected[0], expected[1], expected[2], int(expected[3])),
        theta=number(row, "theta", -_FAR, _FAR),
        variance=variance,
        sigma=number(row, "sigma", 1e-3, _FAR),
        weight=number(row, "weight", 0.0, _FAR),
        songs=integer(row, "songs", 0, 10_000_000),
        tags={str(name)[:200]: _shift(tags, name) for name in tags},
    )


def _shift(tags: Mapping[str, object], name: str) -> Shift:
    values = numbers(parts(tags, name, most=3), "tags", -_FAR, _FAR)
    if len(values) != 3 or values[1] < 0:
        raise ImportRefusedError("'tags' holds no mean, variance and count")
    return Shift(values[0], values[1], int(values[2]))


def _correlation(data: Mapping[str, object], size: int) -> NDArray[np.float64]:
    rows = parts(data, "rows", most=_MOST_CORRELATED)
    if len(rows) != size:
        raise ImportRefusedError("'within_song_correlation' has not as many rows as dimensions")
    matrix = np.eye(size)
    for i in range(size):
        row = numbers(parts({"rows": rows[i]}, "rows", most=size), "within_song_correlation", -1.0, 1.0)
        if len(row) != i:
            raise ImportRefusedError("'within_song_correlation' is no lower triangle")
        matrix[i, :i] = row
        matrix[:i, i] = row
    if size and float(np.linalg.eigvalsh(matrix)[0]) < _LEAST_EIGENVALUE:
        raise ImportRefusedError("'within_song_correlation' is no correlation")
    return matrix


def _dimension(row: Mapping[str, object]) -> Dimension:
    dimension = Dimension(text(row, "role", empty=False), text(row, "name", empty=False))
    if scale_of_name(dimension.name) is None:
        raise ImportRefusedError(
            "'name' is no dimension that this version knows", remedy="A newer mixtaste may have made the file."
        )
    return dimension


def _window(row: Mapping[str, object]) -> Window:
    try:
        control = Control.parse(text(row, "id", empty=False))
    except UnknownControlError as error:
        raise ImportRefusedError(f"'windows': {error.found}") from error
    state = text(row, "state")
    if state not in ("open", "settled", "contradictory"):
        raise ImportRefusedError("'state' is neither open nor settled nor contradictory")
    steps = part(row, "steps")
    low, high = number(steps, "low", -_FAR, _FAR), number(steps, "high", -_FAR, _FAR)
    if low > high:
        raise ImportRefusedError("'steps' of a window has its edges the wrong way round")
    return Window(
        control=control,
        unit=control.scale.unit,
        scale=control.scale.name,
        low=_edge(part(row, "low")),
        high=_edge(part(row, "high")),
        answers=integer(row, "answers", 0, 1_000_000),
        songs=integer(row, "songs", 0, 1_000_000),
        state=state,
        steps=Steps(
            low=low,
            low_sd=number(steps, "low_sd", 0.0, 1e3),
            high=high,
            high_sd=number(steps, "high_sd", 0.0, 1e3),
            slope=number(steps, "slope", 0.05, 1e2),
            lapse=number(steps, "lapse", 1e-4, 0.9),
            spread=number(steps, "spread", 0.0, 1e2),
        ),
    )


def _edge(row: Mapping[str, object]) -> Edge:
    reached = None if row.get("searched_to") is None else number(row, "searched_to", -_FAR, _FAR)
    median, low, high = (number(row, name, -_FAR, _FAR) for name in ("median", "lo90", "hi90"))
    return Edge(median, low, high, flag(row, "open"), reached)


def _place(value: object, size: int) -> int:
    return integer({"within_song_correlation": value}, "within_song_correlation", 0, size - 1)


def _flat(row: Mapping[str, object]) -> dict[str, object]:
    """A habit: names and plain values only."""
    kept: dict[str, object] = {}
    for name, value in list(row.items())[:50]:
        if isinstance(value, bool | str) or value is None:
            kept[str(name)[:100]] = value[:500] if isinstance(value, str) else value
        else:
            kept[str(name)[:100]] = number(row, name, -1e12, 1e12)
    return kept


def _time(value: str) -> float:
    try:
        made = datetime.fromisoformat(value)
        return (made if made.tzinfo is not None else made.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError) as error:
        raise ImportRefusedError("'made_at' is no time") from error


def _no_constant(name: str) -> float:
    raise ValueError(name)
