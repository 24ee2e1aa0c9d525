"""The smallest host that runs an LV2 plug-in on this machine: what `benchmarks/lv2.py` measures decoders with.

Ports are found by ``lv2info`` (package lilv-utils). Offered are urid:map, urid:unmap and options with the block length;
event ports get empty sequences. A plug-in that needs more is refused. A crash of a plug-in is a crash of the benchmark.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Host", "Port", "ports_of"]

_BLOCK = 256
_EVENT_BYTES = 65_536
_CORE = "http://lv2plug.in/ns/lv2core#"
_EXTENSION = "http://lv2plug.in/ns/ext/"


@dataclass(frozen=True, slots=True)
class Port:
    """One port: its symbol and name, kinds (``InputPort``, ``ControlPort`` …), and what its number may be.

    steps  its number is a whole one
    """

    index: int
    symbol: str
    name: str
    kinds: frozenset[str]
    least: float
    most: float
    default: float
    steps: bool


def ports_of(uri: str) -> tuple[list[Port], str, str]:
    """Ports, binary and bundle of an installed plug-in; no ports where it is not installed."""
    # The program is looked for on the path: where it lies differs from system to system.
    told = subprocess.run(["lv2info", uri], capture_output=True, text=True, check=False).stdout  # noqa: S607 - as above
    head, *parts = re.split(r"\n\tPort \d+:\n", told)
    return (
        [_port(index, part) for index, part in enumerate(parts)],
        _line(head, "Binary").removeprefix("file://"),
        _line(head, "Bundle").removeprefix("file://"),
    )


def _port(index: int, told: str) -> Port:
    kinds = frozenset(re.findall(r"#(\w+Port)\b", told))
    least, most, default = (float(_line(told, name) or 0) for name in ("Minimum", "Maximum", "Default"))
    named = re.search(r"^\s+Name:\s+(.*)$", told, re.MULTILINE)
    name = named[1].strip() if named else ""
    return Port(
        index, _line(told, "Symbol"), name, kinds, least, most, default, "#integer" in told or "#toggled" in told
    )


def _line(told: str, name: str) -> str:
    found = re.search(rf"^\s+{name}:\s+(\S+)", told, re.MULTILINE)
    return found[1] if found else ""


class _Feature(ctypes.Structure):
    _fields_ = (("uri", ctypes.c_char_p), ("data", ctypes.c_void_p))


class _Descriptor(ctypes.Structure):
    _fields_ = (
        ("uri", ctypes.c_char_p),
        *((name, ctypes.c_void_p) for name in ("instantiate", "connect_port", "activate", "run", "deactivate")),
        *((name, ctypes.c_void_p) for name in ("cleanup", "extension_data")),
    )


class _Option(ctypes.Structure):
    _fields_ = (
        ("context", ctypes.c_int),
        *((name, ctypes.c_uint32) for name in ("subject", "key", "size", "type")),
        ("value", ctypes.c_void_p),
    )


_INSTANTIATE = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.POINTER(_Descriptor), ctypes.c_double, ctypes.c_char_p, ctypes.c_void_p
)
_CONNECT = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p)
_CALL = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_RUN = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32)
_MAP = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_char_p)
_UNMAP = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p, ctypes.c_uint32)


class _Pair(ctypes.Structure):
    _fields_ = (("handle", ctypes.c_void_p), ("function", ctypes.c_void_p))


class Host:
    """One running instance.

    Raises  OSError, or ValueError where the plug-in is not installed or does not start
    """

    def __init__(self, uri: str, rate_hz: int = 48_000) -> None:
        self.ports, binary, bundle = ports_of(uri)
        if not self.ports:
            raise ValueError(f"{uri} is not installed")
        self._kept: list[Any] = []
        self._numbers: list[bytes] = []
        self._descriptor = self._find(uri, binary)
        start = _INSTANTIATE(self._descriptor.instantiate)
        handle = start(ctypes.byref(self._descriptor), float(rate_hz), bundle.encode(), self._features())
        if not handle:
            raise ValueError(f"{uri} does not start")
        self._handle = handle
        self._controls: dict[str, ctypes.c_float] = {}
        self._events: list[tuple[Any, bool]] = []
        self._inputs: list[Any] = []
        self._outputs: list[Any] = []
        self._connect()
        if self._descriptor.activate:
            _CALL(self._descriptor.activate)(self._handle)

    def set(self, numbers: dict[str, float]) -> None:
        """Turn knobs."""
        for symbol, number in numbers.items():
            self._controls[symbol].value = number

    def run(self, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        """What comes out of the first output when this goes into every input, whole blocks."""
        found = []
        for place in range(0, len(sound), _BLOCK):
            block = np.zeros(_BLOCK, np.float32)
            piece = sound[place : place + _BLOCK]
            block[: len(piece)] = piece
            for buffer in self._inputs:
                ctypes.memmove(buffer, block.tobytes(), block.nbytes)
            for buffer, incoming in self._events:
                buffer[0] = 8 if incoming else _EVENT_BYTES - 8
                buffer[1] = self._number(f"{_EXTENSION}atom#Sequence".encode())
                buffer[2] = buffer[3] = 0
            _RUN(self._descriptor.run)(self._handle, _BLOCK)
            found.append(np.frombuffer(bytes(self._outputs[0]), np.float32).copy())
        return np.concatenate(found)

    def _find(self, uri: str, binary: str) -> _Descriptor:
        library = ctypes.CDLL(str(Path(binary)))
        self._kept.append(library)
        library.lv2_descriptor.restype = ctypes.POINTER(_Descriptor)
        index = 0
        while found := library.lv2_descriptor(ctypes.c_uint32(index)):
            if found.contents.uri == uri.encode():
                descriptor: _Descriptor = found.contents
                return descriptor
            index += 1
        raise ValueError(f"{binary} holds no {uri}")

    def _number(self, uri: bytes) -> int:
        if uri not in self._numbers:
            self._numbers.append(uri)
        return self._numbers.index(uri) + 1

    def _features(self) -> Any:
        to_number = _MAP(lambda _, uri: self._number(uri))
        to_uri = _UNMAP(lambda _, number: self._numbers[number - 1])
        length = ctypes.c_int32(_BLOCK)
        options = (_Option * 4)()
        for place, name in enumerate(("minBlockLength", "maxBlockLength", "nominalBlockLength")):
            key, kind = (
                self._number(f"{_EXTENSION}buf-size#{name}".encode()),
                self._number(b"%satom#Int" % _EXTENSION.encode()),
            )
            options[place] = _Option(0, 0, key, 4, kind, ctypes.addressof(length))
        pairs = [_Pair(None, ctypes.cast(function, ctypes.c_void_p)) for function in (to_number, to_uri)]
        features = [
            _Feature(f"{_EXTENSION}urid#map".encode(), ctypes.addressof(pairs[0])),
            _Feature(f"{_EXTENSION}urid#unmap".encode(), ctypes.addressof(pairs[1])),
            _Feature(f"{_EXTENSION}options#options".encode(), ctypes.addressof(options)),
            _Feature(f"{_EXTENSION}buf-size#boundedBlockLength".encode(), None),
        ]
        listed = (ctypes.c_void_p * (len(features) + 1))(*map(ctypes.addressof, features))
        self._kept += [to_number, to_uri, length, options, pairs, features, listed]
        return listed

    def _connect(self) -> None:
        connect = _CONNECT(self._descriptor.connect_port)
        for port in self.ports:
            buffer: Any
            if port.kinds & {"ControlPort", "CVPort"}:
                buffer = self._controls[port.symbol] = ctypes.c_float(port.default)
            elif "AudioPort" in port.kinds:
                buffer = (ctypes.c_float * _BLOCK)()
                (self._inputs if "InputPort" in port.kinds else self._outputs).append(buffer)
            else:
                buffer = (ctypes.c_uint32 * (_EVENT_BYTES // 4))()
                self._events.append((buffer, "InputPort" in port.kinds))
            connect(self._handle, port.index, ctypes.addressof(buffer))
