from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from profiler.history.records import Gesture, InsertRef, Move, MoveObject, SendRef, TrackRef
from profiler.justifications.reason import Rate, Reason, hit, untestable
from profiler.questions import (
    Candidate,
    Skip,
    answer_from_word,
    answer_to,
    answer_to_json,
    attach,
    entropy_bits,
    open_question,
    propose,
    question_id,
    subject_of,
)
from profiler.verdicts import judge

NOW, DAY = 1_700_000_000.0, 86_400.0
T1 = Reason("T1 delay on a note value", ("*",), "session", 0.5, structural=False, test=lambda _: None)
E10 = Reason("E10 unmask a named neighbour", ("*",), "neighbours", 0.2, structural=False, test=lambda _: None)


class Never(random.Random):
    """Draws no lot."""

    def random(self):
        return 0.99


class Always(random.Random):
    def random(self):
        return 0.0


def move(
    id="m1", term="delay.time", before=400.0, after=384.6, *, song="song", name="Lead Vox", role="lead vocal", **fields
):
    thing = MoveObject(TrackRef(f"{song}-{name}", name, role), InsertRef("i", "ReaDelay", 1))
    values = {"unit": "ms", "before_save": "s1", "after_save": "s2", "time": 2.0, "song": song} | fields
    return Move(id, thing, "delay", term, before, after, **values)


def candidate(name, *, p=0.5, song="song", term="delay.time", role="lead vocal", answered=False, moves=None):
    members = moves or (move(f"m-{name}", term, song=song, role=role),)
    gesture = Gesture(name, tuple(m.id for m in members), "single")
    tested = [
        hit(T1, s=0.6, p0=Rate(0.021), sentence="On the note.", numbers={}),
        untestable(E10, "no audio", s=0.7, p0=Rate(0.2)),
    ]
    verdict = replace(judge(gesture, members, tested), p_objective=p, settled=not 0.2 < p < 0.8, answered=answered)
    return Candidate(gesture, members, verdict, {"role": role, "direction": "down"})


def ask(candidates, n=5, **fields):
    return propose(candidates, n=n, now=NOW, rng=fields.pop("rng", Never(1)), **fields)


def test_the_question_is_open_and_reasons_come_second():
    (question,) = ask([candidate("g")])
    assert question.text == "Lead Vox: why did the delay time go 400 → 385 ms?"
    assert [choice.id for choice in question.choices] == [
        "T1 delay on a note value", "E10 unmask a named neighbour", "taste", "requested", "mistake", "unknown",
    ]  # fmt: skip
    assert "note" not in question.text
    assert question.choices[0].text == "On the note."


def test_what_is_least_known_is_asked_first():
    questions = ask(
        [
            candidate("sure", p=0.97),
            candidate("open", p=0.5, term="delay.mix"),
            candidate("half", p=0.8, term="eq.output"),
        ]
    )
    assert questions[0].gesture == "open"
    assert questions[0].worth_bits > questions[-1].worth_bits


def test_the_song_that_is_open_costs_less_time():
    candidates = [candidate("here", p=0.9, song="here"), candidate("there", p=0.5, song="there")]
    assert [q.gesture for q in ask(candidates, open_song="here")] == ["here", "there"]
    assert [q.gesture for q in ask(candidates)] == ["there", "here"]


def test_one_question_for_each_control_and_song():
    candidates = [
        candidate("one"),
        candidate("two"),
        candidate("other", term="delay.mix"),
        candidate("song2", song="b"),
    ]
    assert {q.gesture for q in ask(candidates)} in ({"one", "other", "song2"}, {"two", "other", "song2"})
    asked = [("song", "lead vocal", "delay.time")]
    assert {q.gesture for q in ask(candidates, asked_controls=asked)} == {"other", "song2"}


def test_what_was_answered_never_comes_back():
    assert ask([candidate("g", answered=True)]) == []
    assert ask([candidate("g", answered=True)], rng=Always(1)) == []


@pytest.mark.parametrize(("days", "skips", "comes"), [(6, 1, False), (8, 1, True), (8, 2, True), (30, 3, False)])
def test_a_skipped_question_comes_back_after_a_week_at_most_twice(days, skips, comes):
    put_off = [Skip("g", NOW - days * DAY - i) for i in range(skips)]
    assert bool(ask([candidate("g")], skips=put_off)) == comes


def test_a_tenth_is_drawn_at_random_from_all_and_tagged():
    candidates = [candidate(f"g{i}", p=0.0001, song=f"s{i}") for i in range(50)]
    drawn = [q for seed in range(60) for q in ask(candidates, n=1, rng=random.Random(seed))]
    sure = [candidate(f"h{i}", p=0.5, song=f"s{i}") for i in range(50)]
    mixed = [q for seed in range(60) for q in ask([*candidates, *sure], n=1, rng=random.Random(seed))]
    assert all(q.random for q in drawn)
    assert 2 <= sum(q.random for q in mixed) <= 14
    assert {q.gesture[0] for q in mixed if not q.random} == {"h"}


def test_what_is_not_worth_the_time_is_not_asked():
    assert ask([candidate("sure", p=0.0001)]) == []


def test_it_says_how_many_similar_moves_it_would_settle():
    others = [candidate(f"g{i}", song=f"s{i}") for i in range(4)]
    assert [q.settles_moves for q in ask(others, n=1)] == [3]


def test_ids_stay_with_the_gesture():
    one = ask([candidate("g")])[0]
    again = ask([candidate("other", song="b"), candidate("g", p=0.6)], n=2)
    assert one.id == question_id("g")
    assert one.id in {q.id for q in again}


def test_bits_count_what_may_be_the_cause():
    assert entropy_bits(candidate("g", p=0.0).verdict) == 0
    assert entropy_bits(candidate("g", p=0.5).verdict) > 1


