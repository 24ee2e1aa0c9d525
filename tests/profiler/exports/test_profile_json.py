"""A profile written down, carried elsewhere and read again."""

from __future__ import annotations

import copy
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.session import Session, Track
from profiler.exports.checked import ImportRefusedError
from profiler.exports.profile_json import SCHEMA, dumps, profile_of, read_profile, to_json
from profiler.history.records import MoveObject, Role, Setting, TrackRef
from profiler.suggestions.ranking import rank
from profiler.taste.dimensions import Dimension
from profiler.taste.observations import Observation
from profiler.taste.profile import fit_profile
from profiler.windows import Control, WindowAnswer, WindowModel, window_of

CORNER = Dimension("lead vocal", "hpf.frequency")
ATTACK = Dimension("lead vocal", "compressor.attack")
FADER = Dimension("lead vocal", "fader.gain")
USE = Dimension("lead vocal", "hpf.on")


def made():
    rng = random.Random(2)
    rows = []
    for n in range(9):
        z = rng.gauss(0, 1)
        for dimension, centre, spread in ((CORNER, 27, 2), (ATTACK, -13, 4), (FADER, -5, 3), (USE, 1.2, 0.6)):
            x = centre + spread * (0.7 * z + rng.gauss(0, 0.7))
            rows.append(Observation(f"secret song {n}", dimension, x, rng.uniform(0.2, 1.0)))
    control = Control("lead vocal", "hpf.frequency")
    answers = [
        WindowAnswer(control, value, "secret song 1", verdict)
        for value, verdict in [(60, "not_enough"), (100, "fine"), (140, "fine"), (240, "too_much")]
    ]
    return fit_profile(
        rows,
        user="anna",
        made_at=1_700_000_000.0,
        moves=321,
        windows=[window_of(WindowModel(control, answers, usual=97.0))],
        tags={f"secret song {n}": "pop" for n in range(0, 9, 2)},
        coverage={"settings": 40.0, "inherited": 4.0},
    ).with_part_weights({"you": 1.25})


PROFILE = made()
SESSION = Session("reaper", "REAPER", "7", Track("master", "MASTER", "master"), (Track("{V}", "Vox"),), path="a.rpp")
ROLES = {"{V}": Role("lead vocal", 0.9)}


def held(term, value):
    thing = MoveObject(track=TrackRef("{V}", "Vox", "lead vocal"))
    return Setting("here", "anna", thing, term, value, "", "save", None, touched=True)


HERE = (held("fader.gain", -11.0), held("hpf.frequency", 80.0), held("compressor.attack", 22.0))


def ranking(profile):
    candidates = [
        {"id": f"{term} {value}", "changes": [{"object": "Vox", "term": term, "to": value}]}
        for term, value in [
            ("hpf.frequency", 60.0),
            ("hpf.frequency", 130.0),
            ("hpf.frequency", 300.0),
            ("compressor.attack", 3.0),
            ("fader.gain", -2.0),
            ("send.pan", 0.2),
        ]
        if term != "send.pan"
    ]
    return rank(profile, SESSION, candidates, settings=HERE, roles=ROLES, tag="pop")


def test_read_again_it_ranks_the_same():
    again = read_profile(dumps(PROFILE), user="anna")
    ours, theirs = ranking(PROFILE), ranking(again)
    assert [s.candidate.id for s in ours] == [s.candidate.id for s in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert abs(one.score - other.score) <= 1e-9
        assert [p.name for p in one.parts] == [p.name for p in other.parts]
        assert one.confidence == other.confidence


def test_read_again_it_is_written_the_same():
    text = dumps(PROFILE)
    assert dumps(read_profile(text.encode(), user="anna")) == text


def test_an_imported_profile_belongs_to_who_imports_it():
    assert read_profile(dumps(PROFILE), user="ben").user == "ben"


def test_no_song_is_named_unless_asked():
    assert "secret song" not in dumps(PROFILE)
    assert "secret song" in dumps(PROFILE, with_names=True)
    read_profile(dumps(PROFILE, with_names=True), user="anna")


def test_it_holds_what_is_promised():
    told = to_json(PROFILE)
    assert told["schema"] == SCHEMA
    top = {"user", "made_at", "songs", "moves", "coverage", "dimensions", "habits", "windows", "sentences", "model"}
    assert top < set(told)
    inside = {"covariance", "within_song_correlation", "asymmetry", "part_weights", "population_version"}
    assert inside < set(told["model"])
    wanted = {"role", "name", "unit", "mean", "sd", "lo90", "hi90", "songs", "strictness", "sentence", "locked"}
    assert all(wanted <= set(row) for row in told["dimensions"])
    assert told["made_at"] == "2023-11-14T22:13:20Z"


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"schema": "mixtaste/profile/2"}', b"[" * 100_000, b'{"a": NaN}'],
)
def test_what_is_no_profile_is_refused(data):
    with pytest.raises(ImportRefusedError):
        read_profile(data, user="anna")


def spoil(path, value):
    data = copy.deepcopy(to_json(PROFILE))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("songs",), -1),
        (("songs",), 1.5),
        (("songs",), True),
        (("made_at",), "yesterday"),
        (("sentences",), ["x" * 5000]),
        (("dimensions", 0, "name"), "plugin.Evil"),
        (("dimensions", 0, "mean"), "loud"),
        (("dimensions", 0, "sd"), -1.0),
        (("windows", 0, "id"), "nonsense"),
        (("windows", 0, "state"), "great"),
        (("windows", 0, "steps", "lapse"), 0.0),
        (("windows", 0, "steps", "low"), 99.0),
        (("model", "temperature"), 0.0),
        (("model", "part_weights", "you"), 1e9),
        (("model", "dimensions", 0, "sigma"), 0.0),
        (("model", "dimensions", 0, "theta"), 10**400),
        (("model", "dimensions", 0, "expected"), [0, 0, 0, 0]),
        (("model", "dimensions", 0, "tags"), {"pop": [1.0, -1.0, 2]}),
        (("model", "dimensions", 1, "name"), "compressor.attack"),
        (("model", "covariance", "diagonal"), []),
        (("model", "covariance", "diagonal", 0), -1.0),
        (("model", "within_song_correlation", "dimensions"), [0, 0, 1, 2]),
        (("model", "within_song_correlation", "dimensions"), [0, 1, 2, 99]),
        (("model", "within_song_correlation", "rows"), [[], [], [], []]),
        (("model", "within_song_correlation", "rows"), [[], [1.0], [1.0, -1.0], [0.0, 0.0, 0.0]]),
        (("habits",), [{"x": {"deep": 1}}]),
    ],
)
def test_a_hostile_profile_is_refused(path, value):
    with pytest.raises(ImportRefusedError):
        profile_of(spoil(path, value), user="anna")


PATHS = [(key,) for key in to_json(PROFILE)] + [("model", key) for key in to_json(PROFILE)["model"]]
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.lists(st.integers(), max_size=3)
)


@given(st.sampled_from(PATHS), JUNK)
@settings(max_examples=80)
def test_junk_anywhere_gives_a_profile_or_one_clear_error(path, junk):
    try:
        read = profile_of(spoil(path, junk), user="anna")
    except ImportRefusedError:
        return
    json.dumps(to_json(read), allow_nan=False)
