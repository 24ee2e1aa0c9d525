from __future__ import annotations

from store.opened import Opened


def test_what_was_opened_is_held_by_its_name() -> None:
    opened = Opened()
    opened.put(b"a", b"bytes")
    assert opened.get(b"a") == b"bytes"
    assert opened.get(b"b") is None


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    opened = Opened(room=20)
    for name in (b"a", b"b"):
        opened.put(name, bytes(10))
    assert opened.get(b"a") is not None
    opened.put(b"c", bytes(10))
    assert [name for name in (b"a", b"b", b"c") if opened.get(name) is not None] == [b"a", b"c"]


def test_putting_the_same_again_takes_no_room_and_makes_it_the_last_one() -> None:
    opened = Opened(room=20)
    for name in (b"a", b"b", b"a", b"c"):
        opened.put(name, bytes(10))
    assert [name for name in (b"a", b"b", b"c") if opened.get(name) is not None] == [b"a", b"c"]


def test_what_is_larger_than_all_the_room_is_not_held() -> None:
    opened = Opened(room=20)
    opened.put(b"a", bytes(21))
    assert opened.get(b"a") is None
    opened.put(b"b", bytes(20))
    assert opened.get(b"b") is not None
