"""An X server of the tests' own, for what only a real one shows."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def x_server(width: int, height: int) -> Iterator[str]:
    """Its display, such as ":7"; the test is skipped where there is no Xvfb."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("NO XVFB HERE: nothing was tried on an X server")
    read, write = os.pipe()
    command = [server, "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as process:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            process.terminate()
