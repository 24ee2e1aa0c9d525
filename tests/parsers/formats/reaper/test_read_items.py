from __future__ import annotations

from collections.abc import Callable
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import SessionError
from parsers.formats.reaper.read import read
from parsers.session import Clip, Session, Track

Tracks = Callable[[str], Track]

PLAIN = (
    "<ITEM\n  POSITION 1.5\n  SNAPOFFS 0\n  LENGTH 8\n  LOOP 1\n  ALLTAKES 0\n  FADEIN 1 0.01 0 1 0 0 0\n"
    '  FADEOUT 1 0.02 0 1 0 0 0\n  MUTE 1 0\n  SEL 0\n  IGUID {I}\n  IID 7\n  NAME "take 1.wav"\n'
    "  VOLPAN 0.5 0.25 1 -1\n  SOFFS 2\n  PLAYRATE 0.5 1 -2 -1 0 0.0025\n  CHANMODE 0\n  GUID {T}\n"
    '  <SOURCE WAVE\n    FILE "Audio/take 1.wav"\n  >\n>\n'
)


def clip_of(track_of: Tracks, item: str) -> Clip:
    return track_of(item).clips[0]


def test_place_length_fades_and_source_are_read(track_of: Tracks) -> None:
    clip = clip_of(track_of, PLAIN)
    assert (clip.id, clip.name, clip.take, clip.takes) == ("{I}", "take 1.wav", "{T}", 1)
    assert (clip.position_s, clip.length_s, clip.source_offset_s) == (1.5, 8.0, 2.0)
    assert (clip.fade_in_s, clip.fade_out_s, clip.fade_in_shape, clip.auto_fade) == (0.01, 0.02, "fast_start", False)
    assert (clip.muted, clip.loop, clip.rate, clip.pitch_st) == (True, True, 0.5, -2.0)
    assert (clip.source.kind, clip.source.path) == ("audio", "Audio/take 1.wav")
    assert clip.extra == ("SNAPOFFS 0", "ALLTAKES 0", "SEL 0", "IID 7", "CHANMODE 0")


def test_the_level_is_item_times_take_and_the_take_s_sign_is_the_polarity(track_of: Tracks) -> None:
    clip = clip_of(track_of, PLAIN.replace("VOLPAN 0.5 0.25 1 -1", "VOLPAN 0.5 0.25 -0.5 -1"))
    assert clip.gain_db == pytest.approx(-12.0412, abs=1e-4)
    assert (clip.pan, clip.polarity_inverted) == (0.25, True)
    assert "VOLPAN ~ ~ -0.5" in clip.extra


def test_an_automatic_cross_fade_overrides_the_fade_by_hand(track_of: Tracks) -> None:
    clip = clip_of(track_of, PLAIN.replace("FADEOUT 1 0.02 0 1 0 0 0", "FADEOUT 1 0.02 0.25 0 1 0 0"))
    assert (clip.fade_out_s, clip.fade_out_shape, clip.auto_fade, clip.fade_in_s) == (0.25, "linear", True, 0.01)


def test_the_active_take_gives_name_level_and_source(song: bytes) -> None:
    clip = read(song).tracks[0].clips[1]
    assert (clip.name, clip.take[-3:], clip.takes, clip.source.kind) == ("second.mid", "B2}", 3, "midi")
    assert clip.gain_db == pytest.approx(-12.0412, abs=1e-4)
    assert clip.pan == -0.5
    first, active, third = [entry for entry in clip.extra if entry.split()[0] == "TAKE"]
    assert first.startswith("TAKE FIRST\nNAME first.wav\nVOLPAN ~ 0.1 1 -1\n")
    assert active == "TAKE SEL"
    assert third == "TAKE\nNAME third.wav\n<SOURCE FLAC\nFILE third.flac\n>"


def test_without_a_selected_take_the_first_one_is_active(track_of: Tracks) -> None:
    item = PLAIN.replace("  >\n>\n", "  >\n  TAKE\n  NAME other\n  TAKE NULL\n>\n")
    clip = clip_of(track_of, item)
    assert (clip.name, clip.takes) == ("take 1.wav", 3)


