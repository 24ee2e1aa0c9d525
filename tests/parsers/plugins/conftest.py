"""States composed from nothing, one function a container."""

import struct
import zlib
from types import SimpleNamespace

import pytest

DUMP = bytes.fromhex("efbeadde0df0adde")


def dump(*numbers):
    return DUMP + struct.pack(f"<{len(numbers)}f", *numbers)


def vst3(component, controller=b""):
    return struct.pack("<ii", len(component), 1) + component + struct.pack("<ii", len(controller), 0) + controller


def vstw(chunk):
    return b"VstW" + struct.pack(">3I", 8, 1, 0) + chunk


def fxb(chunk):
    head = b"CcnK" + struct.pack(">I", len(chunk) + 152) + b"FBCh" + bytes(144)
    return head + struct.pack(">I", len(chunk)) + chunk


def fxp(chunk):
    head = b"CcnK" + struct.pack(">I", len(chunk) + 52) + b"FPCh" + bytes(44)
    return head + struct.pack(">I", len(chunk)) + chunk


def fxp_list(*numbers):
    head = b"CcnK" + bytes(4) + b"FxCk" + bytes(12) + struct.pack(">I", len(numbers)) + bytes(28)
    return head + struct.pack(f">{len(numbers)}f", *numbers)


def juce_xml(text, tail=b"\0"):
    xml = text.encode()
    return b"VC2!" + struct.pack("<I", len(xml)) + xml + tail


