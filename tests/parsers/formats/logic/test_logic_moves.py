"""What is told, and what is not, between two saves of Logic: the traps of its format."""

import math
from itertools import pairwise

from parsers.formats.logic.minimal import DraftSend, DraftSlot, DraftTrack, fader_word, project
from parsers.formats.logic.read import read
from parsers.formats.logic.sequences import FIRST_TICK
from parsers.formats.logic.strips import AUX, INSTRUMENT
from profiler.history.moves import compare
from profiler.history.patch import diff

COMPRESSOR = [0.0, -20.0, 2.1, 15.0, 51.0] + [0.0] * 22


def told(before: bytes, after: bytes) -> list[tuple[str, str, object, object]]:
    one, other = read(before), read(after)
    found = compare(one, other)
    assert not found.left_over(diff(one, other))
    names = [move.object.track.name if move.object.track else "" for move in found.moves]
    return [(name, move.term, move.before, move.after) for name, move in zip(names, found.moves, strict=True)]


def vox(**changes: object) -> bytes:
    return project([DraftTrack("Vox", **changes)])  # type: ignore[arg-type] # fields of one dataclass


def test_a_save_without_a_change_makes_no_move() -> None:
    assert told(project([DraftTrack("Vox")], view=1), project([DraftTrack("Vox")], view=2)) == []


def test_a_fader_a_pan_and_a_mute_are_told() -> None:
    moves = told(vox(), vox(fader=fader_word(-1), pan=-15, muted=True))
    assert moves == [
        ("Vox", "fader.gain", 0.0, -1.0),
        ("Vox", "pan.position", 0.0, -15 / 64),
        ("Vox", "mute", False, True),
    ]


def test_a_fader_under_a_lane_is_only_the_playheads() -> None:
    lane = {(0, 7): [(FIRST_TICK, fader_word(6)), (FIRST_TICK + 9600, 0)]}
    moves = told(vox(lanes=lane, fader=fader_word(6)), vox(lanes=lane, fader=0))
    assert moves == []


def test_a_new_lane_is_told_and_the_fader_that_it_drives_is_not() -> None:
    lane = {(0, 7): [(FIRST_TICK, fader_word(6)), (FIRST_TICK + 9600, 0)]}
    moves = told(vox(fader=fader_word(6)), vox(lanes=lane, fader=0))
    assert [term for _, term, _, _ in moves] == ["envelope.added"]


def test_a_meter_is_no_parameter() -> None:
    one, other = ([*COMPRESSOR[:26], meter] for meter in (4.0, 0.5))
    before, after = (vox(slots=[DraftSlot("Compressor", 154, floats)]) for floats in (one, other))
    assert told(before, after) == []


def test_a_threshold_and_a_bypass_are_told() -> None:
    turned = [0.0, -26.0, *COMPRESSOR[2:]]
    before = vox(slots=[DraftSlot("Compressor", 154, COMPRESSOR)])
    after = vox(slots=[DraftSlot("Compressor", 154, turned, bypassed=True)])
    assert told(before, after) == [
        ("Vox", "insert.enabled", True, False),
        ("Vox", "compressor.threshold", -20.0, -26.0),
    ]


def test_a_tempo_carries_a_synced_delay_along_and_only_the_tempo_is_told() -> None:
    def delay(bpm: float, milliseconds: float, denominator: float = 8.0) -> bytes:
        floats = [0.0] * 28
        floats[3] = floats[4] = milliseconds
        floats[11], floats[12], floats[14] = 1.0, denominator, 8.0
        slots = [DraftSlot("St-Delay", 148, floats)]
        return project([DraftTrack("Gtr", slots=slots)], tempo=[(FIRST_TICK, bpm)])

    assert told(delay(127, 236), delay(90.5, 332)) == [("", "tempo", 127.0, 90.5)]
    turned = told(delay(120, 250), delay(120, 375, 16 / 3))
    assert [term for _, term, _, _ in turned] == ["delay.time_note"]


