"""What every thread was doing when a test process died, in a file of the folder that the run names.

`.ci/watched.py` prints the files and fails the run. The number of the file stays open until the very end of the
process, so that a death while the interpreter shuts down is told too. Without a folder the standard error is told.
"""

import faulthandler
import os
import sys
from pathlib import Path

_folder = os.environ.get("CRASH_DUMPS")
if _folder:
    _name = f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{os.getpid()}.txt"
    faulthandler.enable(file=os.open(Path(_folder) / _name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
else:
    faulthandler.enable(file=sys.__stderr__)
