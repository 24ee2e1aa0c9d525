"""From songs to a profile."""

from __future__ import annotations

import json
import math
import random
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from profiler.history.records import InsertRef, MoveObject, Role, Setting, Song, SongHistory, TrackRef
from profiler.taste.dimensions import Dimension, scale_of_name
from profiler.taste.fitting import chi2_below, fit_dimension, within_song_correlation
from profiler.taste.observations import Judgements, Observation, observe, observe_session
from profiler.taste.population import Expected, population
from profiler.taste.profile import fit_profile
from profiler.taste.sentences import comparison, sentence_of

CORNER = Dimension("lead vocal", "hpf.frequency")
RATIO = Dimension("kick", "compressor.ratio")


def songs_at(dimension, values, *, weight=1.0, first=0):
    return [
        Observation(f"song {n + first:03}", dimension, dimension.scale.steps(value), weight)
        for n, value in enumerate(values)
    ]


def profile_of(*groups, **more):
    return fit_profile([o for group in groups for o in group], user="anna", made_at=0.0, **more)


# observations


def history(song, value, *, user="anna", touched=True, first=None, default=None):
    insert = InsertRef("i", "ReaComp", 1)
    thing = MoveObject(track=TrackRef("k", "Kick", "kick"), insert=insert)
    setting = Setting(song, user, thing, "compressor.ratio", value, "ratio", "save", 5.0, default, first, touched)
    return SongHistory(Song(song, song, ()), settings=(setting,), roles={"k": Role("kick", 0.9)})


def weight_of(observations, dimension=RATIO):
    return [o.weight for o in observations if o.dimension == dimension]


def test_a_setting_weighs_what_it_was_taste():
    key = ("s", "k/insert=i", "compressor.ratio")
    found, sources = observe([history("s", 4.0)], judgements=Judgements({key: 0.9}, {key: 0.5}))
    assert weight_of(found) == [pytest.approx(0.45)]
    assert sources.judged == 1


def test_what_was_inherited_weighs_nothing():
    found, _ = observe([history("s", 4.0, touched=False, first=4.0, default=4.0)])
    assert weight_of(found) == [0.0]


def test_a_template_copied_to_many_songs_is_one_decision():
    many, _ = observe([history(f"s{n}", 4.0, touched=False, first=4.0) for n in range(16)])
    one, _ = observe([history("s", 4.0, touched=False, first=4.0)])
    assert weight_of(many)[0] == pytest.approx(weight_of(one)[0] / 4.0)
    touched, _ = observe([history(f"s{n}", 4.0) for n in range(16)])
    assert weight_of(touched) == [0.5] * 16


def test_only_the_engineers_own_settings_count():
    archive = [history("a", 4.0), history("b", 10.0, user="ben")]
    with_ben, _ = observe(archive, user="anna")
    alone, _ = observe(archive[:1], user="anna")
    assert with_ben == alone


def test_the_order_of_songs_does_not_matter():
    archive = [history(f"s{n}", 2.0 + n) for n in range(6)]
    assert observe(archive) == observe(archive[::-1])


def test_a_session_tells_its_own_dimensions():
    found = observe_session(history("s", 4.0).settings, {"k": Role("kick", 0.9)})
    assert found[RATIO].x == RATIO.scale.steps(4.0)


# fitting


def test_without_songs_there_is_only_the_population():
    expected = Expected(10.0, 2.0, 3.0, 40)
    fit = fit_dimension([], expected)
    assert (fit.centre, fit.variance, fit.sigma, fit.songs) == (10.0, pytest.approx(4.0), pytest.approx(3.0), 0)


@given(st.floats(-20, 20), st.integers(1, 30), st.floats(0.05, 1.0))
@settings(max_examples=60)
def test_the_centre_lies_between_population_and_songs(value, count, weight):
    expected = Expected(0.0, 2.0, 2.0, 40)
    fit = fit_dimension([Observation(f"s{n}", RATIO, value, weight) for n in range(count)], expected)
    assert min(0.0, value) - 1e-9 <= fit.centre <= max(0.0, value) + 1e-9
    assert 0 < fit.variance <= 4.0 + 1e-9


def test_more_songs_are_surer_and_nearer_their_own_mean():
    expected = Expected(0.0, 2.0, 2.0, 40)
    fits = [fit_dimension([Observation(f"s{n}", RATIO, 5.0, 1.0) for n in range(k)], expected) for k in (1, 4, 20)]
    assert [fit.centre for fit in fits] == sorted(fit.centre for fit in fits)
    assert [fit.variance for fit in fits] == sorted((fit.variance for fit in fits), reverse=True)


