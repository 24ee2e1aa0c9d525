import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import BrokenSessionError
from parsers.formats.logic.minimal import DraftSend, DraftSlot, DraftTrack, fader_word, project
from parsers.formats.logic.read import read, recognises
from parsers.formats.logic.sequences import FIRST_TICK
from parsers.formats.logic.strips import AUX, INSTRUMENT, MASTER, fader_db
from parsers.session import Session, Track

COMPRESSOR = [0.0, -20.0, 2.1, 15.0, 51.0, 0.0, 0.7, 1.0, *[0.0] * 3, 0.0, -0.3, 1.0, *[0.0] * 4, 7040.0, 1.0]
COMPRESSOR = [*COMPRESSOR, *[0.0] * 5, 50.0, 4.5]


def equaliser(**bands: tuple[float, float, float, float]) -> list[float]:
    floats = [0.0] * 45
    for name, band in bands.items():
        first = 4 * int(name.removeprefix("band")) - 3
        floats[first : first + 4] = band
    return floats


def named(session: Session, name: str) -> Track:
    return next(track for track in session.every_track() if track.name == name)


@pytest.mark.parametrize(
    ("word", "shown"),
    [(0x5A000000, 0.0), (0x54F7299F, -1.0), (0x78045573, 5.0), (0x4BB9BE7A, -3.0), (127 << 24, 6.0), (0, -math.inf)],
)
def test_a_fader_reads_as_logic_shows_it(word: int, shown: float) -> None:
    assert fader_db(word) == pytest.approx(shown, abs=0.05)


