"""Which plug-in's state is read by what; a module is imported when its first state is read.

A plug-in is known by its format and unique id, never by its name, which is the user's option. Where many editions of a
plug-in (VST2, VST3, AU, from any host) keep one container, it is known by what the contents call themselves: the root
of its XML. To add a plug-in, add a module that offers `Decoder`'s functions, or an object with them, and a line to the
table. A plug-in that neither table knows is read as far as its containers go: its own names and places, raw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from parsers.errors import UnwritableSessionError
from parsers.plugins.containers.contents import Budget, Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import term_of
from parsers.plugins.scales import rounded
from parsers.plugins.vst3 import number_of
from parsers.session import Coverage, Plugin, Scalar, Value

__all__ = ["Decoder", "Reading", "decodable", "decoder_for", "fields_of", "meaning", "read", "rewritten"]


class Decoder(Protocol):
    """What is offered for one plug-in. A state is the bytes inside the host's wrapper."""

    def decode(self, state: bytes) -> dict[str, Value]:
        """Term → value. Raises BrokenStateError, and nothing else, on any bytes that are no healthy state."""

    def encode(self, state: bytes, parameters: Mapping[str, Value]) -> bytes:
        """The state with these values set; bytes of unchanged values are kept. Raises UnwritableSessionError."""

    def fresh(self, parameters: Mapping[str, Value]) -> bytes:
        """The state of a new instance with these values set. Raises UnwritableSessionError."""

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:
        """Term of the parameter envelope with this index and name, and what turns its points into the term's unit."""


class Reading(NamedTuple):
    """What a state says.

    meaning  what of it is compared: its settings in a fixed order, or its bytes without what is known to be no setting;
             two states with equal meaning sound the same as far as is known
    trouble  what kept it from being read further, or ""
    """

    parameters: Mapping[str, Value]
    coverage: Coverage
    meaning: bytes
    trouble: str

    @property
    def hash(self) -> str:
        """sha256 of the meaning as 32 hex digits, "" for nothing."""
        return sha256(self.meaning).hexdigest()[:32] if self.meaning else ""


_MODULES = {
    ("VST2", "1919247729"): "reaeq",
    ("VST2", "1919247213"): "reacomp",
    ("VST2", "1919248244"): "reagate",
    ("VST2", "1919247468"): "readelay",
    ("VST2", "1919708532"): "realimit",
    ("VST2", "1920361016"): "reaverbate",
    ("VST2", "1919251321"): "reasynth",
    ("VST2", "1919118692"): "reacontrolmidi:reacontrolmidi",
    ("VST2", "1919252579"): "cockos:reaxcomp",
    ("VST2", "1919250531"): "cockos:reapitch",
    ("VST2", "1919247986"): "cockos:reafir",
    ("VST2", "1919252066"): "cockos:reaverb",
    ("VST3", "756089518"): "fabfilter:pro_q_3",
    ("VST2", "1179726704"): "fabfilter:pro_q_3",
    ("VST2", "1179726448"): "fabfilter:pro_q_2",
    ("AU", "aumf/FQ2p/FabF"): "fabfilter:pro_q_2_au",
    ("VST3", "1847376412"): "fabfilter_dynamics:pro_mb",
    ("VST3", "1000537396"): "fabfilter_dynamics:pro_c_2",
    ("VST3", "2024995055"): "fabfilter_dynamics:pro_g",
    ("AU", "aumf/FPGr/FabF"): "fabfilter_dynamics:pro_g_au",
    ("VST3", "838599213"): "fabfilter_dynamics:pro_ds",
    ("VST3", "1938458649"): "fabfilter_dynamics:pro_l_2",
    ("VST2", "1179398768"): "fabfilter_dynamics:pro_l_2_list",
    ("VST3", "1563913648"): "softube:tape",
    ("VST2", "1313098066"): "nadir:nadir",
    ("VST2", "1282829426"): "wavesabre:leveller",
    ("VST2", "1399026546"): "wavesabre:scissor",
    ("VST2", "1399681896"): "wavesabre:smasher",
    ("VST2", "1164142703"): "wavesabre:echo",
    ("VST2", "1130917218"): "wavesabre:chamber",
    ("VST2", "1131574120"): "wavesabre:crusher",
    ("VST2", "1130460264"): "wavesabre:cathedral",
    ("VST2", "1417114484"): "wavesabre:twister",
    ("VST2", "1181508462"): "wavesabre:falcon",
    ("VST2", "1399616626"): "wavesabre:slaughter",
    ("VST2", "1097100404"): "wavesabre:adultery",
}
"""(format, id) → module, or module and the object in it."""

_ROOTS = {
    ("xml", "TDRNova"): "tdr:nova",
    ("xml", "TDRKotelnikov"): "tdr:kotelnikov",
    ("xml", "TDRKotelnikovGE"): "tdr:kotelnikov",
    ("xml", "TDRVOSSlickEQ"): "tdr:slick_eq",
    ("xml", "FGXSETTINGS"): "slate_fgx:read",
    ("xml", "package"): "slate:read",
    ("xml", "ValhallaRoom"): "valhalla:read",
    ("xml", "ValhallaVintageVerb"): "valhalla:read",
    ("xml", "ValhallaSupermassive"): "valhalla:read",
}
"""(container, what the contents call themselves) → module and the function in it that reads them."""

