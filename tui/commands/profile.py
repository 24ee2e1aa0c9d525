"""`mixtaste profile`: the aesthetic profile."""

from __future__ import annotations

from pathlib import Path

import click

from parsers.errors import UnreadableFileError
from tui.program import group
from tui.shell import Shell
from tui.writing import write_whole


@group(example="mixtaste profile show\nmixtaste profile export my-taste.json")
def profile() -> None:
    """Show, export or import the aesthetic profile: what remains when the reasons are taken out."""


@profile.subcommand(example="mixtaste profile show\nmixtaste profile show --json")
def show(shell: Shell) -> None:
    """Show what is known of your taste, with how surely and from how many songs."""
    from profiler.exports.profile_json import to_json
    from tui.views.profile import profile_lines

    user = shell.pipeline.user(shell.user)
    found = shell.pipeline.profile(user.id)
    shell.answer_one(lambda: to_json(found), lambda: profile_lines(found, columns=shell.out.columns, name=user.name))


@profile.subcommand(example="mixtaste profile export my-taste.json")
@click.argument("file", type=click.Path())
@click.option("--with-names", is_flag=True, help="Also the windows in single songs, which name the songs.")
def export(shell: Shell, file: str, *, with_names: bool) -> None:
    """Write the profile to a new file that ranks the same elsewhere.

    It holds no name of a song, track or path unless you ask for it.
    """
    from profiler.exports.profile_json import dumps

    text = dumps(shell.pipeline.profile(shell.user_id), with_names=with_names)
    write_whole(Path(file), text, kind="a profile", mark="mixtaste/profile/")
    shell.answer_one(lambda: {"schema": "mixtaste/exported/1", "path": file}, lambda: [("Written: ", file)])


@profile.subcommand(name="import", example="mixtaste profile import my-taste.json --user Anna")
@click.argument("file", type=click.Path())
def import_(shell: Shell, file: str) -> None:
    """Take in a profile that `profile export` made, in place of what was imported before."""
    from profiler.exports.checked import ImportRefusedError
    from profiler.exports.profile_json import to_json
    from tui.views.profile import profile_lines

    user = shell.pipeline.user(shell.user)
    try:
        taken = shell.pipeline.import_profile(user.id, Path(file).read_bytes())
    except OSError as error:
        raise UnreadableFileError(f"cannot be read ({error.strerror or error})", path=file) from error
    except ImportRefusedError as error:
        raise UnreadableFileError(error.found, path=file, remedy=error.remedy) from error
    shell.answer_one(lambda: to_json(taken), lambda: profile_lines(taken, columns=shell.out.columns, name=user.name))
