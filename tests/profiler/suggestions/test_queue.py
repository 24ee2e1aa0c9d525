"""What is said of suggestions, and what it teaches."""

from __future__ import annotations

import json

import pytest

from profiler.suggestions.errors import CandidateError
from profiler.suggestions.queue import (
    Feedback,
    Shown,
    accepted_observations,
    feedback_body,
    feedback_of,
    half_answers,
    learnt_weights,
)
from profiler.suggestions.ranking import Part, Suggestion, Touch
from profiler.taste.dimensions import Dimension
from profiler.taste.profile import PART_WEIGHTS
from profiler.windows import Control, WindowModel

CORNER = Dimension("lead vocal", "hpf.frequency")
THRESHOLD = Dimension("kick", "compressor.threshold")


def steps(dimension, value):
    return dimension.scale.steps(value)


def touch(dimension, before, after):
    return Touch(dimension, None if before is None else steps(dimension, before), steps(dimension, after))


def shown(id, touches=(), **parts):
    return Shown(id, parts, tuple(touches))


def word(kind, suggestion, ranking, *, time=1.0):
    return Feedback(kind, suggestion, "here", tuple(ranking), time)


def suggestion(id, points):
    parts = (Part("population", points, "…"), Part("you", 2 * points, "…"))
    return Suggestion(
        id=id,
        candidate=None,
        rank=1,
        score=3 * points,
        parts=parts,
        confidence="weak",
        outside_pattern=False,
        checks=(),
        touches=(touch(CORNER, 60.0, 110.0),),
    )


def test_a_word_survives_being_stored():
    ranking = [suggestion("a", 1.0), suggestion("b", -1.0)]
    body = feedback_body(ranking, "b", "accept", song="here", weights={"you": 2.0})
    read = feedback_of(json.loads(json.dumps(body)), time=5.0)
    assert read.kind == "accept"
    assert read.target.id == "b"
    assert read.target.parts == {"population": -1.0, "you": -1.0}
    assert read.target.touches == ranking[1].touches


@pytest.mark.parametrize("body", [{}, {"kind": "love"}, {"kind": "accept", "shown": [3, {}], "suggestion": "x"}])
def test_a_word_that_says_nothing_is_passed_over(body):
    assert feedback_of(body) is None


def test_only_known_words_about_known_suggestions_are_stored():
    with pytest.raises(CandidateError, match="accept"):
        feedback_body([suggestion("a", 1.0)], "a", "adore", song="", weights={})
    with pytest.raises(CandidateError):
        feedback_body([suggestion("a", 1.0)], "z", "accept", song="", weights={})


def test_an_accepted_value_is_three_tenths_of_a_song():
    words = [word("accept", "a", [shown("a", [touch(CORNER, 60.0, 110.0)])])]
    (observation,) = accepted_observations(words)
    assert (observation.weight, observation.rested) == (0.3, False)
    assert observation.x == pytest.approx(steps(CORNER, 110.0))


def test_ignored_teaches_nothing():
    words = [word("ignore", "a", [shown("a", [touch(CORNER, 60.0, 110.0)], you=3.0)])]
    assert accepted_observations(words) == ()
    assert half_answers(words) == ()
    assert learnt_weights(words) == dict(PART_WEIGHTS)


def test_accepting_what_one_part_liked_and_another_did_not_makes_the_first_count_more():
    ranking = [shown("a", you=2.0, population=-2.0), shown("b", you=-2.0, population=2.0)]
    words = [word("accept", "a", ranking, time=float(n)) for n in range(6)]
    weights = learnt_weights(words)
    assert weights["you"] > 1.0 > weights["population"] > 0.0


def test_weights_do_not_depend_on_the_order_in_which_words_are_read():
    one, two = [shown("a", you=2.0), shown("b", you=-1.0)], [shown("c", you=0.5), shown("d", population=1.0)]
    words = [word("retry", "a", one, time=1.0), word("accept", "b", one, time=2.0), word("accept", "d", two, time=3.0)]
    assert learnt_weights(words) == learnt_weights(words[::-1])


def test_sending_everything_back_makes_the_parts_count_less():
    ranking = [shown("a", you=2.0), shown("b", you=1.5)]
    words = [word("retry", "a", ranking), word("retry", "b", ranking, time=2.0)]
    assert learnt_weights(words)["you"] < 1.0


def test_more_is_half_an_answer_that_the_value_is_not_enough():
    words = [word("more", "a", [shown("a", [touch(CORNER, 60.0, 110.0)])])]
    (answer,) = half_answers(words)
    assert (answer.verdict, answer.weight) == ("not_enough", 0.5)
    assert answer.value == pytest.approx(110.0)


def test_less_of_a_lowered_threshold_means_that_it_is_too_low():
    words = [word("less", "a", [shown("a", [touch(THRESHOLD, -18.0, -30.0)])])]
    (answer,) = half_answers(words)
    assert answer.verdict == "too_much"
    control = Control("kick", "compressor.threshold")
    before = WindowModel(control, [], usual=-24.0).usual_high.mean
    model = WindowModel(control, [answer], usual=-24.0)
    assert not model.turned
    assert model.usual_high.mean < before


def test_the_opposite_says_that_it_already_stands_too_far():
    words = [word("opposite", "a", [shown("a", [touch(CORNER, 60.0, 110.0)])])]
    answers = half_answers(words)
    assert [round(answer.value) for answer in answers] == [110, 60]
    assert {answer.verdict for answer in answers} == {"too_much"}


def test_what_has_no_window_gives_no_answer():
    words = [word("more", "a", [shown("a", [Touch(Dimension("kick", "eq.on"), -2.0, 2.0)])])]
    assert half_answers(words) == ()
