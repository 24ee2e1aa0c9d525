"""Automation items: pieces of automation that the project holds apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.memo import Memo
from parsers.formats.reaper.read import read
from parsers.formats.reaper.write import write
from parsers.session import AutomationItem, PoolPoint, Session

PIECE = """
<POOLEDENV
  ID 1
  NAME "slow swell"
  SRCLEN 17
  LFO 0 0 50 1 0 0
  PPT 0 0.2 0 0
  PPT 17 0.75 5 0
>
"""
CURVE = """
NAME Vox
<VOLENV2
  ACT 1 -1
  DEFSHAPE 0 -1 -1
  POOLEDENVINST 1 5 8.5 0.5 2 0 0.5 0.8 1 0 0 16 0 0 0.012 0
  POOLEDENVINST 1 30 8.50 0 1 1 0.5 1 0 0 0 17 1 0 0.012 0
  PT 0 1 0
>
"""


@pytest.fixture
def data(project: Callable[..., bytes], track: Callable[..., str]) -> bytes:
    return project(track(CURVE), terms=PIECE)


@pytest.fixture
def session(data: bytes) -> Session:
    return read(data)


def test_an_item_says_where_it_lies_and_what_its_piece_holds(session: Session) -> None:
    first, second = session.tracks[0].envelopes[0].items
    assert first == AutomationItem(
        pool="1",
        position_s=5.0,
        length_s=8.5,
        offset_s=0.5,
        rate=2.0,
        baseline=0.5,
        amplitude=0.8,
        loop=True,
        name="slow swell",
        length_beats=17.0,
        points=(PoolPoint(0.0, 0.2, "linear"), PoolPoint(17.0, 0.75, "bezier")),
    )
    assert (second.position_s, second.loop, second.muted, second.points) == (30.0, False, True, first.points)


def test_an_envelope_of_items_alone_is_one(project: Callable[..., bytes], track: Callable[..., str]) -> None:
    session = read(project(track(CURVE.replace("  PT 0 1 0\n", "")), terms=PIECE))
    assert [len(envelope.items) for envelope in session.tracks[0].envelopes] == [2]


def test_items_are_written_back(data: bytes, session: Session) -> None:
    assert write(session, base=data) == data
    assert read(write(session)) == session


def test_an_item_is_moved_and_one_is_added(data: bytes, session: Session) -> None:
    track = session.tracks[0]
    curve = track.envelopes[0]
    first, second = curve.items
    items = (replace(first, position_s=6.0), second, replace(first, position_s=60.0))
    changed = replace(session, tracks=(replace(track, envelopes=(replace(curve, items=items),)),))
    again = read(write(changed, base=data))
    assert again.tracks[0].envelopes[0].items == items


def test_the_contents_of_a_piece_are_not_changed_through_an_item(session: Session) -> None:
    track = session.tracks[0]
    curve = track.envelopes[0]
    items = (replace(curve.items[0], points=()), curve.items[1])
    with pytest.raises(UnwritableSessionError):
        write(replace(session, tracks=(replace(track, envelopes=(replace(curve, items=items),)),)))


def test_a_changed_piece_shows_on_a_track_that_is_known(data: bytes) -> None:
    memo = Memo()
    read(data, memo=memo)
    later = data.replace(b"PPT 17 0.75", b"PPT 17 0.25")
    assert read(later, memo=memo) == read(later)
    assert read(later, memo=memo).tracks[0].envelopes[0].items[0].points[1].share == 0.25