drafts = st.lists(
    st.builds(
        DraftTrack,
        name=st.text(st.characters(codec="utf-8", exclude_characters="\0@"), min_size=1, max_size=20),
        fader=st.integers(0, 127 << 24),
        pan=st.integers(-64, 63),
        muted=st.booleans(),
        soloed=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(drafts)
def test_what_the_mixer_holds_is_read_in_its_order(tracks: list[DraftTrack]) -> None:
    numbered = [
        DraftTrack(one.name, number=n, fader=one.fader, pan=one.pan, muted=one.muted, soloed=one.soloed)
        for n, one in enumerate(tracks)
    ]
    session = read(project(numbered))
    assert session.warnings == ()
    got = [(track.name, track.gain_db, track.muted, track.soloed) for track in session.tracks[: len(tracks)]]
    assert got == [(one.name, fader_db(one.fader), one.muted, one.soloed) for one in numbered]
    for track, one in zip(session.tracks, numbered, strict=False):
        assert track.pan == (1.0 if one.pan == 63 else one.pan / 64)


def test_the_output_is_a_track_and_the_master_is_the_fader_above_it() -> None:
    session = read(project([DraftTrack("Vox")], output=DraftTrack("", muted=True), master_fader=fader_word(1.6)))
    output = named(session, "Output 1-2")
    assert (output.muted, output.output, named(session, "Vox").output) == (True, "master", output.id)
    assert session.master.gain_db == pytest.approx(1.6)


def test_a_strip_is_found_by_its_type_and_number_and_not_by_its_place_in_the_file() -> None:
    session = read(project([DraftTrack("Verb", kind=AUX, number=2), DraftTrack("Bass", kind=INSTRUMENT, pan=-15)]))
    assert named(session, "Bass").pan == -15 / 64
    assert named(session, "Verb").id == "Aux 3@88"


def test_a_send_names_the_strip_that_its_bus_feeds() -> None:
    tracks = [
        DraftTrack("Vox", sends=[DraftSend(2, fader_word(-12)), DraftSend(9, pre_fader=True, bypassed=True)]),
        DraftTrack("Verb", kind=AUX, input_bus=2, row=False),
    ]
    session = read(project(tracks))
    first, second = named(session, "Vox").sends
    assert (first.to, first.gain_db, first.tap) == (named(session, "Verb").id, pytest.approx(-12), "post_fader")
    assert (second.to, second.muted, second.tap) == ("bus:9", True, "pre_fader")


def test_an_output_to_a_bus_leads_to_the_strip_behind_it() -> None:
    tracks = [DraftTrack("Kick", output_bus=3), DraftTrack("Drums", kind=AUX, input_bus=3)]
    session = read(project(tracks))
    assert named(session, "Kick").output == named(session, "Drums").id


def test_tracks_below_a_stack_lie_in_it_and_pass_its_fader() -> None:
    tracks = [
        DraftTrack("Guitars", kind=MASTER, number=1, fader=fader_word(-3)),
        DraftTrack("Left", depth=1),
        DraftTrack("Right", number=1, depth=1),
        DraftTrack("Vox", number=2),
    ]
    session = read(project(tracks))
    stack = named(session, "Guitars")
    assert (stack.kind, stack.gain_db) == ("folder", pytest.approx(-3))
    assert [(track.folder, track.output) for track in session.tracks[1:3]] == [(stack.id, stack.id)] * 2
    assert named(session, "Vox").folder == ""


def test_inserts_come_in_the_order_of_their_positions_not_of_their_records() -> None:
    slots = [
        DraftSlot("Compressor", 154, COMPRESSOR, position=1),
        DraftSlot("Channel EQ", 236, equaliser(), position=0, bypassed=True, preset="Warm.pst"),
        DraftSlot("Transposer", 290, [0.0, 2.0], midi=True),
    ]
    track = named(read(project([DraftTrack("Vox", slots=slots)])), "Vox")
    assert [(one.plugin.name, one.enabled, one.preset) for one in track.inserts] == [
        ("Channel EQ", False, "Warm"),
        ("Compressor", True, ""),
    ]
    assert [one.plugin.name for one in track.input_inserts] == ["Transposer"]


def test_an_equaliser_speaks_the_standard_terms() -> None:
    floats = equaliser(band1=(1, 80, 4, 0.7), band4=(1, 215, -0.5, 2.2), band8=(0, 12_000, 2, 0.7))
    track = named(read(project([DraftTrack("Mix", slots=[DraftSlot("Linear EQ", 243, floats)])])), "Mix")
    values = {term: value.value for term, value in track.inserts[0].parameters.items()}
    assert track.inserts[0].plugin.name == "Linear Phase EQ"
    assert (values["eq.1.shape"], values["eq.1.frequency"], values["eq.1.slope"]) == ("high pass", 80, 24)
    assert (values["eq.4.gain"], values["eq.4.frequency"], values["eq.4.enabled"]) == (-0.5, 215, True)
    assert values["eq.8.enabled"] is False
    assert "eq.1.gain" not in values


def test_a_compressor_speaks_the_standard_terms_and_its_meter_is_none() -> None:
    quiet = read(project([DraftTrack("Vox", slots=[DraftSlot("Compressor", 154, COMPRESSOR)])]))
    loud = read(project([DraftTrack("Vox", slots=[DraftSlot("Compressor", 154, [*COMPRESSOR[:26], 0.5])])]))
    values = {term: value.value for term, value in named(quiet, "Vox").inserts[0].parameters.items()}
    assert (values["compressor.threshold"], values["compressor.ratio"], values["compressor.mix"]) == (-20, 2.1, 0.5)
    assert values["plugin.limiter threshold"] == pytest.approx(-0.3)
    assert named(quiet, "Vox").inserts[0].state_hash == named(loud, "Vox").inserts[0].state_hash


def test_a_state_with_a_number_that_no_plugin_holds_stays_unread_and_says_so() -> None:
    for wrong in (math.nan, math.inf, 1e12):
        slots = [DraftSlot("Compressor", 154, [0.0, wrong, *COMPRESSOR[2:]])]
        session = read(project([DraftTrack("Vox", slots=slots)]))
        insert = named(session, "Vox").inserts[0]
        assert (insert.coverage, dict(insert.parameters)) == ("opaque", {})
        assert "Compressor" in session.warnings[0]


def test_a_plugin_whose_numbers_are_not_known_is_named_and_compared_whole() -> None:
    one, other = (
        named(read(project([DraftTrack("Gtr", slots=[DraftSlot("Chorus", 145, [0.0, 1.0, last])])])), "Gtr")
        for last in (2.0, 3.0)
    )
    assert (one.inserts[0].plugin.name, one.inserts[0].coverage) == ("Chorus", "opaque")
    assert one.inserts[0].state_hash != other.inserts[0].state_hash


def test_an_audio_unit_is_named_by_its_property_list() -> None:
    state = (
        b"\x01\0\0\0<?xml version='1.0'?><plist version='1.0'><dict><key>name</key><string>Maker: Dream EQ</string>"
        b"<key>type</key><integer>1635083896</integer><key>subtype</key><integer>1148348771</integer>"
        b"<key>manufacturer</key><integer>1298231157</integer><key>data</key><data>AAAA</data></dict></plist>\0\0"
    )
    slot = DraftSlot("Dream", maker=b"eraM", code=b"Drmc", state=state)
    insert = named(read(project([DraftTrack("Vox", slots=[slot])])), "Vox").inserts[0]
    assert (insert.plugin.format, insert.plugin.name, insert.plugin.vendor) == ("AU", "Dream EQ", "Maker")
    assert insert.plugin.uid.startswith("aufx/")
    assert insert.coverage == "opaque"


def test_a_delay_that_follows_the_tempo_tells_its_note_and_not_its_time() -> None:
    floats = [0.0] * 28
    floats[3], floats[4], floats[11], floats[12], floats[14] = 354.0, 236.0, 1.0, 5.333, 8.0
    synced = named(read(project([DraftTrack("Gtr", slots=[DraftSlot("St-Delay", 148, floats)])])), "Gtr").inserts[0]
    floats[11] = 0.0
    free = named(read(project([DraftTrack("Gtr", slots=[DraftSlot("St-Delay", 148, floats)])])), "Gtr").inserts[0]
    assert synced.parameters["delay.time_note"].value == pytest.approx(0.75, rel=1e-3)
    assert "delay.time" not in synced.parameters
    assert (free.parameters["delay.time"].value, free.parameters["delay.time"].unit) == (354.0, "ms")


def test_the_tempo_map_counts_from_bar_one_in_seconds() -> None:
    session = read(project([DraftTrack("Vox")], tempo=[(FIRST_TICK, 100.0), (FIRST_TICK + 3 * 3840, 150.0)]))
    assert [(point.time_s, point.bpm, point.numerator) for point in session.tempo_map] == [
        (0.0, 100.0, 4),
        (pytest.approx(7.2), 150.0, 4),
    ]
    assert not session.tempo_is_default


def test_automation_becomes_curves_of_the_strip_and_of_its_inserts() -> None:
    lanes = {
        (0, 7): [(FIRST_TICK, fader_word(-6)), (FIRST_TICK + 960, fader_word(0))],
        (1, 0): [(FIRST_TICK, 1 << 30)],
    }
    slots = [DraftSlot("Compressor", 154, COMPRESSOR)]
    track = named(read(project([DraftTrack("Vox", lanes=lanes, slots=slots)])), "Vox")
    (volume,) = track.envelopes
    assert (volume.target, [round(point.value, 3) for point in volume.points]) == ("fader.gain", [-6.0, 0.0])
    assert volume.points[1].time_s == pytest.approx(0.5)
    (threshold,) = track.inserts[0].envelopes
    assert (threshold.target, threshold.points[0].value) == ("compressor.threshold", 0.5)


def test_the_metronome_is_no_track() -> None:
    tracks = [
        DraftTrack("Vox"),
        DraftTrack("Click", kind=INSTRUMENT, thing=76, row=False, slots=[DraftSlot("Klopfgeist", 158, [0.0])]),
    ]
    assert [track.name for track in read(project(tracks)).tracks] == ["Vox", "Output 1-2"]


def test_an_unknown_version_is_read_where_every_check_holds() -> None:
    session = read(project([DraftTrack("Vox", fader=fader_word(-3))], word=2600))
    assert (session.app_version, named(session, "Vox").gain_db) == ("format 2600", pytest.approx(-3))


def test_an_unknown_version_that_fails_a_check_gives_no_numbers() -> None:
    data = bytearray(project([DraftTrack("Vox", fader=fader_word(-3))], word=2600))
    place = data.index(b" Audio 1") - 60
    data[place + 85] ^= 1
    with pytest.raises(BrokenSessionError, match="newer Logic than mixtaste can read"):
        read(bytes(data))


def test_a_known_version_that_fails_a_check_says_so() -> None:
    data = bytearray(project([DraftTrack("Vox", fader=fader_word(-3))]))
    data[data.index(b" Audio 1") - 60 + 85] ^= 1
    assert "stored twice and differs" in read(bytes(data)).warnings[0]


def test_a_project_that_is_still_being_written_says_what_is_missing() -> None:
    data = project([DraftTrack("Vox")])
    with pytest.raises(BrokenSessionError, match="ends before it is complete"):
        read(data[:-1], path="Song.logicx")


def test_a_project_is_recognised_by_its_first_bytes() -> None:
    data = project([DraftTrack("Vox")])
    assert recognises(data)
    assert not recognises(b"<REAPER_PROJECT")
