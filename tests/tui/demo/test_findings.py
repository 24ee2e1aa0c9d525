"""The demonstration on a very small archive, through the same code as any archive."""

from __future__ import annotations

import json
from typing import Any

import pytest

from profiler.config import Config
from profiler.service.pipeline import Pipeline
from profiler.studio.demo_script import build_demo
from store.database import open_store
from tui.demo.findings import Section, sections
from tui.lines import plain
from tui.strict_json import dumps


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Section]:
    folder = tmp_path_factory.mktemp("demo")
    truth = build_demo(folder / "archive", songs=1)
    pipeline = Pipeline(open_store(folder / "store"), Config())
    try:
        return list(sections(pipeline, truth, folder / "archive", columns=80, plain=False, progress=lambda _: None))
    finally:
        pipeline.close()


def test_everything_that_the_demonstration_promises_is_shown(findings: list[Section]):
    assert [section.name for section in findings] == [
        "read",
        "families",
        "settled",
        "taste",
        "unsettled",
        "question",
        "window",
        "profiles",
        "differences",
        "ranking",
    ]
    assert all(section.lines for section in findings)


def test_the_truth_stands_beside_what_was_found(findings: list[Section]):
    for section in findings:
        if section.name in {"taste", "window", "profiles", "ranking"}:
            assert any("truth: " in plain(line) for line in section.lines), section.name


def test_the_lines_fit_a_terminal_of_80_columns(findings: list[Section]):
    for section in findings:
        assert all(len(plain(line)) <= 80 for line in section.lines), section.name


def test_what_programs_are_told_is_of_its_schema(findings: list[Section], conforms: Any):
    told = {section.name: section.data for section in findings}
    conforms(json.loads(dumps({"schema": "mixtaste/demo/1", "truth": {"Ada": "", "Ben": ""}, **told})))


def test_the_archive_holds_both_engineers_saves(findings: list[Section]):
    data = findings[0].data
    assert isinstance(data, dict)
    assert set(data) == {"Ada", "Ben"}
    assert all(told["read"] >= 4 and told["failed"] == 0 for told in data.values())
