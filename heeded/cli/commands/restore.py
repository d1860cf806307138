"""`heeded restore FILE --data DIR`: make a library from a backup; what was erased since stays erased."""

import argparse
from pathlib import Path

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a backup")
    parser.add_argument(
        "--erasures", metavar="FILE", help="erasures.jsonl of the library that the backup is of"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    import django

    from heeded.config.environment import use_settings

    use_settings()
    django.setup()
    from django.conf import settings

    from heeded.core.schema import bring_up_to_date
    from heeded.intake.backups import restore
    from heeded.library.services import replay_erasures
    from heeded.people.viewer import OPERATOR
    from heeded.search.services import rebuild

    erasures = Path(chosen.erasures) if chosen.erasures else None
    manifest = restore(Path(chosen.file), Path(settings.DATA), erasures=erasures)
    bring_up_to_date(open_library(make=False, upgrade=True))
    erased = replay_erasures(by=OPERATOR)
    rebuild(progress=lambda count: out.progress(f"{count} documents made findable"))
    out.answer({"files": len(manifest["files"]), "erased again": erased})
    out.say(
        f"{len(manifest['files'])} files restored; {erased} documents that were erased since are erased again."
    )
    return 0