def test_one_odd_song_moves_little():
    expected = Expected(0.0, 2.0, 2.0, 40)
    calm = [Observation(f"s{n}", RATIO, 1.0, 1.0) for n in range(9)]
    odd = fit_dimension([*calm, Observation("odd", RATIO, 40.0, 1.0)], expected)
    assert odd.centre < 2.0


def test_shrinkage_beats_own_means_and_the_population_on_simulated_engineers():
    rng = np.random.default_rng(7)
    expected = Expected(0.0, 1.0, 1.5, 40)
    errors = {"ours": [], "own mean": [], "population": []}
    for _ in range(300):
        truth = rng.normal()
        xs = truth + 1.5 * rng.normal(size=5)
        fit = fit_dimension([Observation(f"s{n}", RATIO, float(x), 1.0) for n, x in enumerate(xs)], expected)
        errors["ours"].append(fit.centre - truth)
        errors["own mean"].append(xs.mean() - truth)
        errors["population"].append(-truth)
    rms = {name: float(np.sqrt(np.mean(np.square(values)))) for name, values in errors.items()}
    assert rms["ours"] < min(rms["own mean"], rms["population"])


def test_a_tag_shifts_only_its_own_songs():
    expected = Expected(0.0, 4.0, 1.0, 40)
    rows = [Observation(f"s{n:02}", RATIO, 3.0 if n % 2 else 0.0, 1.0) for n in range(20)]
    fit = fit_dimension(rows, expected, tags=["metal" if n % 2 else "jazz" for n in range(20)])
    assert fit.tags["metal"].mean > 0.5 > -0.5 > fit.tags["jazz"].mean


def test_what_moves_together_within_songs_is_correlated():
    rng = np.random.default_rng(3)
    other = Dimension("kick", "compressor.attack")
    rows = []
    for n in range(40):
        z = float(rng.normal())
        rows += [Observation(f"s{n}", RATIO, z, 1.0), Observation(f"s{n}", other, -14.0 + 3 * z, 1.0)]
    expected = Expected(0.0, 1.0, 1.0, 40)
    fits = {d: fit_dimension([o for o in rows if o.dimension == d], expected) for d in (RATIO, other)}
    matrix = within_song_correlation(rows, fits, [other, RATIO])
    assert matrix[0, 1] > 0.4
    assert np.allclose(matrix, matrix.T)
    assert np.linalg.eigvalsh(matrix)[0] > 0.01


def test_many_dimensions_over_few_songs_are_not_taken_for_factors():
    rng = np.random.default_rng(5)
    dimensions = [Dimension(f"role {n}", "compressor.makeup") for n in range(60)]
    expected = Expected(0.0, 1.0, 1.0, 40)
    rows = [Observation(f"s{s}", d, float(rng.normal()), 1.0) for s in range(6) for d in dimensions]
    fits = {d: fit_dimension([o for o in rows if o.dimension == d], expected) for d in dimensions}
    matrix = within_song_correlation(rows, fits, dimensions)
    assert np.linalg.eigvalsh(matrix)[-1] < 3.0


def test_a_placeholder_gives_way_to_where_the_control_always_stands():
    band = Dimension("lead vocal", "eq.2.frequency")
    expected = population().expected(band)
    assert expected.placeholder
    fit = fit_dimension(songs_at(band, [350.0] * 5, weight=0.05), expected)
    assert 340 < band.scale.value(fit.centre) < 360
    assert fit.variance > 0.25 * expected.engineers**2


def test_copies_of_one_template_are_no_songs_that_speak():
    copied, _ = observe([history(f"s{n}", 4.0, touched=False, first=4.0) for n in range(9)])
    profile = fit_profile(copied, user="anna", made_at=0.0)
    assert profile.model.fitted[RATIO].songs == 0
    assert not [told for told in profile.dimensions if told.dimension == RATIO]


@pytest.mark.parametrize("freedom", [6.0, 9.5, 20.0, 80.0])
def test_the_cube_root_of_chi_square_agrees_with_scipy(freedom):
    for share in (0.05, 0.3, 0.6, 0.95):
        assert chi2_below(chi2.ppf(share, freedom), freedom) == pytest.approx(share, abs=0.01)


# the profile


def test_a_profile_is_the_same_whatever_the_order_of_songs():
    rows = songs_at(CORNER, [90, 110, 130, 95, 180]) + songs_at(RATIO, [3, 4, 4, 6])
    shuffled = list(rows)
    random.Random(4).shuffle(shuffled)
    one, other = (profile_of(group) for group in (rows, shuffled))
    assert one.dimensions == other.dimensions
    assert one.sentences == other.sentences
    assert np.array_equal(one.model.within_song, other.model.within_song)


