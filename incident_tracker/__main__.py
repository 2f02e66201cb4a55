"""`python -m incident_tracker`: the same program as the console script."""

import sys

from incident_tracker.cli.program import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # in the packaged program, the child process that reads workbooks starts here too
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
