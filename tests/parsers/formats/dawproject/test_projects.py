import struct
import zipfile
from io import BytesIO

import pytest

from parsers.errors import BrokenSessionError
from parsers.formats.dawproject.container import vst_preset
from parsers.formats.dawproject.minimal import Strip, project
from parsers.formats.dawproject.read import read, recognises
from parsers.formats.dawproject.split import is_complete, split, versions
from parsers.plugins.wrapper import split_vst3
from parsers.session import Insert
from profiler.history.moves import compare


def said(before: bytes, after: bytes) -> list[tuple[str, object, object]]:
    return [(move.term, move.before, move.after) for move in compare(read(before), read(after)).moves]


def insert_of(text: str, **parts: object) -> Insert:
    return read(project([Strip("Vox", devices=text)], **parts)).tracks[0].inserts[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("packed", [True, False])
def test_a_project_tells_strips_sends_and_tempo(*, packed: bool) -> None:
    data = project(
        [Strip("Vox", volume=0.5, pan=0.25, muted=True, sends={"Room": 0.25}), Strip("Room", role="effect")],
        bpm=93.0,
        packed=packed,
    )
    session = read(data)
    vox, room = session.tracks
    assert recognises(data)
    assert (session.app, session.app_version) == ("Bitwig Studio", "5.2")
    assert (vox.gain_db, vox.pan, vox.muted, vox.output) == (-6.0206, -0.5, True, "master")
    assert [(send.to, send.gain_db) for send in vox.sends] == [(room.id, -12.0412)]
    assert session.master.kind == "master"
    assert session.tempo_map[0].bpm == 93.0


def test_the_same_export_in_another_order_has_no_moves_of_the_mix() -> None:
    before = project([Strip("Vox", volume=0.5), Strip("Bass")])
    after = project([Strip("Bass"), Strip("Vox", volume=0.5)])
    assert {term for term, *_ in said(before, after)} == {"track.moved"}


def test_a_group_is_a_folder_and_may_have_its_channel_in_its_first_track() -> None:
    inner = Strip("Kick")
    (bus, kick) = read(project([Strip("Drums", volume=0.5, inner=[inner])])).tracks
    assert (bus.kind, bus.gain_db, kick.folder, kick.output) == ("folder", -6.0206, bus.id, bus.id)
    text = (
        '<Project version="1.0"><Structure><Track contentType="tracks" name="Drums"><Track name="Drums Master">'
        '<Channel role="master" id="b"><Volume unit="linear" value="0.5"/></Channel></Track><Track name="Kick">'
        '<Channel id="k" destination="b"/></Track></Track></Structure></Project>'
    )
    bus, kick = read(text.encode()).tracks
    assert (bus.name, bus.gain_db, bus.kind, kick.output) == ("Drums", -6.0206, "folder", bus.id)


def test_a_curve_is_compared_and_not_the_value_under_it() -> None:
    before, after, redrawn = (
        project([Strip("Vox", volume=now, curve=[(0, 1.0), (4, last)])])
        for now, last in ((1.0, 0.5), (0.7, 0.5), (0.7, 0.25))
    )
    assert said(before, after) == []
    assert said(after, redrawn) == [("envelope.changed", 2.0, 2.0)]
    assert [point.time_s for point in read(before).tracks[0].envelopes[0].points] == [0.0, 2.0]


def test_the_described_equaliser_speaks_in_standard_terms() -> None:
    text = (
        '<Equalizer deviceName="EQ+"><Band type="highPass" order="4"><Freq value="80" unit="hertz"/></Band>'
        '<Band type="bell"><Freq value="1000" unit="hertz"/><Gain value="-3" unit="decibel"/>'
        '<Q value="2" unit="linear"/><Enabled value="true"/></Band></Equalizer>'
    )
    told = {term: value.value for term, value in insert_of(text).parameters.items()}
    assert (told["eq.1.shape"], told["eq.1.slope"], told["eq.1.frequency"]) == ("high pass", 24.0, 80.0)
    assert (told["eq.2.frequency"], told["eq.2.gain"], told["eq.2.enabled"]) == (1000.0, -3.0, True)


def test_the_described_compressor_tells_times_in_milliseconds() -> None:
    text = (
        '<Compressor deviceName="Comp"><Threshold value="-20" unit="decibel"/><Attack value="0.01" unit="seconds"/>'
        '<Ratio value="75" unit="percent"/></Compressor>'
    )
    told = {term: value.value for term, value in insert_of(text).parameters.items()}
    assert (told["compressor.threshold"], told["compressor.attack"], told["plugin.Ratio"]) == (-20.0, 10.0, 75.0)


def preset(component: bytes, controller: bytes) -> bytes:
    head = struct.pack("<4sI32sq", b"VST3", 1, b"0" * 32, 48 + len(component) + len(controller))
    entries = struct.pack("<4sqq", b"Comp", 48, len(component))
    entries += struct.pack("<4sqq", b"Cont", 48 + len(component), len(controller))
    return head + component + controller + b"List" + struct.pack("<i", 2) + entries


def test_a_vst_preset_is_opened_to_its_two_halves() -> None:
    halves = split_vst3(vst_preset(preset(b"component", b"edit")))
    assert (halves.component, halves.controller) == (b"component", b"edit")
    for cut in range(0, 120, 7):
        vst_preset(preset(b"component", b"edit")[:cut])


def test_a_plug_in_is_known_by_its_id_and_its_state_by_its_hash() -> None:
    text = (
        '<Vst3Plugin deviceID="8D067533D8A0491DBAA36C064C6ABBFB" deviceName="Saturn 2 (FabFilter)" '
        'deviceRole="audioFX"><Enabled value="false"/><State path="plugins/a.vstpreset"/></Vst3Plugin>'
    )
    insert = insert_of(text, files={"plugins/a.vstpreset": preset(b"a", b"b")})
    assert (insert.plugin.name, insert.plugin.vendor, insert.plugin.format) == ("Saturn 2", "FabFilter", "VST3")
    assert insert.plugin.uid == "{8D067533D8A0491DBAA36C064C6ABBFB}"
    assert not insert.enabled
    assert insert.state_hash


def test_a_clip_tells_its_file_and_where_it_begins_in_it() -> None:
    clip = (
        '<Clip time="4" duration="4" playStart="2" name="take" fadeTimeUnit="seconds" fadeInTime="0.1" enable="false">'
        '<Clips><Clip time="0" duration="8"><Warps timeUnit="beats" contentTimeUnit="seconds"><Audio><File '
        'path="audio/a.wav"/></Audio><Warp time="0" contentTime="1"/><Warp time="8" contentTime="9"/></Warps></Clip>'
        "</Clips></Clip>"
    )
    (heard,) = read(project([Strip("Vox", clips=clip)])).tracks[0].clips
    assert (heard.position_s, heard.length_s, heard.source_offset_s, heard.fade_in_s) == (2.0, 2.0, 3.0, 0.1)
    assert (heard.source.path, heard.muted) == ("audio/a.wav", True)


# Files


def zipped(**files: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return held.getvalue()


def test_an_early_draft_is_named_and_refused() -> None:
    with pytest.raises(BrokenSessionError, match="early draft"):
        read(zipped(project_json=b"{}", metadata_json=b"{}"), path="old.dawproject")


def test_an_archive_without_a_project_is_none() -> None:
    with pytest.raises(BrokenSessionError, match=r"no project\.xml"):
        read(zipped(readme_txt=b"hello"))


def test_what_is_kept_of_a_save_has_no_audio_and_is_always_the_same() -> None:
    data = project([Strip("Vox", volume=0.5)], files={"audio/a.wav": b"\0" * 100_000, "plugins/p.fxp": b"state"})
    (kept,) = versions(data)
    assert len(kept) < 3000
    assert (kept,) == tuple(versions(data))
    assert read(kept).tracks == read(data).tracks
    assert versions(kept) == [kept]
    assert versions(b"PK\x03\x04 broken") == [b"PK\x03\x04 broken"]


def test_a_project_is_complete_when_its_directory_is_there() -> None:
    data = project([Strip("Vox")])
    assert is_complete(data)
    assert not is_complete(data[:-30])
    assert is_complete(project([], packed=False))
    assert [block.data for block in split(data)] == [data]


def test_another_program_s_project_file_is_not_taken_for_one() -> None:
    assert not recognises(b'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup/></Project>')
