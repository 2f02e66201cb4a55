"""The program as a process of its own: `python -m incident_tracker` and the console script."""

import sys

from incident_tracker.cli import program
from incident_tracker.cli.streams import outliving_its_reader


def main() -> int:
    """Run the command that the arguments name; the exit status."""
    sys.stdout = outliving_its_reader(sys.stdout)
    sys.stderr = outliving_its_reader(sys.stderr)
    return program.main()


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # in the packaged program, the child process that reads workbooks starts here too
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
