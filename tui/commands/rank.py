"""`mixtaste rank`: candidates of another program, best first."""

from __future__ import annotations

import json
from pathlib import Path

import click

from parsers.errors import UnreadableFileError
from tui.program import command
from tui.shell import Shell

_LARGEST = 32_000_000


@command(example="mixtaste rank candidates.json --session 'Lead Song.rpp' --json")
@click.argument("candidates", type=click.Path(), metavar="CANDIDATES.json")
@click.option("--session", required=True, type=click.Path(), metavar="FILE", help="The session they are for.")
def rank(shell: Shell, candidates: str, session: str) -> None:
    """Rank candidates that another program made, by this engineer's taste, with the parts of each score.

    The file holds a JSON array of {"id", "changes": [{"object", "term", "from", "to", "unit"}], "note"}; an object is a
    track's name or GUID. Say what became of one with `mixtaste suggest accept|retry|ignore ID`.
    """
    from tui.views.suggestion import suggestion_lines

    found = shell.pipeline.rank(shell.user_id, session, _read(candidates))
    shell.answer(
        lambda: [suggestion.to_json() for suggestion in found],
        lambda: suggestion_lines(found, columns=shell.out.columns),
    )


def _read(path: str) -> object:
    """The JSON value in a file. Raises UnreadableFileError, with the line where it is no JSON."""
    try:
        if Path(path).stat().st_size > _LARGEST:
            raise UnreadableFileError(
                f"larger than {_LARGEST // 1_000_000} MB", path=path, remedy="Rank them in parts."
            )
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise UnreadableFileError(f"no JSON ({error.msg})", path=path, line=error.lineno) from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableFileError(f"cannot be read ({error})", path=path) from error
