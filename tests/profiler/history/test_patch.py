"""The patch is lossless, and nothing in it is left without a move or a named noise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.session import (
    Clip,
    Envelope,
    EnvelopePoint,
    Insert,
    Marker,
    Plugin,
    Send,
    Session,
    SourceRef,
    TempoPoint,
    Track,
    Value,
)
from profiler.history.moves import compare
from profiler.history.patch import PatchError, diff

IDS = st.sampled_from(["", "{A}", "{B}", "{C}", "{D}"])
NAMES = st.sampled_from(["", "Kick", "Lead Vox", "[/]", "Verb"])
LEVELS = st.sampled_from([0.0, -6.0, -6.004, 3.5, float("-inf")])
SECONDS = st.sampled_from([0.0, 1.5, 1.5000000001, 8.0])
LINES = st.lists(st.sampled_from(["ZOOM 1 2", "ZOOM 1.0 2", "SEL 1", "ODD 5", "<EXT", ""]), max_size=3).map(tuple)
BOOLS = st.booleans()

points = st.lists(st.builds(EnvelopePoint, SECONDS, LEVELS, st.sampled_from(["linear", "square"])), max_size=3)
envelopes = st.lists(
    st.builds(
        Envelope,
        target=st.sampled_from(["fader.gain", "pan.position", "eq.1.gain", "mute", "send.gain", "insert.wet"]),
        active=BOOLS,
        points=points.map(tuple),
        id=IDS,
        extra=LINES,
    ),
    max_size=2,
).map(tuple)
values = st.builds(Value, value=st.one_of(LEVELS, st.sampled_from(["bell", "high pass"]), BOOLS), unit=st.just("dB"),
                   confidence=st.just("measured"))  # fmt: skip
parameters = st.dictionaries(
    st.sampled_from(
        ["eq.1.gain", "eq.1.frequency", "eq.1.shape", "eq.1.enabled", "eq.2.frequency", "plugin.x", "compressor.ratio"]
    ),
    values,
    max_size=4,
)
plugins = st.builds(Plugin, name=st.sampled_from(["ReaEQ", "Kontakt 5", "Amp"]), vendor=st.just(""),
                    format=st.just("VST2"), uid=st.sampled_from(["", "1", "2"]))  # fmt: skip


def inserts(depth: int = 1) -> st.SearchStrategy[tuple[Insert, ...]]:
    return st.lists(
        st.builds(
            Insert,
            id=IDS,
            plugin=plugins,
            enabled=BOOLS,
            offline=BOOLS,
            wet=st.sampled_from([1.0, 0.5]),
            preset=NAMES,
            label=NAMES,
            parameters=parameters,
            envelopes=envelopes,
            pins=st.sampled_from(["", "in 3,4 out 1,2"]),
            chunk=st.sampled_from([b"", b"abc", b"abd"]),
            state_hash=st.sampled_from(["", "aa", "bb"]),
            coverage=st.sampled_from(["decoded", "opaque"]),
            inserts=inserts(depth - 1) if depth else st.just(()),
            extra=LINES,
        ),
        max_size=3,
    ).map(tuple)


sends = st.lists(
    st.builds(
        Send,
        id=IDS,
        to=st.sampled_from(["{A}", "{B}", "hardware:0"]),
        gain_db=LEVELS,
        muted=BOOLS,
        mono=BOOLS,
        tap=st.sampled_from(["pre_fader", "post_fader"]),
        channel=st.sampled_from(["1/2", "3/4"]),
        envelopes=envelopes,
        extra=LINES,
    ),
    max_size=3,
).map(tuple)
clips = st.lists(
    st.builds(
        Clip,
        id=IDS,
        name=NAMES,
        position_s=SECONDS,
        length_s=SECONDS,
        source=st.builds(SourceRef, kind=st.just("audio"), path=NAMES, hash=st.sampled_from(["", "x"]), extra=LINES),
        source_offset_s=SECONDS,
        gain_db=LEVELS,
        fade_in_s=SECONDS,
        auto_fade=BOOLS,
        muted=BOOLS,
        take=IDS,
        takes=st.integers(1, 2),
        envelopes=envelopes,
        extra=LINES,
    ),
    max_size=3,
).map(tuple)


def tracks(kind: st.SearchStrategy[str]) -> st.SearchStrategy[Track]:
    return st.builds(
        Track,
        id=IDS,
        name=NAMES,
        kind=kind,
        folder=IDS,
        gain_db=LEVELS,
        pan=st.sampled_from([0.0, -0.5]),
        pan_law_db=st.sampled_from([None, -3.0]),
        muted=BOOLS,
        soloed=BOOLS,
        output=st.sampled_from(["master", "none", "{A}"]),
        channels=st.sampled_from([2, 4]),
        automation_mode=st.sampled_from(["", "trim", "read"]),
        groups=st.sampled_from([(), ("volume.lead:1",)]),
        inserts=inserts(),
        sends=sends,
        clips=clips,
        envelopes=envelopes,
        extra=LINES,
    )


sessions = st.builds(
    Session,
    format=st.just("reaper"),
    app=st.just("REAPER"),
    app_version=st.sampled_from(["6.80", "7.01"]),
    master=tracks(st.just("master")),
    tracks=st.lists(tracks(st.sampled_from(["track", "folder"])), max_size=3).map(tuple),
    saved_at=st.sampled_from([None, 1.0, 2.0]),
    tempo_map=st.lists(
        st.builds(TempoPoint, SECONDS, st.sampled_from([120.0, 93.7]), st.just(4), st.just(4), BOOLS), max_size=2
    ).map(tuple),
    markers=st.lists(st.builds(Marker, SECONDS, NAMES, st.none()), max_size=2).map(tuple),
    notes=NAMES,
    render=NAMES,
    extra=LINES,
)


@given(sessions)
@settings(max_examples=25, deadline=None)
def test_a_session_does_not_differ_from_itself(session: Session) -> None:
    assert diff(session, session).changes == ()
    assert compare(session, session).moves == ()
    assert compare(session, session).noise == ()


@given(sessions, sessions)
@settings(max_examples=60, deadline=None)
def test_the_patch_leads_from_the_first_save_to_the_second(before: Session, after: Session) -> None:
    assert diff(before, after).apply(before) == after


@given(sessions, sessions)
@settings(max_examples=60, deadline=None)
def test_every_change_belongs_to_a_move_or_to_a_named_noise(before: Session, after: Session) -> None:
    assert compare(before, after).left_over(diff(before, after)) == ()


@given(sessions, st.permutations(range(3)))
@settings(max_examples=60, deadline=None)
def test_reordering_tracks_gives_moved_tracks_and_nothing_else(session: Session, order: list[int]) -> None:
    given_ids = tuple(
        replace(track, id=f"{{{place}}}", name=f"t{place}", folder="", output="master")
        for place, track in enumerate(session.tracks)
    )
    before = replace(session, tracks=given_ids)
    after = replace(session, tracks=tuple(given_ids[place] for place in order if place < len(given_ids)))
    comparison = compare(before, after)
    assert {move.term for move in comparison.moves} <= {"track.moved"}
    assert comparison.noise == ()
    assert diff(before, after).apply(before) == after


def test_a_patch_refuses_a_session_it_was_not_made_from() -> None:
    master = Track("master", "Master", kind="master")
    one = Session("reaper", "REAPER", "6.80", master, (Track("{A}", "Kick"),))
    two = replace(one, tracks=(Track("{A}", "Kick", gain_db=-3.0),))
    other = replace(one, tracks=(Track("{A}", "Kick", gain_db=-9.0),))
    patch = diff(one, two)
    with pytest.raises(PatchError):
        patch.apply(other)
