"""How long this computer has been running: a clock that no one at the desk can set forward or back."""

import contextlib
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LINUX_RUN = Path("/proc/sys/kernel/random/boot_id")
_WINDOWS_RUN = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
_LONGEST_RUN = 64  # bytes of a run's name on macOS, which is a UUID


@dataclass(frozen=True, slots=True)
class Reading:
    """`seconds` on one clock. Readings of two clocks (two runs of a computer, two computers) cannot be compared.

    `clock` names the run of the computer, or is empty where the system gives runs no name. Even then two readings only
    tell what passed between them: after a restart the seconds start over.
    """

    clock: str
    seconds: float


def running_time() -> Reading:
    """Since this computer was started; its sleep counts where the system counts it (Linux, macOS, Windows do)."""
    if sys.platform == "linux":
        seconds = time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":
        seconds = time.clock_gettime(time.CLOCK_MONOTONIC)
    else:
        seconds = time.monotonic()
    return Reading(_run(), seconds)


@cache
def _run() -> str:
    """What the system calls this run, from one start to the next; empty where it does not say."""
    with contextlib.suppress(OSError, AttributeError, ValueError):  # waits are sound without it, see `Reading`
        if sys.platform == "linux":
            return _LINUX_RUN.read_text(encoding="ascii").strip()
        elif sys.platform == "darwin":
            return _macos_run()
        elif sys.platform == "win32":
            import winreg

            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS_RUN) as key:
                return str(winreg.QueryValueEx(key, "BootId")[0])
    return ""


def _macos_run() -> str:
    import ctypes

    name, size = ctypes.create_string_buffer(_LONGEST_RUN), ctypes.c_size_t(_LONGEST_RUN)
    failed = ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", name, ctypes.byref(size), None, 0)
    return "" if failed else name.value.decode("ascii")