def test_a_question_is_strict_json():
    (question,) = ask([candidate("g", moves=(move(before=float("-inf")),))])
    stored = json.loads(json.dumps(question.to_json(), allow_nan=False))
    assert stored["schema"] == "mixtaste/question/1"
    assert stored["choices"][2] == {"id": "taste", "text": "Taste: I like it so."}
    json.dumps(question.subject, allow_nan=False)


NAMELESS = MoveObject(TrackRef("t", "", number=4))
SEND = MoveObject(TrackRef("t", "Vox"), send=SendRef("Vox", "Plate", "t", "p"))


@pytest.mark.parametrize(("moves", "text"), [
    ([move(term="insert.added", before=None, after="ReaEQ")], "Lead Vox: why did ReaDelay come in?"),
    ([move(term="insert.enabled", before=True, after=False)], "Lead Vox: why was ReaDelay switched off?"),
    ([move(term="mute", before=False, after=True)], "Lead Vox: why was it muted?"),
    ([move(term="hpf.frequency", before=None, after=100.0)], "Lead Vox: why was the high-pass set to 100 Hz?"),
    ([move(term="fader.gain", before=-6.0, after=-4.5)], "Lead Vox: why did the fader go -6.0 → -4.5 dB?"),
    ([Move("m", SEND, "send", "send.gain", -12.0, -9.0, "dB")],
     "Vox: why did the send level to Plate go -12.0 → -9.0 dB?"),
    ([move(), move("m2", "delay.feedback", -9.0, -6.0)],
     "Lead Vox: why did the delay time go 400 → 385 ms (with 1 more change made with it)?"),
    ([move(term="fader.gain", before=0.0, after=-2.0, name=name) for name in ("Kick", "Snare", "Hat")],
     "Kick and 2 more: why did the fader go 0.0 → -2.0 dB?"),
    ([Move("m", NAMELESS, "clip", "clip.removed", 6.0, 0.0, "clips", count=6)], "Track 4: 6 clips removed. Why?"),
    ([Move("m", NAMELESS, "structure", "track.renamed", "Kick", "", "")], "Track 4: renamed “Kick” → none. Why?"),
])  # fmt: skip
def test_changes_are_asked_about_as_an_engineer_would(moves, text):
    assert open_question(moves) == text


# The answers' way back


def question_and_subject(members):
    return ask([candidate("g", moves=members)])[0]


def test_an_answer_survives_storing():
    question = question_and_subject((move(),))
    answer = answer_to(question, choice="T1 delay on a note value", words="", time=NOW)
    body = json.loads(json.dumps(answer_to_json(answer)))
    assert (body["choice"], body["save"], body["schema"]) == ("T1 delay on a note value", "s2", "mixtaste/answer/1")
    assert answer_from_word(json.loads(json.dumps(answer.subject)), body) == answer


def test_own_words_are_a_reason_of_their_own_and_taste_is_none():
    question = question_and_subject((move(),))
    own = answer_to(question, choice=None, words=" the drummer dragged ", time=NOW)
    assert (own.label, own.reason) == ("reason", "the drummer dragged")
    assert answer_to_json(own)["choice"] == "reason"
    liked = answer_to(question, choice="taste", words="", time=NOW)
    assert (liked.label, liked.reason, answer_to_json(liked)["choice"]) == ("taste", "", "taste")
    with pytest.raises(ValueError, match="none of this question's choices"):
        answer_to(question, choice="E3", words="", time=NOW)
    with pytest.raises(ValueError, match="needs a choice"):
        answer_to(question, choice=None, words=" ", time=NOW)


def test_an_answer_finds_its_move_by_id_whatever_else_changed():
    subject = subject_of(Gesture("g", ("m1",), "single"), [move()], {})
    now = move(before=1.0, after=2.0)
    assert attach(subject, [move("m9"), now]) == [now]


def test_a_save_found_later_splits_the_move_and_the_answer_covers_both_parts():
    subject = json.loads(json.dumps(subject_of(Gesture("g", ("m1",), "single"), [move()], {})))
    first = move("a", after=431.0, after_save="s1b", time=1.5)
    second = move("b", before=431.0, before_save="s1b")
    unrelated = [
        move("c", term="delay.feedback", before=-9.0, after=-6.0),
        move("d", before=384.6, after=300.0, before_save="s2", after_save="s3", time=3.0),
        move("e", after=384.6, song="another"),
    ]
    assert attach(subject, [second, *unrelated, first]) == [first, second]


def test_where_the_same_span_occurs_twice_the_same_saves_decide():
    subject = subject_of(Gesture("g", ("m1",), "single"), [move()], {})
    earlier = move("x", before_save="r1", after_save="r2", time=1.0)
    later = move("y")
    assert attach(subject, [earlier, move("z", before=384.6, after=400.0, time=1.5), later]) == [later]


def test_when_ids_were_blanked_the_names_lead_back():
    subject = subject_of(Gesture("g", ("m1",), "single"), [move()], {})
    renumbered = move("n")
    thing = replace(renumbered.object, track=TrackRef("new id", "Lead Vox", "lead vocal"))
    assert attach(subject, [replace(renumbered, object=thing)]) == [replace(renumbered, object=thing)]


def test_an_answer_about_what_is_gone_attaches_to_nothing_and_a_closed_fader_is_found():
    silent = move(term="fader.gain", before=float("-inf"), after=-6.0, unit="dB")
    subject = json.loads(json.dumps(subject_of(Gesture("g", ("m1",), "single"), [silent], {})))
    assert attach(subject, []) == []
    again = replace(silent, id="new")
    assert attach(subject, [again]) == [again]
