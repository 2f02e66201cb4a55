"""Standard output and standard error of a process whose readers may go away before it has ended."""

import io
import os
import sys
from typing import TextIO


class _Heard(io.FileIO):
    """A descriptor that is written to as long as someone reads; afterwards the output goes nowhere."""

    def write(self, data: object) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]  # any buffer, as in the base class
        except OSError as error:
            self._lead_nowhere()
            if _reader_is_gone(error):
                return memoryview(data).nbytes  # type: ignore[arg-type]
            raise

    def _lead_nowhere(self) -> None:
        """What is still in the buffers would fail again when the interpreter ends, which then exits with 120."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def _reader_is_gone(error: OSError) -> bool:
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == 22)  # EINVAL


def outliving_its_reader(stream: TextIO | None) -> TextIO:
    """The same stream, whose reader may go away: a command then still finishes its work, and its status says how it
    went.

    Other failures, such as a full disk, are raised once. A letter that the reader's encoding lacks is written as its
    number. A terminal stays as it is otherwise; where there is no stream at all
    (`>&-`, or a program without a console) what is written goes nowhere.
    """
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  # as long as the process
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    if stream.isatty():
        return stream
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_Heard(descriptor, "wb", closefd=False)),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=getattr(stream, "line_buffering", False),
    )
