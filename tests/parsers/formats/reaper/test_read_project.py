from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.formats.reaper.read import read
from parsers.formats.reaper.write import write
from parsers.session import Marker, Session, TempoPoint

Sessions = Callable[..., Session]


def test_the_header_says_version_and_time_of_the_save(song: bytes) -> None:
    session = read(song, path="song.rpp")
    assert (session.format, session.app, session.app_version) == ("reaper", "REAPER", "6.80/win64")
    assert (session.saved_at, session.path, session.kind) == (1_700_000_000.0, "song.rpp", "project")
    assert session.warnings == ()


def test_the_sample_rate_counts_only_when_it_is_in_use(session_of: Sessions) -> None:
    assert session_of(terms="SAMPLERATE 48000 1 0").sample_rate == 48_000
    assert session_of(terms="SAMPLERATE 44100 0 0").sample_rate is None


def test_a_tempo_that_was_never_set_is_told_from_one_that_happens_to_be_120(session_of: Sessions) -> None:
    assert session_of(terms="TEMPO 120 4 4").tempo_is_default
    assert not session_of(terms="TEMPO 120 3 4").tempo_is_default
    moved = session_of(terms="TEMPO 120 4 4\n<TEMPOENVEX\n  ACT 1 -1\n  PT 0 120 1\n>")
    assert not moved.tempo_is_default


def test_the_tempo_map_takes_tempo_ramp_and_metre_from_its_points(session_of: Sessions) -> None:
    session = session_of(terms="TEMPO 120 4 4\n<TEMPOENVEX\n  PT 0 100 0\n  PT 4 110 1 196616\n  PT 8 90 1\n>")
    assert session.tempo_map == (
        TempoPoint(0.0, 100.0, 4, 4, ramp=True),
        TempoPoint(4.0, 110.0, 8, 3, ramp=False),
        TempoPoint(8.0, 90.0, 8, 3, ramp=False),
    )
    assert session.bpm_at(2.0) == 105.0


def test_two_marker_lines_with_one_number_are_a_region(song: bytes) -> None:
    assert read(song).markers == (Marker(0.0, "Chorus", 12.5), Marker(30.0, "the 'end'", None))


def test_notes_title_author_and_bounce_are_read(song: bytes, session_of: Sessions) -> None:
    assert read(song).notes == "Vocals too dark?\n|bar"
    assert read(song).render == "\n$project"
    session = session_of(terms='TITLE "My Song"\nAUTHOR me\nRENDER_FILE out/mix.wav\nPLAYRATE 0.5 0 0.25 4')
    assert (session.title, session.author, session.render, session.play_rate) == ("My Song", "me", "out/mix.wav", 0.5)


def test_the_master_is_a_track_with_its_outputs(song: bytes) -> None:
    master = read(song).master
    assert (master.id, master.kind, master.output, master.muted, master.soloed) == (
        "master",
        "master",
        "none",
        False,
        False,
    )
    assert master.gain_db == pytest.approx(-6.0206, abs=1e-4)
    assert [send.to for send in master.sends] == ["hardware:1/2"]
    assert master.mono


def test_the_master_chain_and_its_switch_are_read(session_of: Sessions) -> None:
    chain = '<MASTERFXLIST\n  SHOW 0\n  BYPASS 0 0 0\n  <JS loser/masterLimiter ""\n    0 1\n  >\n>'
    master = session_of(terms=f"MASTER_FX 0\nMASTERMUTESOLO 3\n{chain}").master
    assert not master.chain_enabled
    assert (master.muted, master.soloed) == (True, True)
    assert [insert.plugin.name for insert in master.inserts] == ["loser/masterLimiter"]
    assert "MASTERFXLIST/SHOW 0" in master.extra


def test_what_has_no_term_is_kept_as_it_is_written(song: bytes) -> None:
    extra = read(song).extra
    assert "CURSOR 12.5" in extra
    assert '<EXTENSIONS\n<SWSAUTOCOLOR\n{00000000-0000-0000-0000-000000000000} 0 "" "" ""\n>\n>' in extra


def test_line_ends_indent_and_trailing_blanks_mean_nothing(song: bytes) -> None:
    session = read(song)
    flat = b"\n".join(line.lstrip() for line in song.split(b"\n"))
    for data in (
        song.replace(b"\n", b"\r\n"),
        song.rstrip(),
        flat,
        song.replace(b">\n", b"> \n"),
        song.replace(b"  ", b"\t"),
    ):
        assert replace(read(data), warnings=()) == session


def test_the_last_of_several_saves_in_one_file_is_read(song: bytes) -> None:
    session = read(song + song.replace(b"1700000000", b"1700000600"))
    assert session.saved_at == 1_700_000_600.0
    assert session.warnings[0] == "the file holds 2 saves of the project; the last one is read"


def test_header_lines_of_a_script_package_are_passed_over(song: bytes) -> None:
    session = read(b"@noindex\n@author me\n\n" + song)
    assert session.extra[:2] == ("@noindex", "@author me")
    assert len(session.tracks) == 2


def test_a_template_gives_its_tracks_and_a_chain_one_nameless_track() -> None:
    template = read(b"<TRACK {A}\n  NAME Vox\n>\n<TRACK {B}\n  AUXRECV 0 0 1 0\n>\n")
    assert (template.kind, template.tempo_map, [track.name for track in template.tracks]) == ("tracks", (), ["Vox", ""])
    assert template.tracks[0].sends[0].to == "{B}"
    chain = read(b'REQUIRED_CHANNELS 6\nBYPASS 0 0\n<JS x ""\n  1 2\n>\nWAK 0\n>\n')
    assert (chain.kind, chain.extra, chain.warnings) == ("chain", ("REQUIRED_CHANNELS 6",), ())
    assert [insert.plugin.name for insert in chain.tracks[0].inserts] == ["x"]


def test_projects_older_than_version_four_are_read() -> None:
    data = b"<REAPER_PROJECT 0.1\n  <TRACK\n    VOLPAN 0.5 0 -1\n    ISBUS 0\n    FX 1\n    MAINSEND 1\n  >\n>\n"
    session = read(data)
    assert (session.app_version, session.saved_at) == ("", None)
    assert (session.tracks[0].id, session.tracks[0].gain_db) == ("#1", pytest.approx(-6.0206, abs=1e-4))


def test_the_master_may_be_in_groups(project: Callable[..., bytes]) -> None:
    data = project(terms="MASTER_GROUP_FLAGS 1 2\nMASTER_FX 1")
    session = read(data)
    assert session.master.groups == ("volume.lead:1", "volume.follow:2")
    assert write(session, base=data) == data
    assert read(write(session)) == session


def test_the_project_has_a_pan_law_and_a_pan_mode(session_of: Callable[..., Session]) -> None:
    session = session_of(terms="PANLAW 0.70794578438414\nPANMODE 5")
    assert (session.pan_law_db, session.pan_mode) == (-3.0, "stereo pan")
