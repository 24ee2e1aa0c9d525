from __future__ import annotations

import io
import json

import pytest

from parsers.errors import BrokenSessionError
from store.errors import StoreError
from tui.errors import WrongUseError
from tui.exits import Exit, exit_of
from tui.lines import Style, Styled
from tui.output import Manner, Output, can_draw


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def output(manner: Manner, stream: io.StringIO | None = None) -> tuple[Output, io.StringIO, io.StringIO]:
    out, err = stream or io.StringIO(), io.StringIO()
    return Output(manner, stdout=out, stderr=err), out, err


def test_no_text_reaches_the_stream_unsafe_whatever_its_style():
    out, stream, _ = output(Manner())
    out.line("Kick [/]\x1b[2J", Styled("\u202etrack\x9b", Style.WARN))
    assert stream.getvalue() == "Kick [/]␛[2J\\u{202e}track\\u{9b}\n"


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    def printed(manner: Manner, stream: io.StringIO) -> str:
        Output(manner, stdout=stream, stderr=io.StringIO()).line(Styled("muted", Style.WARN))
        return stream.getvalue()

    assert "\x1b[" in printed(Manner(), Terminal())
    assert printed(Manner(plain=True), Terminal()) == "muted\n"
    assert printed(Manner(), io.StringIO()) == "muted\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed(Manner(), Terminal()) == "muted\n"


def test_an_error_names_path_place_finding_and_remedy():
    out, _, stream = output(Manner())
    out.error(BrokenSessionError("a block is not closed", path="a\x1b.rpp", line=12, remedy="Save it again."), 3)
    assert stream.getvalue() == "mixtaste: a␛.rpp, line 12: a block is not closed\n  Save it again.\n"


def test_an_error_is_one_line_of_json_for_programs():
    out, _, stream = output(Manner(json=True))
    out.error(BrokenSessionError("a block\nis not closed", path="a.rpp", offset=7), 3)
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line) == {
        "schema": "mixtaste/error/1",
        "path": "a.rpp",
        "line": None,
        "offset": 7,
        "found": "a block\nis not closed",
        "remedy": "",
        "exit": 3,
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BrokenSessionError("x"), Exit.UNREADABLE),
        (StoreError("x"), Exit.STORE),
        (WrongUseError("x"), Exit.WRONG_USE),
    ],
)
def test_each_kind_of_error_has_its_exit_code(error: Exception, code: Exit):
    assert exit_of(error) == code


def test_quiet_keeps_remarks_and_progress_back():
    out, _, stream = output(Manner(quiet=True))
    out.remark("watching")
    out.rewrite("reading 1 of 2")
    assert stream.getvalue() == ""


def test_blocks_and_braille_are_drawn_only_where_the_encoding_has_them():
    assert can_draw(io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert not can_draw(io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
