import math

import pytest

from parsers.errors import BrokenSessionError
from parsers.formats.ardour.minimal import Port, Processor, Region, Route, Send, session
from parsers.formats.ardour.read import read, recognises
from parsers.formats.ardour.split import is_complete, split
from parsers.session import Insert, Track
from profiler.history.moves import compare

BOTH = pytest.mark.parametrize("old", [False, True], ids=["version 7", "version 5"])
CALF = "http://calf.sourceforge.net/plugins/"
LSP = "http://lsp-plug.in/plugins/lv2/"


def track_of(route: Route, *, old: bool = False) -> Track:
    return read(session([route], old=old)).tracks[0]


def insert_of(uri: str, **ports: float | Port) -> Insert:
    return track_of(Route("Vox", processors=[Processor("Plug", uri, ports=ports)])).inserts[0]


def values(insert: Insert) -> dict[str, object]:
    return {term: value.value for term, value in insert.parameters.items()}


def said(before: bytes, after: bytes) -> list[tuple[str, object, object]]:
    return [(move.term, move.before, move.after) for move in compare(read(before), read(after)).moves]


@BOTH
def test_a_session_of_either_layout_tells_the_same(*, old: bool) -> None:
    data = session(
        [
            Route("Master", id=1, flags="MasterOut,OrderSet", gain=0.5, output="system"),
            Route("Vox", id=2, gain=0.5, trim=2.0, azimuth=0.25, muted=True, processors=[Send(3, 0.25)]),
            Route("Room", id=3, flags="AudioBus,OrderSet"),
        ],
        old=old,
        bpm=93.5,
    )
    found = read(data, path="/s/Song.ardour")
    vox, room = found.tracks
    assert recognises(data)
    assert (found.format, found.app, found.app_version) == ("ardour", "Ardour", "5.12.0" if old else "8.6.0")
    assert (found.master.gain_db, found.master.kind, found.sample_rate) == (-6.0206, "master", 48_000)
    assert (vox.id, vox.name, vox.gain_db, vox.trim_db, vox.pan, vox.muted) == ("2", "Vox", -6.0206, 6.0206, -0.5, True)
    assert vox.output == "master"
    assert [(send.to, send.gain_db, send.tap) for send in vox.sends] == [(room.id, -12.0412, "pre_fx")]
    assert [point.bpm for point in found.tempo_map] == [93.5]


def test_a_send_taps_the_signal_where_it_stands() -> None:
    route = Route("Vox", processors=[Send(3), Processor("EQ"), Send(4)], after_fader=[Send(5)], output="none")
    assert [send.tap for send in track_of(route).sends] == ["pre_fx", "pre_fader", "post_fader"]


def test_an_external_send_into_a_side_chain_leads_to_its_track() -> None:
    keyed = Processor("Comp", text="").name
    side = f'<Processor name="Sidechain 1" type="sidechain"/><Processor name="{keyed}" type="lv2" unique-id="x"/>'
    send = (
        '<Processor name="send 1" type="send" active="1"><IO><Port><Connection other="Sidechain 1/audio_in 1"/></Port>'
        '</IO><Controllable name="gaincontrol" value="1"/></Processor>'
    )
    data = session([Route("Kick", id=2), Route("Bass", id=3)])
    kick, bass = (f'<Route id="{number}"'.encode() for number in (2, 3))
    for route, inside in ((kick, send), (bass, side)):
        start = data.index(route)
        place = data.index(b"</Route>", start)
        data = data[:place] + inside.encode() + data[place:]
    (found,) = read(data).tracks[0].sends
    assert (found.to, found.channel) == ("3", "side-chain")


@BOTH
def test_an_automated_fader_is_compared_by_its_points_alone(*, old: bool) -> None:
    before, after, redrawn = (
        session([Route("Vox", gain=Port(now, [(0, 1.0), (2, last)]))], old=old)
        for now, last in ((0.7762, 0.5), (1.0, 0.5), (1.0, 0.25))
    )
    assert said(before, after) == []
    assert said(after, redrawn) == [("envelope.changed", 2.0, 2.0)]
    (curve,) = read(before).tracks[0].envelopes
    assert [(point.time_s, point.value) for point in curve.points] == [(0.0, 0.0), (2.0, -6.0206)]


def test_points_whose_automation_is_off_do_not_drive() -> None:
    before, after = (session([Route("Vox", gain=Port(now, [(0, 1.0), (2, 0.5)], "Off"))]) for now in (1.0, 0.5))
    assert said(before, after) == [("fader.gain", 0.0, -6.0206)]


def test_a_region_tells_place_gain_fade_and_mute() -> None:
    route = Route("Vox", id=2, regions=[Region("take", 2.0, 3.0, id=77, gain=0.5, muted=True, fade_in=0.1)])
    for old in (False, True):
        (clip,) = track_of(route, old=old).clips
        assert (clip.id, clip.name, clip.source.path) == ("77", "take", "a.wav")
        assert (clip.position_s, clip.length_s, clip.fade_in_s) == (2.0, 3.0, 0.1)
        assert (clip.gain_db, clip.muted) == (-6.0206, True)


def test_a_value_read_and_saved_again_with_other_digits_is_no_move() -> None:
    before, after = (session([Route("Vox", gain=gain)]) for gain in (0.50118723362722724, 0.50118720531463623))
    assert said(before, after) == []


# Plug-ins


