"""The written interface is what the program does."""

from __future__ import annotations

import json
from pathlib import Path

from tui.reference import PARTS, fill

DOCS = Path(__file__).parents[2] / "docs"


def test_the_made_parts_of_the_interface_page_are_up_to_date():
    page = (DOCS / "interface.md").read_text()
    assert all(f"<!-- made: {name} -->" in page for name in PARTS)
    assert fill(page, DOCS / "schemas") == page, "run: python -m tui.reference docs/interface.md"


def test_every_schema_is_named_as_its_file_and_leads_nowhere_else():
    files = {file.name for file in (DOCS / "schemas").glob("*.json")}
    for name in files:
        schema = json.loads((DOCS / "schemas" / name).read_text())
        assert schema["$id"] == name
        title, version = name.removesuffix(".json").rsplit("-", 1)
        assert schema["title"] == f"mixtaste/{title}/{version}"
        assert schema["additionalProperties"] is False
        for reference in references(schema):
            assert reference in files


def references(schema: object) -> list[str]:
    if isinstance(schema, dict):
        own = [schema["$ref"]] if "$ref" in schema else []
        return own + [found for part in schema.values() for found in references(part)]
    return [found for part in schema for found in references(part)] if isinstance(schema, list) else []
