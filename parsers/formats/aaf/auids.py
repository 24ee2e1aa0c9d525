"""The definitions of the AAF object model that a mix is told in, by AUID, and the fixed ids of its properties.

Names of definitions are in no table: they differ by writer and language, and are empty in Pro Tools and Logic. AUIDs
and property ids are those of the AAF Object Specification 1.1 (and, where said, of Avid's extensions), as seen in files
of Pro Tools, Media Composer, DaVinci Resolve, Premiere Pro and Logic Pro.
"""

from __future__ import annotations

from enum import IntEnum

__all__ = [
    "ADJUSTED_CLIP", "AMPLITUDE", "AVID_CLIP_RATIO", "AVID_CURVE_TYPE", "CHANNEL_COMBINER", "GAINS", "INTERPOLATIONS",
    "LEVEL", "LOWER_LEVEL", "PAN", "PANS", "SOUND_DATA", "SPEEDS", "SPEED_RATIO", "SUB_CLIP", "TIMECODE_DATA",
    "TOP_LEVEL", "Pid",
]  # fmt: skip

SOUND_DATA = frozenset({
    "01030202-0200-0000-060e-2b3404010101",  # Sound
    "78e1ebe1-6cef-11d2-807d-006008143e6f",  # LegacySound (Logic; Premiere's transitions)
})  # fmt: skip
TIMECODE_DATA = frozenset({
    "01030201-0100-0000-060e-2b3404010101",  # Timecode
    "7f275e81-77e5-11d2-807f-006008143e6f",  # LegacyTimecode
})  # fmt: skip

SUB_CLIP = "0d010102-0101-0500-060e-2b3404010101"
ADJUSTED_CLIP = "0d010102-0101-0600-060e-2b3404010101"
TOP_LEVEL = "0d010102-0101-0700-060e-2b3404010101"
LOWER_LEVEL = "0d010102-0101-0800-060e-2b3404010101"

# Operations

GAINS = frozenset({
    "9d2ea894-0968-11d3-8a38-0050040ef7d2",  # mono audio gain
    "9d2ea895-0968-11d3-8a38-0050040ef7d2",  # stereo audio gain
})  # fmt: skip
PANS = frozenset({
    "9d2ea893-0968-11d3-8a38-0050040ef7d2",  # mono audio pan
})  # fmt: skip
CHANNEL_COMBINER = "6b46dd7a-132d-4856-ab21-8b751d8462ec"
"""Avid: n mono inputs are one clip of n channels."""
SPEEDS = frozenset({
    "f1db0f27-8d64-11d3-80df-006008143e6f",  # Avid audio warp
    "9d2ea890-0968-11d3-8a38-0050040ef7d2",  # video speed control, which may hold sound
})  # fmt: skip

# Parameters

AMPLITUDE = "e4962321-2267-11d3-8a4c-0050040ef7d2"
"""Linear ratio, 1 = 0 dB."""
AVID_CLIP_RATIO = "47c00f7d-fb55-11d3-9ff7-0004ac969f50"
"""Linear ratio: the volume automation of Media Composer, beside `AMPLITUDE`, which is its clip gain."""
PAN = "e4962322-2267-11d3-8a4c-0050040ef7d2"
"""0 = full left, 0.5 = centre, 1 = full right."""
LEVEL = "e4962320-2267-11d3-8a4c-0050040ef7d2"
"""Of a transition: only the kind of its interpolation means something."""
AVID_CURVE_TYPE = "8134fc48-3bd6-4904-9520-7a6360cc7127"
"""Of a transition of Media Composer: 0 or 1; which of them is the straight one is not verified."""
SPEED_RATIO = "72559a80-24d7-11d3-8a50-0050040ef7d2"
"""Length as played by length of what is played, both in edit units."""

INTERPOLATIONS = {
    "5b6c85a4-0ede-11d3-80a9-006008143e6f": "linear",
    "5b6c85a5-0ede-11d3-80a9-006008143e6f": "square",
    "15829ec3-1f24-458a-960d-c65bb23c2aa1": "log",
    "c09153f7-bd18-4e5a-ad09-cbdd654fa001": "power",
    "a04a5439-8a0e-4cb7-975f-a5b255866883": "cubic",
    "df394eda-6ac6-4566-8dbe-f28b0bdd781a": "bezier",
}
"""AUID → the shape's word in the model, or the format's own."""


class Pid(IntEnum):
    """Property ids; they are fixed for all that is no extension."""

    DATA = 0x0201
    LENGTH = 0x0202
    CHOICES = 0x0501
    POSITION = 0x0601
    COMMENT = 0x0602
    OPERATION = 0x0B01
    INPUTS = 0x0B02
    PARAMETERS = 0x0B03
    NESTED_SLOTS = 0x0C01
    PULLDOWN_INPUT = 0x0D01
    SELECTED = 0x0F01
    ALTERNATES = 0x0F02
    COMPONENTS = 0x1001
    SOURCE_ID = 0x1101
    SOURCE_SLOT = 0x1102
    START = 0x1201
    FADE_IN = 0x1202
    FADE_OUT = 0x1204
    TIMECODE_START = 0x1501
    TIMECODE_FPS = 0x1502
    TIMECODE_DROP = 0x1503
    TRANSITION_OPERATION = 0x1801
    CUT_POINT = 0x1802
    MOBS = 0x1901
    POINT_VALUE = 0x1A02
    POINT_TIME = 0x1A03
    LOCATORS = 0x2F01
    SAMPLE_RATE = 0x3001
    IDENTIFICATIONS = 0x3B06
    HEADER_MODIFIED = 0x3B02
    COMPANY = 0x3C01
    PRODUCT = 0x3C02
    PRODUCT_VERSION = 0x3C03
    PRODUCT_VERSION_TEXT = 0x3C04
    URL = 0x4001
    MOB_ID = 0x4401
    MOB_NAME = 0x4402
    SLOTS = 0x4403
    USAGE = 0x4408
    DESCRIPTOR = 0x4701
    SLOT_ID = 0x4801
    SLOT_NAME = 0x4802
    SEGMENT = 0x4803
    EVENT_RATE = 0x4901
    EDIT_RATE = 0x4B01
    PARAMETER = 0x4C01
    CONSTANT = 0x4D01
    INTERPOLATION = 0x4E01
    POINTS = 0x4E02
    TAG_NAME = 0x5001
    TAG_VALUE = 0x5003