def test_a_take_has_inserts_and_envelopes_of_its_own(track_of: Tracks) -> None:
    more = (
        '  >\n  <TAKEFX\n    SHOW 0\n    BYPASS 0 0\n    <JS trim ""\n    >\n  >\n'
        "  <VOLENV\n    PT 0 0.5 0\n  >\n  <PITCHENV\n    PT 0 -1 0\n  >\n>\n"
    )
    clip = clip_of(track_of, PLAIN.replace("  >\n>\n", more))
    assert [insert.plugin.name for insert in clip.inserts] == ["trim"]
    assert [envelope.target for envelope in clip.envelopes] == ["clip.gain", "clip.pitch"]
    assert "TAKEFX/SHOW 0" in clip.extra


def notes(lines: str) -> str:
    return f"<ITEM\n  POSITION 0\n  <SOURCE MIDI\n    HASDATA 1 960 QN\n{lines}    VELLANE -1 100 0\n  >\n>\n"


def test_selection_and_editor_state_do_not_change_the_notes_hash(track_of: Tracks) -> None:
    hashes = {
        clip_of(track_of, notes(text)).source.hash
        for text in (
            "    E 0 90 3c 40\n    <X 0 0 1\n      AAAA\n    >\n",
            "    e 0 90 3c 40\n    <x 0 0 1\n      AAAA\n    >\n    CFGEDIT 1 2\n",
        )
    }
    assert len(hashes) == 1
    assert clip_of(track_of, notes("    E 0 90 3d 40\n")).source.hash not in hashes


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("WAVE", "audio"), ("MP3", "audio"), ("VIDEO", "video"), ("RPP_PROJECT", "session"), ("_OFFLINE_WAVE", "audio")],
)
def test_the_kind_of_a_source_is_told_from_its_type(track_of: Tracks, type_: str, kind: str) -> None:
    source = clip_of(track_of, f'<ITEM\n  <SOURCE {type_}\n    FILE "x y"\n  >\n>\n').source
    assert (source.kind, source.path) == (kind, "x y")
    assert source.extra == (() if type_ in {"WAVE", "VIDEO", "RPP_PROJECT"} else (f"SOURCE {type_}",))


def test_a_section_starts_inside_its_file(track_of: Tracks) -> None:
    inner = "<SOURCE SECTION\n  LENGTH 2\n  STARTPOS 3.5\n  <SOURCE WAVE\n    FILE a.wav\n  >\n>\n"
    source = clip_of(track_of, f"<ITEM\n{inner}>\n").source
    assert (source.kind, source.path, source.start_s) == ("audio", "a.wav", 3.5)


def test_an_item_without_source_is_empty_and_keeps_its_notes(track_of: Tracks) -> None:
    clip = clip_of(track_of, "<ITEM\n  POSITION 1\n  <NOTES\n    |louder here\n  >\n>\n")
    assert clip.source.kind == "empty"
    assert clip.extra == ("<NOTES\n|louder here\n>",)


def test_ids_that_are_missing_or_doubled_get_a_count(track_of: Tracks) -> None:
    items = "<ITEM\n  IGUID {I}\n>\n<ITEM\n  IGUID {I}\n>\n<ITEM\n>\n<ITEM\n>\n"
    assert [clip.id for clip in track_of(items).clips] == ["{I}", "{I}#2", "#1", "#2"]


def test_two_arguments_lost_to_a_missing_line_end_do_no_harm(track_of: Tracks) -> None:
    clip = clip_of(track_of, "<ITEM\n  POSITION 1          SNAPOFFS 0\n  LENGTH 2\n>\n")
    assert (clip.position_s, clip.length_s) == (1.0, 2.0)
    assert "POSITION ~ SNAPOFFS 0" in clip.extra


