"""Read before anything else in a test run (`-p tests.environment`), as settings are read once.

Every process gets a folder of its own for what a library keeps; it is deleted when the process ends. With
HEEDED_TEST_DATABASE=postgresql each process also gets a PostgreSQL server of its own: numbers of transactions count
over a whole server, so that two processes on one would see each other's.
"""

import atexit
import os
import shutil
import tempfile

from tests.database.server import Server

folder = tempfile.mkdtemp(prefix="heeded-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["HEEDED_MODE"] = "test"
os.environ["HEEDED_DATA"] = folder
os.environ.pop("DATABASE_URL", None)  # never somebody's own
server = Server() if os.environ.get("HEEDED_TEST_DATABASE") == "postgresql" else None
if server is not None:
    atexit.register(server.remove)
    os.environ["DATABASE_URL"] = server.address("heeded")
