"""Read before anything else in a test run (`-p tests.environment`), as settings are read once.

Every process gets a folder of its own for what a library keeps; it is deleted when the process ends.
"""

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="heeded-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["HEEDED_MODE"] = "test"
os.environ["HEEDED_DATA"] = folder