_MOST_SHOWN = 2048
"""A state with more settings than this is no panel of knobs: it is compared as a whole."""


def decoder_for(plugin: Plugin) -> Decoder | None:
    """The decoder of this plug-in, or None where no layout is known by its id."""
    if plugin.format == "JS":
        return _script(plugin.uid)
    name = _module_of(plugin)
    if name is not None:
        return cast("Decoder", _imported(name))
    return _airwindows(plugin.format, plugin.uid) if plugin.format in ("VST2", "AU") else None


def _module_of(plugin: Plugin) -> str | None:
    uid = number_of(plugin.uid) if plugin.format == "VST3" else plugin.uid
    return _MODULES.get((plugin.format, uid))


def decodable() -> tuple[tuple[str, str], ...]:
    """(format, unique id) of every plug-in that has a decoder of its own."""
    return tuple(_MODULES)


def read(plugin: Plugin, state: bytes) -> Reading:
    """Read a state, wherever it comes from.

    A damaged state of a plug-in or container that is known is opaque, with the trouble; so is one that has no known
    container, without.
    """
    from parsers.plugins.masks import meaningful_bytes

    try:
        values = _decoded(plugin, state)
        if values is not None:
            return Reading(values, _coverage(plugin), canonical(values), "")
        contents = _opened(state)
        if contents is not None and contents.fields:
            return _read_contents(contents)
    except BrokenStateError as error:
        return Reading({}, "opaque", meaningful_bytes(state), str(error))
    return Reading({}, "opaque", meaningful_bytes(state), "")


def _decoded(plugin: Plugin, state: bytes) -> dict[str, Value] | None:
    """Term → value by the plug-in's decoder, or None where there is none.

    The id of a VST2 of Airwindows proves nothing: other makers use some of the same four letters. Where such a state
    has another layout, it is another's.
    """
    decoder = decoder_for(plugin)
    if decoder is None:
        return None
    try:
        return decoder.decode(state)
    except BrokenStateError:
        if plugin.format == "VST2" and _module_of(plugin) is None:
            return None
        raise


def meaning(plugin: Plugin, state: bytes) -> bytes:
    """What of a state is compared: see `Reading`."""
    return read(plugin, state).meaning


def rewritten(plugin: Plugin, state: bytes, changed: Mapping[str, Value]) -> bytes:
    """The state with these values; every byte whose value stays the same is kept.

    Raises  UnwritableSessionError where the plug-in's layout is not proved safe to write, or the value impossible.
    """
    decoder = decoder_for(plugin)
    if decoder is None:
        raise UnwritableSessionError(f"{', '.join(changed)} of {plugin.name or 'a plug-in'} cannot be written")
    return decoder.encode(state, changed)


def fields_of(plugin: Plugin, state: bytes) -> dict[str, Scalar]:
    """Every setting of a state by its own name or place, masks applied: what teaching compares.

    Empty where the state is opaque. A decoder's standard terms stand beside the plug-in's own names.
    """
    reading = read(plugin, state)
    return {term: value.value for term, value in reading.parameters.items()}


def canonical(values: Mapping[str, Value]) -> bytes:
    """The settings in a fixed order, one a line: equal for equal settings, whatever order they were stored in."""
    return _in_order({term: value.value for term, value in values.items()})


def _in_order(settings: Mapping[str, Scalar]) -> bytes:
    return repr([(term, settings[term]) for term in sorted(settings)]).encode("utf-8", "replace")


def _read_contents(contents: Contents) -> Reading:
    from parsers.plugins.masks import LONGEST_LABEL, settings
    from parsers.plugins.reading import raw

    name = _ROOTS.get((contents.kind, contents.root))
    if name is not None:
        values = cast("Callable[[Contents], dict[str, Value]]", _imported(name))(contents)
        return Reading(values, "decoded", canonical(values), "")
    heard = settings(contents.fields)
    if contents.numbered:
        heard = {path: rounded(value) if isinstance(value, float) else value for path, value in heard.items()}
    if len(heard) > _MOST_SHOWN:
        return Reading({}, "opaque", _in_order(heard), "")
    values = {
        term_of(path): raw(value)
        for path, value in heard.items()
        if not isinstance(value, str) or len(value) <= LONGEST_LABEL
    }
    return Reading(values, "named", _in_order(heard), "")


def _coverage(plugin: Plugin) -> Coverage:
    return "named" if plugin.format == "JS" or _module_of(plugin) is None else "decoded"


def _opened(state: bytes) -> Contents | None:
    from parsers.plugins.containers.opening import open_state

    return open_state(state, Budget())


@cache
def _imported(name: str) -> object:
    module, _, thing = name.partition(":")
    found = import_module(f"parsers.plugins.{module}")
    return getattr(found, thing) if thing else found


@lru_cache(maxsize=512)
def _airwindows(format_name: str, uid: str) -> Decoder | None:
    from parsers.plugins.airwindows import airwindows

    return airwindows(format_name, uid)


@lru_cache(maxsize=512)
def _script(path: str) -> Decoder:
    from parsers.plugins.js import JsReader, installed

    return JsReader(installed(path))
