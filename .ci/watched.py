"""Runs pytest and watches it: a test process that dies or hangs fails the run, and its dump is printed."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

WINDOWS = os.name == "nt"
SILENT = 660  # seconds without a sign of life; a single test may take 120, some that begin first 600
LONGEST = 1800  # seconds for all tests, on a slow computer
LAST_WORDS = 10  # seconds that processes get to write their dumps
# A worker that dies ends the run; pytest's own dumps would end with pytest, before the interpreter does.
ALWAYS = ["--max-worker-restart", "0", "-p", "no:faulthandler"]


def pytest_watched(
    arguments: Sequence[str],
    *,
    silent: float = SILENT,
    longest: float = LONGEST,
    show: Callable[[str], object] = lambda text: print(text, end="", flush=True),
) -> tuple[int, str]:
    """Exit status and last line. The status is not 0 if a process died, even after its last test had passed."""
    with tempfile.TemporaryDirectory(prefix="test-dumps-") as folder:
        command = [sys.executable, "-m", "pytest", *ALWAYS, *arguments]
        run = _Run(command, {**os.environ, "CRASH_DUMPS": folder}, show)
        trouble = run.until_done(silent, longest)
        dumps = [path for path in sorted(Path(folder).iterdir()) if path.stat().st_size]
        for path in dumps:
            show(f"\n--- the test process {path.stem} died\n{path.read_text(encoding='utf-8', errors='replace')}\n")
    if trouble:
        show(f"\n--- {trouble}\n")
    if trouble or dumps:
        return max(abs(run.status), 1), trouble or f"{len(dumps)} test process(es) died: see above"
    return abs(run.status), run.last_line


class _Run:
    """One pytest with all the processes it starts."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], show: Callable[[str], object]) -> None:
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=not WINDOWS,
        )
        self._show = show
        self._heard = time.monotonic()
        self.last_line = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def status(self) -> int:
        return self._process.returncode

    def until_done(self, silent: float, longest: float) -> str:
        """Wait for the end, or put one to it; what was wrong, if anything was."""
        begun, trouble = time.monotonic(), ""
        try:
            while self._process.poll() is None and not trouble:
                self._reader.join(0.2)
                now = time.monotonic()
                if now - self._heard > silent:
                    trouble = f"the tests were stopped: nothing was heard of them for {silent:.0f} s"
                elif now - begun > longest:
                    trouble = f"the tests were stopped: they had not ended after {longest:.0f} s"
            return trouble
        finally:
            self._end()

    def _read(self) -> None:
        assert self._process.stdout is not None
        unfinished = ""
        while chunk := os.read(self._process.stdout.fileno(), 65536):
            self._heard = time.monotonic()
            text = chunk.decode("utf-8", "replace")
            self._show(text)
            *lines, unfinished = (unfinished + text).split("\n")
            self.last_line = next((words for line in reversed(lines) if (words := line.strip(" =\r"))), self.last_line)

    def _end(self) -> None:
        """Let whatever is left write its dump, then end it."""
        if self._process.poll() is None:
            self._tell(getattr(signal, "SIGABRT", signal.SIGTERM))
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(LAST_WORDS)
        self._tell(getattr(signal, "SIGKILL", signal.SIGTERM))
        self._process.wait()
        self._reader.join(LAST_WORDS)
        if self._process.stdout is not None and not self._reader.is_alive():
            self._process.stdout.close()

    def _tell(self, sign: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if WINDOWS:
                self._process.terminate()
            else:
                os.killpg(self._process.pid, sign)
