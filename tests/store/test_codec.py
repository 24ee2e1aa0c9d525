from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.codec import block_hash, pack_numbers, press, unpack_numbers, unpress


@given(plain=st.binary(max_size=3000), bases=st.lists(st.binary(min_size=1, max_size=3000), max_size=2))
def test_a_pressed_block_opens_to_the_same_bytes(plain: bytes, bases: list[bytes]) -> None:
    pressed = press(plain, bases)
    base = None if pressed.base is None else bases[pressed.base]
    assert unpress(pressed.codec, pressed.body, size=len(plain), base=base) == plain
    assert len(pressed.body) <= len(plain)


def test_a_small_change_costs_little() -> None:
    rng = random.Random(3)
    track = b"".join(b"PARAM %d %f\r\n" % (number, rng.random()) for number in range(2000))
    later = track.replace(b"PARAM 7 ", b"PARAM 7 9")
    pressed = press(later, [track])
    assert pressed.base == 0
    assert len(pressed.body) < 100


def test_of_two_bases_the_better_is_taken_and_of_none_that_help_neither() -> None:
    rng = random.Random(4)
    near, far = rng.randbytes(5000), rng.randbytes(5000)
    assert press(near + b"x", [far, near]).base == 1
    assert press(rng.randbytes(5000), [far, near]).base is None


@given(st.lists(st.integers(0, 2**62), max_size=40))
def test_a_list_of_numbers_is_packed_and_unpacked(numbers: list[int]) -> None:
    assert unpack_numbers(pack_numbers(numbers)) == numbers


def test_blocks_that_follow_each_other_take_a_byte_each() -> None:
    assert len(pack_numbers(range(1000, 1060))) <= 62


def test_what_cannot_be_opened_is_said() -> None:
    for codec, body in ((1, b"nonsense"), (2, b"nonsense"), (9, b"")):
        with pytest.raises(ValueError, match=r"\w"):
            unpress(codec, body, size=100, base=b"base")
    with pytest.raises(ValueError, match="cut short"):
        unpack_numbers(b"\x80")


def test_a_body_never_opens_to_more_than_its_size() -> None:
    bomb = press(b"\0" * 1_000_000, [])
    with pytest.raises(ValueError, match=r"\w"):
        unpress(bomb.codec, bomb.body, size=10)


def test_a_block_is_named_by_its_bytes() -> None:
    assert block_hash(b"").hex() == "e3b0c44298fc1c149afbf4c8996fb924"
