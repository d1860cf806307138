"""The two kinds of store that files may lie in: a folder, and a server that speaks S3 on this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from heeded.config.file_store import file_store


class Server:
    """An S3-compatible store that can go away and come back, with what it holds."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        self.port = self._server.get_host_and_port()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def go_away(self) -> None:
        self._server.stop()

    def come_back(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self._server.start()

    def client(self) -> Any:
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name="eu-west-2",
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Server]:
    server = Server()
    yield server
    server.go_away()


@pytest.fixture
def s3(s3_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    return s3_server


@pytest.fixture
def bucket(s3: Server, request: pytest.FixtureRequest) -> str:
    """An empty bucket of this test's own."""
    name = f"files-{abs(hash(request.node.nodeid)):x}"[:60]
    s3.client().create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    return name


_SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in ("s3", "s3-with-prefix")]


@pytest.fixture(params=["folder", "shared-folder", *_SLOW])
def store(request: pytest.FixtureRequest, folders: Path, settings: object, tmp_path: Path) -> str:
    """Each kind of store in turn; its name."""
    where = {"folder": "", "shared-folder": str(tmp_path / "shared" / "files")}.get(request.param)
    if where is None:
        server, name = request.getfixturevalue("s3"), request.getfixturevalue("bucket")
        prefix = "/the/library" if request.param == "s3-with-prefix" else ""
        where = f"s3://{name}{prefix}?endpoint={server.address}&region=eu-west-2"
    settings.STORAGES = {**settings.STORAGES, "default": file_store(where, data=folders)}
    settings.WORK_FOLDER = folders / "work"
    return request.param