def test_an_upgrade_of_logic_between_two_saves_makes_no_move() -> None:
    def made(word: int, count: int) -> bytes:
        slots = [DraftSlot("Compressor", 154, COMPRESSOR + [0.0] * (count - len(COMPRESSOR)))]
        return project([DraftTrack("Vox", slots=slots)], word=word)

    assert told(made(1702, 27), made(2512, 31)) == []


def test_a_track_that_logic_makes_anew_with_its_chain_is_the_same_track() -> None:
    slots = [DraftSlot("Compressor", 154, COMPRESSOR)]
    sends = [DraftSend(1, fader_word(-23))]
    verb = DraftTrack("Verb", kind=AUX, input_bus=1)
    before = project(
        [
            DraftTrack("Brit", thing=112),
            DraftTrack("Bass", kind=INSTRUMENT, number=1, fader=fader_word(-0.3), thing=200, slots=slots, sends=sends),
            verb,
        ]
    )
    after = project([DraftTrack("Bass", kind=INSTRUMENT, number=2, thing=112, slots=slots, sends=sends), verb])
    assert [(name, term) for name, term, _, _ in told(before, after)] == [("Brit", "track.removed")]


def test_another_audio_device_leads_no_track_elsewhere() -> None:
    tracks = [
        DraftTrack("Vox", output_bus=2, sends=[DraftSend(1, fader_word(-23))]),
        DraftTrack("Verb", kind=AUX, input_bus=1),
        DraftTrack("Band", kind=AUX, number=1, input_bus=2),
    ]
    assert told(project(tracks, inputs=0), project(tracks, inputs=8)) == []


def test_a_number_that_logic_gives_is_no_name() -> None:
    before = project([DraftTrack("Audio 1", thing=200)])
    assert told(before, project([DraftTrack("@ (=Context Name)", thing=200)])) == []
    renamed = told(before, project([DraftTrack("Lead", thing=200)]))
    assert renamed == [("Lead", "track.renamed", "Audio 1", "Lead")]


def test_a_preset_label_that_logic_changes_by_itself_is_no_move() -> None:
    labels = ("", "#default.pst", ".default.def", "#Custom#")
    saves = [vox(slots=[DraftSlot("Compressor", 154, COMPRESSOR, preset=label)]) for label in labels]
    assert [move for before, after in pairwise(saves) for move in told(before, after)] == []


def test_a_drum_kit_whose_padding_was_never_set_is_as_it_was() -> None:
    def kit(padding: bytes) -> bytes:
        state = b"\x20\0\0\0" + b"7Shaker.exs\0" + b"\x20\0\0\0" + b"7Clap.exs\0" + padding
        return vox(slots=[DraftSlot("Drum Kit", maker=b"MELC", code=b"ANML", state=state)])

    assert told(kit(b"xs"), kit(b"\0\0")) == []
    assert told(kit(b"xs"), kit(b"xs").replace(b"Clap", b"Snap")) != []


def test_an_alchemy_state_that_says_where_the_project_lies_is_as_it_was() -> None:
    def alchemy(folder: bytes, value: bytes) -> bytes:
        state = b"\r\n<alchemypreset>\r\nDataLoc = ~/" + folder + b"\r\nCutoff = " + value + b"\r\n  tail\0\0"
        return vox(slots=[DraftSlot("Alchemy", 313, state=state)])

    assert told(alchemy(b"Song.logicx", b"1"), alchemy(b"Song 2.logicx", b"1")) == []
    assert [term for _, term, _, _ in told(alchemy(b"a", b"1"), alchemy(b"a", b"2"))] == ["insert.state"]


def test_a_send_that_is_turned_up_from_nothing_is_told() -> None:
    verb = DraftTrack("Verb", kind=AUX, input_bus=1)
    before, after = (
        project([DraftTrack("Vox", sends=[DraftSend(1, fader_word(level))]), verb]) for level in (-math.inf, -12.0)
    )
    assert told(before, after) == [("Vox", "send.gain", -math.inf, -12.0)]