@pytest.mark.parametrize(
    ("uri", "ports", "term", "value"),
    [
        ("urn:ardour:a-eq", {"g2": -3.0}, "eq.2.gain", -3.0),
        ("urn:ardour:a-eq", {"gl": 2.0}, "eq.5.gain", 2.0),
        ("urn:ardour:a-eq", {"bw1": 1.0}, "eq.1.q", 1.41421),
        ("urn:ardour:a-comp#stereo", {"thr": -20.0}, "compressor.threshold", -20.0),
        ("urn:ardour:a-delay", {"time": 375.0, "sync": 0}, "delay.time", 375.0),
        ("urn:ardour:a-delay", {"feedback": 50.0}, "delay.feedback", -6.0206),
        (CALF + "Equalizer8Band", {"p1_level": 2.0, "p1_freq": 100.0}, "eq.1.gain", 6.0206),
        (
            CALF + "Equalizer8Band",
            {f"p{n}_freq": 1.0 for n in (1, 2, 3, 4)} | {"hp_freq": 80.0},
            "eq.5.shape",
            "high pass",
        ),
        (CALF + "Compressor", {"ratio": 4294967296.0}, "compressor.ratio", 1000.0),
        (CALF + "Reverb", {"decay_time": 1.5}, "reverb.time", 1500.0),
        ("http://eq10q.sourceforge.net/eq/eq4qs", {"filter1_freq": 60.0, "filter1_type": 6.0}, "eq.1.slope", 12.0),
        ("http://gareus.org/oss/lv2/fil4#stereo", {"gain1": 3.0}, "eq.1.gain", 3.0),
        (LSP + "para_equalizer_x16_mono", {"ft_13": 1, "f_13": 440.0}, "eq.13.frequency", 440.0),
        (LSP + "compressor_stereo", {"al": 0.1}, "compressor.threshold", -20.0),
        ("urn:zamaudio:ZamCompX2", {"thr": -18.0}, "compressor.threshold", -18.0),
        ("urn:nobody:knows", {"knob": 3.25}, "plugin.knob", 3.25),
    ],
)
def test_ports_speak_in_standard_terms_where_the_plug_in_is_known(
    uri: str, ports: dict[str, float], term: str, value: object
) -> None:
    assert values(insert_of(uri, **ports))[term] == value


@pytest.mark.parametrize(
    ("uri", "switch"),
    [("urn:ardour:a-comp", {"enable": 0.0}), (CALF + "Gate", {"bypass": 1.0}), (LSP + "gate_mono", {"enabled": 0.0})],
)
def test_a_plug_ins_own_bypass_is_that_of_the_insert(uri: str, switch: dict[str, float]) -> None:
    insert = insert_of(uri, **switch)
    assert not insert.enabled
    assert not insert.parameters


def test_filters_that_are_off_are_as_if_not_there() -> None:
    told = values(insert_of(LSP + "para_equalizer_x16_mono", ft_2=0.0, f_2=100.0, g_2=1.5, q_2=0.0))
    assert told == {}


def test_a_filter_switched_on_is_one_band_with_its_place() -> None:
    def eq(**ports: float) -> bytes:
        return session([Route("Vox", processors=[Processor("EQ", LSP + "para_equalizer_x16_mono", ports=ports, id=9)])])

    moves = said(eq(ft_3=0.0, f_3=100.0, g_3=1.0), eq(ft_3=1.0, f_3=440.0, g_3=0.5))
    assert moves == [("eq.3.enabled", None, True), ("eq.3.frequency", None, 440.0), ("eq.3.gain", 0.0, -6.0206)]


def test_a_port_that_is_automated_is_told_by_its_curve() -> None:
    insert = insert_of("urn:ardour:a-eq", g2=Port(-3.0, [(0, 0.0), (1, -3.0)]))
    (curve,) = insert.envelopes
    assert (curve.target, curve.points[-1].value) == ("eq.2.gain", -3.0)


def test_a_state_in_a_chunk_is_opaque_and_the_host_s_numbers_stay() -> None:
    before, after = (
        session([Route("Vox", processors=[Processor("Synth", "77", "lxvst", id=9, text=f"<chunk>{text}</chunk>")])])
        for text in ("AAEC", "AAED")
    )
    assert [term for term, *_ in said(before, after)] == ["insert.state"]


# Files


def test_a_session_of_ardour_2_is_refused_with_what_to_do() -> None:
    with pytest.raises(BrokenSessionError, match="Save it once from a newer Ardour"):
        read(b'<Session version="2.0.0" name="old" id-counter="1"/>', path="old.ardour")


def test_a_later_layout_is_read_with_a_warning() -> None:
    data = session([Route("Vox")]).replace(b'version="7003"', b'version="9000"')
    assert "newer" in read(data).warnings[0]


def test_a_file_is_cut_into_its_routes_and_joined_again() -> None:
    data = session([Route("Vox", id=2), Route("Bass", id=3)])
    blocks = split(data)
    assert b"".join(block.data for block in blocks) == data
    assert [(block.kind, block.key) for block in blocks] == [("head", ""), ("track", "2"), ("track", "3"), ("tail", "")]
    assert is_complete(data)
    assert not is_complete(data[:-5])


def test_a_closed_send_is_minus_infinity() -> None:
    assert track_of(Route("Vox", processors=[Send(3, 0.0)])).sends[0].gain_db == -math.inf


def test_a_vca_is_a_strip_that_leads_its_routes() -> None:
    vca = '<VCAManager><VCA name="Drums" number="1"><Controllable name="gaincontrol" value="0.5"/></VCA></VCAManager>'
    data = session([Route("Kick", id=2)], text=vca)
    place = data.index(b"</Route>")
    data = data[:place] + b'<Slavable><Master number="1"/></Slavable>' + data[place:]
    kick, drums = read(data).tracks
    assert (drums.name, drums.gain_db, drums.output) == ("Drums", -6.0206, "none")
    assert (kick.groups, drums.groups) == (("vca.follow:1",), ("vca.lead:1",))
