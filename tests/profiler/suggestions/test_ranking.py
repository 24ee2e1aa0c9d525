"""Candidates, ranked by a profile."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.session import Send, Session, Track
from profiler.history.records import InsertRef, MoveObject, Role, SendRef, Setting, TrackRef
from profiler.suggestions.candidates import candidates_of
from profiler.suggestions.errors import CandidateError
from profiler.suggestions.ranking import rank
from profiler.taste.dimensions import Dimension
from profiler.taste.observations import Observation
from profiler.taste.profile import fit_profile
from profiler.windows import Control, WindowAnswer, WindowModel, window_of

VOX, VERB, KICK = "{VOX}", "{VERB}", "{KICK}"
ROLES = {VOX: Role("lead vocal", 0.9), VERB: Role("reverb return", 0.9), KICK: Role("kick", 0.9)}
SESSION = Session(
    format="reaper",
    app="REAPER",
    app_version="7",
    master=Track(id="master", name="MASTER", kind="master"),
    tracks=(
        Track(id=VOX, name="Lead Vox", sends=(Send(id="s", to=VERB, gain_db=-12.0),)),
        Track(id=KICK, name="Kick"),
        Track(id=VERB, name="Verb"),
        Track(id="{A}", name="Gtr"),
        Track(id="{B}", name="Gtr"),
    ),
    path="song.rpp",
)


def held(track, term, value, *, insert=None, band=None, to=None):
    return Setting(
        song="here",
        user="anna",
        object=MoveObject(
            track=TrackRef(track, track, ROLES[track].name),
            insert=InsertRef(*insert) if insert else None,
            band=band,
            send=SendRef("", "", track, to) if to else None,
        ),
        term=term,
        value=value,
        unit="",
        save="save",
        time=None,
        touched=True,
    )


EQ = ("eq", "ReaEQ", 1)
HERE = (
    held(VOX, "eq.5.shape", "high pass", insert=EQ, band=5),
    held(VOX, "hpf.frequency", 60.0, insert=EQ, band=5),
    held(VOX, "send.gain", -12.0, to=VERB),
    held(VOX, "eq.4.shape", "high shelf", insert=EQ, band=4),
    held(VOX, "eq.4.frequency", 9000.0, insert=EQ, band=4),
    held(VOX, "eq.4.gain", 1.0, insert=EQ, band=4),
)

CORNER = Dimension("lead vocal", "hpf.frequency")
SEND = Dimension("lead vocal", "send.gain@reverb")


def songs_at(dimension, values):
    return [Observation(f"song {n:02}", dimension, dimension.scale.steps(v), 1.0) for n, v in enumerate(values)]


def profile_of(*groups, windows=()):
    return fit_profile([o for group in groups for o in group], user="anna", made_at=0.0, windows=windows)


def corner(name, to, **more):
    return {"id": name, "changes": [{"object": "Lead Vox", "term": "hpf.frequency", "to": to, "unit": "Hz"}], **more}


def ranked(profile, candidates, **more):
    return rank(profile, SESSION, candidates, settings=HERE, roles=ROLES, **more)


THREE = [corner("low", 70.0), corner("middle", 110.0), corner("high", 220.0)]


def test_two_engineers_rank_the_same_candidates_differently():
    deep = ranked(profile_of(songs_at(CORNER, [70, 72, 68, 75, 66, 71])), THREE)
    thin = ranked(profile_of(songs_at(CORNER, [220, 210, 240, 200, 230, 215])), THREE)
    assert deep[0].candidate.id == "low"
    assert thin[0].candidate.id == "high"


def test_another_engineers_songs_do_not_change_ones_ranking():
    anna = songs_at(CORNER, [70, 72, 68, 75])
    before = ranked(profile_of(anna), THREE)
    ranked(profile_of(songs_at(CORNER, [400, 420, 390])), THREE)
    assert ranked(profile_of(anna), THREE) == before


@given(st.lists(st.floats(30, 900), min_size=0, max_size=8), st.lists(st.floats(20, 2000), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_the_parts_add_up_to_the_score_and_each_says_its_sentence(past, proposals):
    suggestions = ranked(profile_of(songs_at(CORNER, past)), [corner(str(n), v) for n, v in enumerate(proposals)])
    for suggestion in suggestions:
        assert math.fsum(part.points for part in suggestion.parts) == suggestion.score
        assert all(part.sentence for part in suggestion.parts)
    assert [s.rank for s in suggestions] == list(range(1, len(proposals) + 1))
    assert [s.score for s in suggestions] == sorted((s.score for s in suggestions), reverse=True)


def test_the_order_of_candidates_does_not_matter():
    profile = profile_of(songs_at(CORNER, [100, 110, 95, 130]))
    forwards = {s.candidate.id: s.score for s in ranked(profile, THREE)}
    backwards = {s.candidate.id: s.score for s in ranked(profile, THREE[::-1])}
    assert forwards == backwards


def test_a_window_makes_what_lies_outside_worse():
    control = Control("lead vocal", "hpf.frequency")
    answers = [
        WindowAnswer(control, value, "a", verdict)
        for value, verdict in [(60, "fine"), (75, "fine"), (100, "too_much"), (130, "too_much"), (40, "not_enough")] * 2
    ]
    window = window_of(WindowModel(control, answers, usual=97.0))
    past = songs_at(CORNER, [70, 90, 110, 75])
    without = {s.candidate.id: s for s in ranked(profile_of(past), THREE)}
    with_window = {s.candidate.id: s for s in ranked(profile_of(past, windows=[window]), THREE)}
    assert with_window["high"].score < without["high"].score
    assert with_window["high"].outside_pattern
    assert any(part.name == "windows" for part in with_window["high"].parts)
    assert any("window" in check.why for check in with_window["high"].checks)


def test_how_this_song_is_set_is_part_of_the_prompt():
    """Songs with much reverb also had a high corner; this one is dry, so the low corner gains."""
    wet = [-6, -20, -8, -19, -5, -21, -7, -20, -6, -19] * 3
    corners = [200, 80, 190, 85, 210, 75, 195, 80, 205, 85] * 3
    profile = profile_of(songs_at(CORNER, corners), songs_at(SEND, wet))

    def first(send):
        settings_here = [s if s.term != "send.gain" else held(VOX, "send.gain", send, to=VERB) for s in HERE]
        candidates = [corner("a", 80.0), corner("b", 200.0)]
        return rank(profile, SESSION, candidates, settings=settings_here, roles=ROLES)[0].candidate.id

    assert first(-21.0) == "a"
    assert first(-5.0) == "b"


def test_what_nobody_knows_is_not_claimed():
    suggestions = ranked(profile_of([]), THREE)
    assert {s.confidence for s in suggestions} == {"unknown"}


def test_a_clear_preference_is_strong():
    suggestions = ranked(profile_of(songs_at(CORNER, [100.0] * 12)), [corner("good", 100.0), corner("bad", 900.0)])
    assert suggestions[0].candidate.id == "good"
    assert suggestions[0].confidence == "strong"
    assert suggestions[1].outside_pattern


def test_an_equaliser_is_judged_by_its_curve_until_its_bands_are_controls():
    change = {"object": {"track": VOX, "band": 4}, "term": "eq.4.gain", "to": 6.0}
    one = [{"id": "air", "changes": [change]}]
    by_curve = ranked(profile_of(songs_at(Dimension("lead vocal", "eq.air"), [1.0, 2.0, 1.5])), one)[0]
    assert {t.dimension.name for t in by_curve.touches} >= {"eq.air"}
    assert "eq.4.gain" not in {t.dimension.name for t in by_curve.touches}
    by_band = ranked(profile_of(songs_at(Dimension("lead vocal", "eq.4.gain"), [1.0, 2.0, 1.5])), one)[0]
    assert {t.dimension.name for t in by_band.touches} == {"eq.4.gain"}


def test_a_send_names_its_destination():
    change = {"object": {"track": "Lead Vox", "send": "Verb"}, "term": "send.gain", "from": -12.0, "to": -8.0}
    (suggestion,) = ranked(profile_of(songs_at(SEND, [-8, -9, -7])), [{"id": "wet", "changes": [change]}])
    assert {t.dimension for t in suggestion.touches} == {SEND}
    assert not suggestion.checks


def test_switching_a_filter_off_takes_its_use_away():
    change = {"object": {"track": VOX}, "term": "hpf.enabled", "to": False}
    (suggestion,) = ranked(profile_of([]), [{"id": "off", "changes": [change]}])
    assert {t.dimension.name for t in suggestion.touches} == {"hpf.on"}


def test_a_control_that_was_not_there_is_new():
    change = {"object": "Kick", "term": "compressor.ratio", "to": 4.0}
    (suggestion,) = ranked(profile_of([]), [{"id": "comp", "changes": [change]}])
    names = {t.dimension.name for t in suggestion.touches}
    assert "compressor.ratio" in names


def test_a_band_that_stood_flat_is_moved_from_nothing_not_new():
    change = {"object": {"track": VOX, "band": 3}, "term": "eq.3.gain", "to": 3.0}
    (suggestion,) = ranked(
        profile_of(songs_at(Dimension("lead vocal", "eq.3.gain"), [2, 3, 4])), [{"changes": [change]}]
    )
    assert [(t.before, t.after) for t in suggestion.touches] == [(0.0, 3.0)]


def test_a_value_that_has_moved_since_wants_a_look():
    (suggestion,) = ranked(profile_of([]), [{"id": "x", "changes": [{**THREE[0]["changes"][0], "from": 200.0}]}])
    assert any("stands at 60 Hz, not at 200 Hz" in check.why for check in suggestion.checks)


def test_what_cannot_be_scored_is_said():
    change = {"object": "Lead Vox", "term": "plugin.Wobble", "to": 0.3}
    (suggestion,) = ranked(profile_of([]), [{"id": "x", "changes": [change]}])
    assert suggestion.checks
    assert suggestion.score == 0.0


def test_many_changes_cost_effort():
    changes = [
        {"object": "Lead Vox", "term": "hpf.frequency", "to": 90.0},
        {"object": {"track": "Lead Vox", "band": 4}, "term": "eq.4.gain", "to": 2.0},
        {"object": {"track": "Lead Vox", "send": "Verb"}, "term": "send.gain", "to": -10.0},
        {"object": "Kick", "term": "fader.gain", "to": -3.0},
    ]
    (suggestion,) = ranked(profile_of([]), [{"id": "x", "changes": changes}])
    effort = next(part for part in suggestion.parts if part.name == "effort")
    assert effort.points == pytest.approx(-0.1)


def test_a_suggestion_is_told_as_promised():
    told = ranked(profile_of(songs_at(CORNER, [100, 110, 120])), THREE)[0].to_json()
    assert told["schema"] == "mixtaste/suggestion/1"
    assert set(told) == {
        "schema",
        "id",
        "candidate",
        "changes",
        "note",
        "task",
        "rank",
        "score",
        "parts",
        "confidence",
        "outside_pattern",
        "checks",
    }
    assert set(told["changes"][0]) <= {"object", "term", "from", "to", "unit"}


def test_ids_are_equal_for_equal_things_and_differ_otherwise():
    profile = profile_of([])
    ids = [s.id for s in ranked(profile, THREE)]
    assert ids == [s.id for s in ranked(profile, THREE)]
    assert len(set(ids)) == 3
    assert {s.id for s in ranked(profile, THREE, context="ben")}.isdisjoint(ids)


# what is refused


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "JSON array"),
        ("text", "JSON array"),
        ([1], "no object"),
        ([{"id": "a"}], "no changes"),
        ([{"id": "a", "changes": []}], "no changes"),
        ([{"id": True, "changes": [{}]}], "no usable id"),
        ([corner("a", 1.0), corner("a", 2.0)], "two candidates"),
        ([{"id": "a", "changes": [{"term": "hpf.frequency", "to": 1}]}], "names no track"),
        ([{"id": "a", "changes": [{"object": "Lead Voxx", "term": "hpf.frequency", "to": 1}]}], "'Lead Vox'"),
        ([{"id": "a", "changes": [{"object": "Gtr", "term": "fader.gain", "to": 1}]}], "{A}"),
        ([{"id": "a", "changes": [{"object": "Kick", "term": "hpf.freq", "to": 1}]}], "hpf.frequency"),
        ([{"id": "a", "changes": [{"object": "Kick", "term": "hpf.frequency"}]}], "'to' is missing"),
        ([{"id": "a", "changes": [{"object": "Kick", "term": "fader.gain", "to": math.nan}]}], "no usable value"),
        ([{"id": "a", "changes": [{"object": "Kick", "term": "fader.gain", "to": 1, "unit": "Hz"}]}], "told in dB"),
        ([{"id": "a", "changes": [{"object": "Kick", "term": "send.gain", "to": -3}]}], "names its destination"),
        (
            [{"id": "a", "changes": [{"object": {"track": "Kick", "send": "Nowhere"}, "term": "send.gain", "to": 0}]}],
            "no track",
        ),
        ([{"id": "a", "changes": [{"object": {"track": "Kick", "band": "x"}, "term": "eq.1.gain", "to": 0}]}], "band"),
    ],
)
def test_a_candidate_that_cannot_be_ranked_says_why(data, says):
    with pytest.raises(CandidateError) as caught:
        candidates_of(data, SESSION)
    assert says in str(caught.value)


def test_units_are_turned_into_the_terms_own():
    (candidate,) = candidates_of(
        [{"id": 1, "changes": [{"object": "kick", "term": "lpf.frequency", "to": 8, "unit": "kHz"}]}], SESSION
    )
    assert candidate.changes[0].after == 8000.0
    assert candidate.id == "1"


def test_the_master_is_a_track_too():
    (candidate,) = candidates_of(
        [{"id": "m", "changes": [{"object": "master", "term": "fader.gain", "to": 0}]}], SESSION
    )
    assert candidate.changes[0].track == "master"


def test_ranking_loads_numpy_and_nothing_heavier():
    code = (
        "import sys, profiler.suggestions.ranking, profiler.suggestions.queue, profiler.exports.profile_json;"
        "print([m for m in ('scipy', 'pandas', 'sklearn', 'sqlalchemy', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
