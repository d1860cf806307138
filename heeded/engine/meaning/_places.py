"""Where the model lies."""

import sys
from pathlib import Path

GRAPH_FILE, TOKENIZER_FILE, WEIGHTS_FILE = "model.onnx", "tokenizer.json", "model.safetensors"
# Beside this Python, for every library on the machine: what `make setup` fills.
SHARED_FOLDER = Path(sys.prefix) / "share" / "heeded" / "model"


def model_folder(*, chosen: Path | None, library: Path | None) -> Path | None:
    """The folder to open: the one the operator chose, else the library's own, else this machine's; None where none is.

    A folder that was chosen is given back whatever is in it, so that opening it says what is wrong.
    """
    if chosen is not None:
        return chosen
    own = [library / "model"] if library is not None else []
    return next((folder for folder in (*own, SHARED_FOLDER) if (folder / GRAPH_FILE).is_file()), None)
