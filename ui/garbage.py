"""Collects reference cycles on the screen's thread only.

WORKAROUND for PySide: a widget that the cyclic collector frees on a worker thread leaves its timers behind in Qt's
list, and the next tick of one of them takes the process down.
"""

import gc


def keep_to_this_thread() -> None:
    """From now on nothing is collected by itself, on whatever thread; `collect_when_due` does it."""
    gc.disable()


def collect_when_due() -> None:
    """Collect the oldest generation that Python's own thresholds would; to be called on the screen's thread."""
    for generation, (count, threshold) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if count > threshold:
            gc.collect(generation)
            return


def leave_to_python() -> None:
    """Let Python collect by itself again, once there is no worker thread any more."""
    gc.collect()
    gc.enable()
