"""Base64 that is known to be sound without being decoded."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.formats.reaper.packed import Packed, decoded, encoded

states = st.lists(st.binary(max_size=400), min_size=1, max_size=4)


def lines_of(parts: list[bytes]) -> list[str]:
    return [line for part in parts for line in encoded(part)]


@settings(max_examples=60, deadline=None)
@given(states, st.sampled_from(["", "  ", "\t"]))
def test_what_was_encoded_in_parts_comes_back(parts: list[bytes], indent: str) -> None:
    lines = [indent + line for line in lines_of(parts)]
    packed = Packed.of(lines)
    assert packed is not None
    assert packed.bytes() == b"".join(parts) == decoded(["\n".join(lines)])
    assert packed.size == len(packed.bytes())
    assert packed.bytes().startswith(packed.start())
    assert len(packed.start()) >= min(len(parts[0]), 400)


@settings(max_examples=60, deadline=None)
@given(states, st.data())
def test_damage_is_never_taken_for_a_state(parts: list[bytes], data: st.DataObject) -> None:
    text = "\n".join(lines_of(parts))
    place = data.draw(st.integers(0, len(text)))
    spoilt = text[:place] + data.draw(st.sampled_from(["=", "-", "\0", "é", "A"])) + text[place:]
    packed = Packed.of([spoilt])
    if packed is not None:  # what was put in may be sound by chance: then it decodes
        assert packed.size == len(packed.bytes())


@pytest.mark.parametrize("text", ["A", "AB=", "A===", "AB=C", "AAAA====", "AB==A", "====", "AA\x0bAA", "AAAé"])
def test_damaged_base64_is_none(text: str) -> None:
    assert Packed.of([text]) is None


def test_the_same_state_wrapped_otherwise_is_equal() -> None:
    text = base64.b64encode(bytes(range(256))).decode()
    assert Packed.of([text]) == Packed.of([f"    {text[:100]}", f"    {text[100:]}"])
