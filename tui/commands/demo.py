"""`mixtaste demo`: everything, on an archive made for the purpose."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tui.lines import Style, Styled
from tui.program import command
from tui.shell import Shell


@command(example="mixtaste demo")
def demo(shell: Shell) -> None:
    """Simulate two engineers with different tastes, learn their archive like any other, and show what is found.

    The truth is printed beside each finding. Everything happens in a temporary folder; your own store is not touched.
    """
    from profiler.config import Config
    from profiler.service.pipeline import Pipeline
    from profiler.studio.demo_script import TRUE_STYLES, build_demo
    from store.database import open_store
    from tui.demo.findings import sections
    from tui.progress import ProgressLine

    with tempfile.TemporaryDirectory(prefix="mixtaste-demo-") as made, ProgressLine(shell.out) as progress:
        archive = Path(made) / "archive"
        shell.out.remark("Two engineers mix ten songs each (simulated, with recordings): about half a minute.")
        truth = build_demo(archive)
        pipeline = Pipeline(open_store(Path(made) / "store"), Config())
        told: dict[str, object] = {"schema": "mixtaste/demo/1", "truth": dict(TRUE_STYLES)}
        try:
            for section in sections(
                pipeline, truth, archive, columns=shell.out.columns, plain=shell.manner.plain, progress=progress
            ):
                told[section.name] = section.data
                if not shell.manner.json:
                    progress.wipe()
                    shell.out.line()
                    shell.out.line(Styled(section.title, Style.TITLE))
                    shell.out.lines(section.lines)
                    shell.out.flush()
        finally:
            pipeline.close()
        if shell.manner.json:
            shell.out.json_line(told)