LINES = st.sampled_from(
    [
        "POSITION 1.5", "LENGTH nan", "LOOP 1", "FADEIN 1 0.1 0.2 0 1 0 0", "FADEOUT x", "MUTE 1 0", "IGUID {I}",
        'NAME "a b"', "NAME Gelée", "VOLPAN 0.5 0 -1 -1", "VOLPAN", "SOFFS 1 2", "PLAYRATE 2 1 0 -1 0 0.0025",
        "GUID {T}", "SEL 0", "SEL",
        "TAKE SEL", "TAKEVOLPAN 0 0.5 -1", "<NOTES\n        |x\n      >", "POSITION 2", "X  y", "",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.booleans())
def test_the_quick_way_through_an_item_reads_what_the_careful_one_reads(lines: list[str], with_source: bool) -> None:  # noqa: FBT001 - drawn
    source = "      <SOURCE WAVE\n        FILE x.wav\n      >\n" if with_source else ""
    body = "".join(f"      {line}\n" for line in lines)
    text = f'<REAPER_PROJECT 0.1 "6" 1\n  <TRACK {{A}}\n    <ITEM\n{body}{source}    >\n  >\n>\n'

    def clips(data: str) -> Session:
        return read(data.encode())

    quick = clips(text)
    careful = clips(text.replace("    <ITEM", "     <ITEM"))
    assert quick == careful


LINES = (
    "POSITION 1.5", "SNAPOFFS 0", "LENGTH 2", "LOOP 1", "ALLTAKES 0", "FADEIN 1 0.01 0 1 0 0 0",
    "FADEOUT 1.1 0 0.2 5 1 0 0", "MUTE 0 0", "SEL 0", "IGUID {A}", "IID 3", "NAME 'a \"b\"'", "VOLPAN 0.5 0 -1 -1",
    "SOFFS 2 3",
    "PLAYRATE 1.5 1 0 -1 0 0.0025", "CHANMODE 2", "GUID {B}", "YPOS 0 0.25 2",
)  # fmt: skip
SOURCES = (
    ("<SOURCE WAVE", '  FILE "take 1.wav" 1', ">"),
    (
        "<SOURCE MIDI", "  HASDATA 1 960 QN", "  E 0 90 3c 40", "  <X 0 0", "    /wFh", "  >", "  e 480 80 3c 00",
        "  GUID {C}", ">",
    ),
    ("<SOURCE SECTION", "  LENGTH 1", "  <SOURCE WAVE", "    FILE a.wav", "  >", ">"),
)  # fmt: skip
SPOILT = {
    "as it is": lambda line: line,
    "two blanks": lambda line: line.replace(" ", "  ", 1),
    "a tab": lambda line: line.replace(" ", "\t", 1),
    "a blank behind": lambda line: f"{line} ",
    "no argument": lambda line: line.partition(" ")[0],
    "an umlaut": lambda line: f"{line}ü",
    "a foreign blank": lambda line: line.replace(" ", " \x85", 1),
    "left out": lambda _: "",
    "twice": lambda line: f"{line}\n      {line}",
}


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 17), st.sampled_from(sorted(SPOILT)), st.sampled_from(SOURCES)), min_size=1, max_size=4
    )
)
def test_items_as_most_are_read_as_any_item_is(spoils: list[tuple[int, str, tuple[str, ...]]]) -> None:
    text = '<REAPER_PROJECT 0.1 "6.80" 1\n  <TRACK {T}\n'
    for place, how, source in spoils:
        lines = [SPOILT[how](line) if at == place else line for at, line in enumerate(LINES)]
        text += "".join(f"{line}\n" for line in ["    <ITEM", *(f"      {line}" for line in lines if line)])
        text += "".join(f"      {line}\n" for line in source) + "    >\n"
    data = (text + "  >\n>\n").encode()
    quick = outcome(data)
    with mock.patch("parsers.formats.reaper.tracks.read_plain_item", return_value=0):
        assert outcome(data) == quick


def outcome(data: bytes) -> Session | str:
    try:
        return read(data)
    except SessionError as error:
        return str(error)