def test_two_songs_are_too_few_to_show_a_dimension():
    profile = profile_of(songs_at(CORNER, [110, 120]))
    assert profile.dimensions == ()
    assert CORNER in profile.model.fitted
    assert "too few" in profile.sentences[0]


def test_three_songs_are_shown_with_their_numbers():
    (told,) = profile_of(songs_at(CORNER, [110, 120, 130])).dimensions
    assert told.unit == "Hz"
    assert told.lo90 < told.mean < told.hi90
    assert "3 songs" in told.sentence
    assert "Hz" in told.sentence


def test_a_comparison_needs_eight_weighted_songs_and_twenty_engineers():
    few = profile_of(songs_at(CORNER, [400.0] * 5)).dimensions[0].sentence
    many = profile_of(songs_at(CORNER, [400.0] * 14)).dimensions[0].sentence
    assert "so far it looks higher than most" in few
    assert "higher than most" in many
    assert "so far" not in many
    unknown = Dimension("lead vocal", "compressor.release")
    assert population().expected(unknown).authors == 0
    assert "most" not in profile_of(songs_at(unknown, [20.0] * 20)).dimensions[0].sentence


def test_a_threshold_is_compared_by_its_value():
    attack = Dimension("lead vocal", "compressor.attack")
    fast = fit_dimension(songs_at(attack, [0.05] * 30), Expected(attack.scale.steps(10.0), 8.0, 3.0, 40))
    assert comparison(attack, fast).startswith("lower than most")


def test_a_use_is_told_as_a_share():
    use = Dimension("lead vocal", "hpf.on")
    sentence = sentence_of(use, fit_dimension(songs_at(use, [1.0] * 15), population().expected(use)))
    assert "high-pass used" in sentence
    assert "%" in sentence
    assert "more often than most" in sentence


def test_how_is_told_before_whether():
    uses = [songs_at(Dimension(role, "eq.on"), [1.0] * 5) for role in ("kick", "snare", "tom", "bass", "keys", "other")]
    sentences = profile_of(*uses, songs_at(CORNER, [100.0] * 3)).sentences
    assert sum("used" in sentence for sentence in sentences) == 4
    assert any("Hz" in sentence for sentence in sentences)


def test_an_engineer_like_others_is_said_to_be():
    expected = population().expected(CORNER)
    usual = CORNER.scale.value(expected.centre)
    fit = fit_dimension(songs_at(CORNER, [usual] * 20), expected)
    assert comparison(CORNER, fit).startswith("like most")


def test_processing_is_told_before_faders():
    fader = Dimension("lead vocal", "fader.gain")
    profile = profile_of(songs_at(fader, [-20.0] * 9), songs_at(CORNER, [100.0] * 9))
    places = [n for n, sentence in enumerate(profile.sentences) if sentence.startswith("lead vocal")]
    assert "high-pass" in profile.sentences[places[0]]
    assert "fader" in profile.sentences[places[1]]


def test_settings_that_came_with_the_songs_are_said():
    profile = profile_of(
        songs_at(CORNER, [100.0] * 9), coverage={"settings": 10.0, "inherited": 6.0, "first_seen": 2.0}
    )
    assert any("80 %" in sentence for sentence in profile.sentences)


def test_an_accepted_value_counts_but_is_no_song():
    accepted = [Observation("s", CORNER, CORNER.scale.steps(500.0), 0.3, rested=False)]
    plain = profile_of(songs_at(CORNER, [100.0] * 4))
    taught = profile_of(songs_at(CORNER, [100.0] * 4), accepted)
    assert taught.model.fitted[CORNER].songs == 4
    assert taught.model.fitted[CORNER].centre > plain.model.fitted[CORNER].centre


def test_a_profile_of_nothing_is_a_profile():
    empty = profile_of([])
    assert empty.dimensions == ()
    assert empty.songs == 0


# the population


def test_the_population_knows_its_source_and_every_row_is_usable():
    data = json.loads(resources.files("profiler.taste").joinpath("population.json").read_text(encoding="utf-8"))
    assert "MIT" in data["source"]
    assert "MixologyDB" in data["source"]
    for role, rows in data["roles"].items():
        for name, (centre, engineers, songs, authors) in rows.items():
            assert scale_of_name(name) is not None, (role, name)
            assert math.isfinite(centre)
            assert engineers > 0
            assert songs > 0
            assert authors >= 0


def test_an_unknown_role_borrows_from_all_without_claiming_to_know():
    assert population().expected(Dimension("theremin", "hpf.frequency")).authors == 0
    assert population().expected(Dimension("theremin", "reverb.time")).authors == 0
