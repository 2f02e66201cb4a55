"""The program as a process of its own: `python -m incident_tracker` and the console script."""

import contextlib
import sys

from incident_tracker.cli import program
from incident_tracker.cli.streams import outliving_its_reader


def leave_no_core() -> None:
    """Where the system would write the memory of a crashed program to the disk, keys and texts included, it may not."""
    with contextlib.suppress(ImportError):  # Windows has no such files
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Run the command that the arguments name; the exit status."""
    leave_no_core()
    sys.stdout = outliving_its_reader(sys.stdout)
    sys.stderr = outliving_its_reader(sys.stderr)
    return program.main()


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # in the packaged program, the child process that reads workbooks starts here too
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