def cint(number):
    data = number.to_bytes((number.bit_length() + 7) // 8, "little")
    return bytes([len(data)]) + data


def var(value):
    if value is True or value is False:
        payload = b"\2" if value else b"\3"
    elif isinstance(value, int):
        payload = b"\1" + struct.pack("<i", value)
    elif isinstance(value, float):
        payload = b"\4" + struct.pack("<d", value)
    elif isinstance(value, bytes):
        payload = b"\x08" + value
    else:
        payload = b"\5" + value.encode() + b"\0"
    return cint(len(payload)) + payload


def tree(kind, properties=(), children=()):
    props = b"".join(name.encode() + b"\0" + var(value) for name, value in dict(properties).items())
    return kind.encode() + b"\0" + cint(len(dict(properties))) + props + cint(len(children)) + b"".join(children)


def juce_parameters(**values):
    return tree("state", {}, [tree("PARAM", {"id": name, "value": value}) for name, value in values.items()])


def fabfilter(numbers, product=b"FQ3p"):
    return (
        b"FFBS" + struct.pack(f"<II{len(numbers)}f", 1, len(numbers), *numbers) + product + struct.pack("<III", 1, 0, 0)
    )


def fabfilter_preset(numbers, name=b"Mine"):
    head = b"FabF" + struct.pack("<II", 2, len(name)) + name + bytes(4)
    return head + struct.pack(f"<I{len(numbers)}f", len(numbers), *numbers)


def waves(a, b="0 0", active="SETUP_A", garbage=b"\0\0\0\0", code=b"TG5S"):
    xml = f"""<PresetChunkXMLTree version="2">
    <Preset Name="" GenericType="TG12">
        <PresetHeader>
            <PluginName>TG</PluginName>
            <PluginSubComp>{code.decode()}</PluginSubComp>
            <ActiveSetup>{active}</ActiveSetup>
        </PresetHeader>
        <PresetData Setup="SETUP_A"><Parameters Type="RealWorld">{a} </Parameters></PresetData>
        <PresetData Setup="SETUP_B"><Parameters Type="RealWorld">{b} </Parameters></PresetData>
    </Preset>
</PresetChunkXMLTree>
""".encode()
    body = b"XPst" + xml + garbage + b'<Bypass Version="1.0" Bypass="0"/>\n' + garbage
    return struct.pack(">3I", len(body) + 24, 3, 1) + code + b"setA" + struct.pack(">I", len(body)) + body


def brainworx(setups=4, **values):
    records = b"".join(
        code.encode() + struct.pack(f">{setups}f", value, *[0.5] * (setups - 1)) for code, value in values.items()
    )
    head = struct.pack(">4I", len(records) + 17, len(records), len(values), setups) + b"\0"
    return b"BXCk" + struct.pack(">I", 0) + b"Efct" + struct.pack(">I", 0) + b"Pmtr" + head + records + b"\0" * 8


def guitar_rig(time="Mon Feb 25 23:44:13 2019", uuid="mzy1", gain=0.5, extra=""):
    xml = f"""<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<gr-instrument-chunk build-number="8" time="{time}">
  <gr-rack version="1"><fix-components num-items="1"><fix-component id="100" name="Rack"><complete>
    <component id="100" name="Rack" uuid="{uuid}"><component-audio version="2">
      <parameters num-parameters="1"><parameter id="A" name="Input Gain" value="{gain}">
        <base-parameters remote-max="1" remote-min="0"/></parameter></parameters>
    </component-audio></component></complete></fix-component></fix-components>{extra}</gr-rack>
</gr-instrument-chunk>""".encode()
    packed = zlib.compress(b" LMX" + struct.pack("<II", 1, len(xml)) + xml)
    return b"-in-" + bytes(40) + b"atad\2\0\0\0ofnibilz" + struct.pack("<II", len(packed), len(xml)) + packed


def plist(data=None, **more):
    import plistlib

    return plistlib.dumps({"data": data or b"", "manufacturer": 1, **more})


def pairs(values):
    return struct.pack(">3I", 0, 0, len(values)) + b"".join(
        struct.pack(">If", key, value) for key, value in values.items()
    )


def synthmaster(**values):
    records = b"".join(
        f"s_{key}".encode().ljust(6, b"\0") + struct.pack("<IH", round(value * (1 << 23)), 0)
        for key, value in values.items()
    )
    return b"X$\0\0\1\0\0\x00133kp1mst1mskcle" + bytes(12) + records


def ni_text(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def ni_data(kind, body, *around):
    inner = struct.pack("<Q4s2I", 24, b"DSIN", 1, 1) + b"\1\0\0\0"
    for number, content in ((kind, body), *around):
        inner = struct.pack("<Q4s2I", 20 + len(inner) + len(content), b"DSIN", number, 1) + inner + content
    return inner


def ni_item(data, children=(), uuid=b"u" * 16):
    below = b"".join(struct.pack("<I4sI", place, b"DSIN", 1) + child for place, child in enumerate(children))
    rest = data + struct.pack("<2I", 1, len(children)) + below
    return struct.pack("<QI4s2I", 40 + len(rest), 1, b"hsin", 0, 0) + uuid + rest


def fastlz(content):
    """As runs alone, a reference to the byte before for what repeats it."""
    out, place = bytearray(), 0
    while place < len(content):
        repeats = 0
        while place and place + repeats < len(content) and content[place + repeats] == content[place - 1]:
            repeats += 1
        if repeats >= 3:
            length = min(repeats, 264)
            out += bytes([(length - 2) << 5, 0]) if length < 9 else bytes([7 << 5, length - 9, 0])
            place += length
        else:
            out += bytes([0, content[place]])
            place += 1
    return bytes(out)


def ni_effect(entries, groups=(), uuid=b"u" * 16, *, packed=True, tail=b""):
    chunk = b"\1" + struct.pack("<I", len(entries)) + b"".join(ni_text(name) + value for name, value in entries)
    chunk += tail + b"\x0dbe\x85"
    body = struct.pack("<3IQ", 1, 1, 1, len(chunk)) + struct.pack("<2I", 1, 0) + chunk
    inner = ni_item(ni_data(0x6D, body), uuid=uuid[::-1])
    packing = fastlz(inner)
    subtree = struct.pack("<IB2I", 1, 1, len(inner), len(packing)) + packing
    if not packed:
        subtree = struct.pack("<IB", 1, 0) + inner
    host, said = 0, b""
    for group, names in groups:
        said += struct.pack("<2I", 1, len(names)) + ni_text(group)
        for place, name in enumerate(names, 1):
            said += struct.pack("<I", 1) + ni_text(name) + struct.pack("<2f2I", 0, 1, host, place)
            host += 1
    assignments = ni_item(ni_data(0x79, struct.pack("<3I", 1, 1, len(groups)) + said))
    root = ni_item(ni_data(0x76, b""), [assignments, ni_item(ni_data(0x73, subtree, (0x74, bytes(5))))], uuid)
    return b"4$iN" + struct.pack("<4I", 1, 2, len(root), 0)[:12] + root + b"preset browser"


@pytest.fixture(scope="session")
def build():
    return SimpleNamespace(**{name: thing for name, thing in globals().items() if callable(thing) and name[0] != "_"})
