"""Collects reference cycles on the screen's thread only.

WORKAROUND for PySide: a widget that the cyclic collector frees on a worker thread leaves its timers behind in Qt's
list, and the next tick of one of them takes the process down.
"""

import gc


def keep_to_this_thread() -> None:
    """From now on nothing is collected automatically on any thread; `collect_when_due` does it.

    This cannot be undone: code that has shown a window may leave reference cycles with widgets behind.
    """
    gc.disable()


def keep_what_is_here() -> None:
    """Look no longer at what there is now when cycles are collected: modules and pages, which stay.

    To be called when these were made: a look at all of them takes longer than a frame, each time.
    """
    gc.freeze()


def look_at_all() -> None:
    """Collect among all there is, also what was kept; to be called when pages went away and no one works."""
    gc.unfreeze()
    gc.collect()


def collect_when_due() -> None:
    """Collect the oldest generation that Python's own thresholds would; to be called on the screen's thread."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
