"""`python -m incident_tracker`: the same program as the console script."""

import sys

from incident_tracker.cli.program import main

if __name__ == "__main__":
    sys.exit(main())
