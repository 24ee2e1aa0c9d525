from __future__ import annotations

from io import StringIO

import pytest

from profiler.service.reports import Progress
from tui.output import Manner, Output
from tui.progress import ProgressLine, sentence


@pytest.mark.parametrize(
    ("manner", "said"),
    [(Manner(), "Once more, all of it.\n"), (Manner(quiet=True), ""), (Manner(json=True), "")],
)
def test_a_heading_is_said_once_and_only_when_there_is_something_to_do(manner: Manner, said: str) -> None:
    err = StringIO()
    with ProgressLine(Output(manner, stdout=StringIO(), stderr=err), heading="Once more, all of it.") as line:
        assert err.getvalue() == ""
        for done in range(3):
            line(Progress("following", done, 3, "Tide"))
    assert err.getvalue() == said


def test_what_is_left_is_estimated_once_enough_was_done() -> None:
    assert sentence(Progress("reading", 1, 1_000, "/a/b.rpp"), 1.0) == "reading 1 of 1,000 · b.rpp"
    assert sentence(Progress("reading", 500, 1_000, "/a/b.rpp"), 60.0).startswith(
        "reading 500 of 1,000 · about 60 s left"
    )
