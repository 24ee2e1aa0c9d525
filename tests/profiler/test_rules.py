from __future__ import annotations

import math
import random

import pytest

from parsers.session import Insert, Plugin, Session, TempoPoint, Track, Value
from profiler.history.records import InsertRef, Move, MoveObject, TrackRef
from profiler.rules import Answer, circumstances, matching, rules


def said(label, song, *, reason="", time=0.0, family="eq", **held):
    return Answer(f"q{song}{time}{held}", label, family, song, time, reason=reason, circumstances=held)


def slaps(n, **held):
    return [said("reason", f"song{i}", reason="slap", time=float(i), family="delay", **held) for i in range(n)]


VOCAL = {"role": "lead vocal", "direction": "down", "plugin": "ReaEQ"}
BASS = {"role": "bass", "direction": "down", "plugin": "ReaEQ"}


def test_one_answer_speaks_for_moves_of_the_same_role_and_direction():
    (rule,) = rules([said("taste", "a", **VOCAL)])
    assert rule.circumstances == (("role", "lead vocal"), ("direction", "down"))
    assert rule.strength == pytest.approx(math.log(2 / 0.6))
    assert matching([rule], "eq", VOCAL) == rule
    assert matching([rule], "eq", BASS) is None
    assert matching([rule], "level", VOCAL) is None


def test_a_rule_is_stated_only_after_three_answers_from_two_songs():
    one_song = [said("taste", "a", time=float(i), **VOCAL) for i in range(5)]
    assert not rules(one_song)[0].stated
    assert rules(slaps(3, role="lead vocal", direction="up"))[0].stated
    assert not rules(slaps(2, role="lead vocal", direction="up"))[0].stated


def test_more_answers_that_agree_make_it_simpler_and_stronger():
    (one,), (alike,) = rules(slaps(1, **VOCAL)), rules(slaps(6, **VOCAL))
    assert alike.circumstances == one.circumstances
    assert alike.strength > one.strength
    both_ways = [
        *slaps(3, **VOCAL),
        *(
            said("reason", "z", reason="slap", time=9.0 + i, family="delay", **VOCAL | {"direction": "up"})
            for i in range(2)
        ),
    ]
    assert rules(both_ways)[0].circumstances == (("role", "lead vocal"),)
    everywhere = [*both_ways, said("reason", "y", reason="slap", time=12.0, family="delay", **BASS)]
    assert rules(everywhere)[0].circumstances == ()


def test_a_circumstance_that_tells_the_answers_apart_is_found():
    answers = [
        *(said("taste", f"s{i}", time=float(i), **VOCAL) for i in range(4)),
        *(said("reason", f"s{i}", reason="mud", time=float(i), **BASS) for i in range(4)),
    ]
    found = {(rule.label, rule.circumstances) for rule in rules(answers)}
    assert ("taste", (("role", "lead vocal"), ("direction", "down"))) in found
    assert ("reason", (("role", "bass"), ("direction", "down"))) in found
    assert matching(rules(answers), "eq", BASS).reason == "mud"


def test_what_is_contradicted_as_often_as_confirmed_is_given_up():
    answers = [
        said("taste" if i % 2 else "reason", f"s{i}", reason="" if i % 2 else "mud", time=float(i), **VOCAL)
        for i in range(12)
    ]
    found = rules(answers)
    best = matching(found, "eq", VOCAL)
    assert best is None or best.strength < math.log(2)


def test_requests_mistakes_and_do_not_know_make_no_rule():
    assert rules([said(label, "a", **VOCAL) for label in ("requested", "mistake", "unknown")]) == []


def test_old_answers_weigh_less():
    old = [said("taste", "s0", time=0.0, **VOCAL), said("taste", "s1", time=1.0, **VOCAL)]
    later = [said("unknown", f"x{i}", time=10.0 + i, **BASS) for i in range(40)]
    others = [said("requested", f"x{i}", time=10.0 + i, **BASS) for i in range(40)]
    assert rules([*old, *later])[0].strength == rules(old)[0].strength
    assert rules([*old, *others])[0].strength < rules(old)[0].strength


def test_the_order_of_the_answers_does_not_matter():
    answers = [*slaps(5, **VOCAL), said("taste", "z", time=9.0, family="delay", **BASS)]
    shuffled = answers.copy()
    random.Random(3).shuffle(shuffled)
    assert rules(shuffled) == rules(answers)


def test_a_rule_says_what_was_said():
    (rule,) = rules(slaps(4, **VOCAL))
    assert rule.sentence == "You said so of 4 moves in 4 songs: delay (lead vocal, down) is “slap”."


def test_circumstances_of_a_move():
    band = {"eq.3.frequency": Value(3000.0, "Hz", "measured"), "eq.3.gain": Value(-3.0, "dB", "measured")}
    insert = Insert("i", Plugin("ReaEQ", "Cockos", "VST2", "x"), parameters=band)
    vox = Track("v", "Vox", inserts=(insert,))
    after = Session(
        "reaper",
        "REAPER",
        "7",
        Track("m", "Master", "master"),
        (vox,),
        tempo_map=(TempoPoint(0.0, 120.0, 4, 4, ramp=False),),
    )
    move = Move(
        "m",
        MoveObject(TrackRef("v", "Vox", "lead vocal"), InsertRef("i", "ReaEQ", 1), 3),
        "eq",
        "eq.3.gain",
        0.0,
        -3.0,
        "dB",
    )
    assert circumstances(move, after) == {
        "role": "lead vocal",
        "direction": "down",
        "plugin": "ReaEQ",
        "region": "presence",
        "tempo": "tempo not set",
        "section": "section unknown",
    }
    assert circumstances(move) == {"role": "lead vocal", "direction": "down", "plugin": "ReaEQ"}
