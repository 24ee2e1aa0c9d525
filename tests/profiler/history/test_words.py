"""Moves as an engineer would say them, safe to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from parsers.session import Clip, Send, Session, SourceRef, Track
from profiler.history.moves import compare
from profiler.history.words import in_words, lines

Build = Callable[..., Any]


def page(before: Session, after: Session) -> list[str]:
    return lines(compare(before, after))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"gain_db": -4.5}, "Lead Vox: fader 0.0 → -4.5 dB (-4.5)"),
        ({"gain_db": float("-inf")}, "Lead Vox: fader 0.0 → -inf dB"),
        ({"pan": -0.3}, "Lead Vox: pan C → L30"),
        ({"muted": True}, "Lead Vox: muted"),
        ({"polarity_inverted": True}, "Lead Vox: polarity off → on"),
        ({"name": "Vox"}, "Vox: renamed “Lead Vox” → “Vox”"),
        ({"sends": (Send("s", "{2}", -12.0),)}, "Lead Vox: send to Verb added at -12.0 dB"),
        ({"chain_enabled": False}, "Lead Vox: whole effects chain bypassed"),
    ],
)
def test_one_line_says_where_what_and_from_what_to_what(session: Build, fields: dict[str, Any], said: str) -> None:
    vox = Track("{1}", "Lead Vox")
    verb = Track("{2}", "Verb")
    assert page(session(vox, verb), session(replace(vox, **fields), verb)) == [said]


def test_settings_of_one_insert_share_its_name(session: Build, insert: Build) -> None:
    def save(gain: float, frequency: float) -> Session:
        values = {
            "eq.3.gain": gain,
            "eq.3.frequency": frequency,
            "eq.1.shape": "high pass",
            "eq.1.frequency": frequency,
        }
        return session(Track("{1}", "Gtr", inserts=(insert(parameters=values, coverage="decoded"),)))

    said = ("band 1 high-pass 2.50 → 2.80 kHz", "band 3 EQ gain 0.0 → -3.0 dB (-3.0)")
    last = "band 3 EQ frequency 2.50 → 2.80 kHz"
    assert page(save(0.0, 2500.0), save(-3.0, 2800.0)) == ["Gtr", f"  ReaEQ: {', '.join((*said, last))}"]


def test_many_bypasses_are_one_line(session: Build, insert: Build) -> None:
    def save(*, on: bool) -> Session:
        return session(
            *(Track(f"{{{n}}}", f"t{n}", inserts=(insert("Tape", id=f"{{i{n}}}", enabled=on),)) for n in range(9))
        )

    assert page(save(on=True), save(on=False)) == ["9 inserts bypassed: Tape on t0, t1, t2, t3, t4 and 4 more"]


def test_clips_moved_together_are_one_line(session: Build) -> None:
    def save(shift: float) -> Session:
        clips = tuple(Clip(f"c{n}", f"c{n}", n + shift, 1.0, SourceRef("audio", "a.wav")) for n in range(40))
        return session(*(Track(f"{{{n}}}", f"t{n}", clips=clips) for n in range(3)))

    assert page(save(0.0), save(2.56)) == ["120 clips on 3 tracks moved by +2.560 s: t0, t1, t2"]


def test_a_nameless_track_is_called_by_its_place_and_equal_names_are_told_apart(session: Build) -> None:
    before = session(Track("{1}", "a"), Track("{2}", ""), Track("{3}", "a"))
    louder = [replace(track, gain_db=1.0) for track in before.tracks]
    assert page(before, session(*louder)) == [
        "a (track 1): fader 0.0 → +1.0 dB (+1.0)",
        "Track 2: fader 0.0 → +1.0 dB (+1.0)",
        "a (track 3): fader 0.0 → +1.0 dB (+1.0)",
    ]


def test_what_cannot_be_heard_is_said(session: Build) -> None:
    before = session(Track("{1}", "a", muted=True))
    assert page(before, session(Track("{1}", "a", muted=True, gain_db=1.0)))[0].endswith("– not heard")


@pytest.mark.parametrize("name", ["[/]", "\x1b[31mred", "\u202eevil", "a\nb", "", "x" * 500])
def test_no_name_reaches_the_terminal_raw(session: Build, insert: Build, name: str) -> None:
    before = session(Track("{1}", name), Track("{2}", name))
    fx = insert(name, id="{x}")
    after = session(
        Track("{1}", f"{name}2", gain_db=1.0, inserts=(fx,), sends=(Send("s", "{2}"),)),
        Track("{2}", name, folder="{1}", clips=(Clip("c", name, 0.0, 1.0, SourceRef("audio", name)),)),
    )
    comparison = compare(before, after)
    said = [*lines(comparison), *map(in_words, comparison.moves)]
    assert said
    for line in said:
        assert line.isprintable()
        assert len(line) < 400
