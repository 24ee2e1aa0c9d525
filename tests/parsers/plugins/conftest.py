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


@pytest.fixture(scope="session")
def build():
    return SimpleNamespace(**{name: thing for name, thing in globals().items() if callable(thing) and name[0] != "_"})
