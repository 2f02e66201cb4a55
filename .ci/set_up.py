"""Prepares the virtual environment when needed, then starts the program or its tests in it; standard library only.

usage: set_up.py run|test ARGUMENTS…

A start that finds everything in place reads two small files, needs no network and takes a few hundredths of a second.
Anything else is repaired: a changed lock file is installed over the old one, a moved, broken or half-made environment
is made again.
"""

import glob
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
UNFINISHED = ENVIRONMENT / "set-up-unfinished"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
COVERS = {"run": ["run"], "test": ["run", "test"]}  # the second lock file contains the first


def main(purpose: str, arguments: list[str]) -> int:
    if not (3, 11) <= sys.version_info < (3, 15):
        say(f"Incident Tracker needs Python 3.11, 3.12, 3.13 or 3.14; this is {sys.version.split()[0]}.")
        return 1
    if purpose == "test" or state(purpose) != "ready":
        with one_at_a_time():
            try:
                set_up(purpose)
            except (OSError, subprocess.CalledProcessError) as error:
                what = (
                    f"“{' '.join(error.cmd[:5])} …” failed"
                    if isinstance(error, subprocess.CalledProcessError)
                    else error
                )
                say(f"The set-up did not finish: {what}.")
                say("Nothing outside this folder was changed. With a network and room on the disk, start again.")
                return 1
            except KeyboardInterrupt:
                say("The set-up was interrupted; the next start takes it up again.")
                return 130
    return start({"run": ["-m", "incident_tracker"], "test": [str(ROOT / ".ci" / "check.py")]}[purpose] + arguments)


def say(line: str) -> None:
    """To the standard error, because the standard output belongs to the program's answer."""
    print(line, file=sys.stderr, flush=True)


# --- what is there ---------------------------------------------------------------------------------------------------


def state(purpose: str) -> str:
    """`ready`, `outdated` (works, but other packages are wanted) or `broken` (missing, moved, interrupted, damaged)."""
    if not PYTHON.exists() or UNFINISHED.exists():
        return "broken"
    try:
        lock, *place, names = (ENVIRONMENT / f"set-up-{purpose}").read_text(encoding="utf-8").splitlines()
        present = set(os.listdir(packages_folder()))
    except (OSError, ValueError):
        works = subprocess.run([PYTHON, "-I", "-c", "import pip"], capture_output=True, check=False).returncode == 0
        return "outdated" if works else "broken"
    if place != where() or not present.issuperset(names.split("/")):
        return "broken"
    return "ready" if lock == checksum(purpose) else "outdated"


def checksum(purpose: str) -> str:
    """Of the lock file; that it agrees with pyproject.toml is the business of a test."""
    return hashlib.sha256((ROOT / LOCKS[purpose]).read_bytes()).hexdigest()


def where() -> list[str]:
    """The folder and the interpreter that an environment is tied to; neither may change under it."""
    return [str(ROOT), os.path.realpath(PYTHON)]


def packages_folder() -> Path:
    folders = glob.glob(str(ENVIRONMENT / ("Lib/site-packages" if WINDOWS else "lib/python3*/site-packages")))
    if len(folders) != 1:
        raise FileNotFoundError(ENVIRONMENT / "site-packages")
    return Path(folders[0])


# --- making it so ----------------------------------------------------------------------------------------------------


def set_up(purpose: str) -> None:
    install_system_packages(purpose)
    found = state(purpose)  # again: another start may have finished it while this one waited
    if found == "ready":
        return
    uv = shutil.which("uv")
    if found == "broken":
        say("Setting up the program's own Python environment (once, about a minute)…")
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        base = getattr(sys, "_base_executable", sys.executable)
        tell([uv, "venv", "--quiet", "--python", base, ENVIRONMENT] if uv else [base, "-I", "-m", "venv", ENVIRONMENT])
    else:
        say("Bringing the program's Python environment up to date…")
    UNFINISHED.touch()
    install_python_packages(LOCKS[purpose], uv)
    folder = packages_folder()
    (folder / "incident_tracker_checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    tell([PYTHON, "-I", "-m", "compileall", "-q", *(ROOT / name for name in ("incident_tracker", "ui", "db"))])
    names = "/".join(sorted(name for name in os.listdir(folder) if not name.endswith((".dist-info", "__pycache__"))))
    for covered in COVERS[purpose]:
        lines = [checksum(covered), *where(), names]
        (ENVIRONMENT / f"set-up-{covered}").write_text("\n".join(lines), encoding="utf-8")
    UNFINISHED.unlink()


def install_python_packages(lock: str, uv: str | None) -> None:
    """Exactly the locked versions, each checked by its hash, wheels only: nothing is built, nothing else is fetched."""
    exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", ROOT / lock]
    if uv:
        try:
            tell([uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", PYTHON, *exact])
            return
        except subprocess.CalledProcessError:
            say("uv could not install the packages; trying pip.")
            tell([PYTHON, "-I", "-m", "ensurepip"])
    tell([PYTHON, "-I", "-m", "pip", "install", "-qq", "--disable-pip-version-check", *exact])


def install_system_packages(purpose: str) -> None:
    """With apt as root; otherwise the line to type is printed, and the set-up stops if the program could not start."""
    if not sys.platform.startswith("linux"):
        return
    needed = [line.split() for line in (ROOT / ".ci/debian-packages").read_text().splitlines() if line[:1] != "#"]
    libraries = shared_libraries()
    missing = {kind: [p for k, p, proof in needed if k == kind and not present(proof, libraries)] for kind in LOCKS}
    wanted = missing["run"] + (missing["test"] if purpose == "test" else [])
    if not wanted:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(wanted)}"
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing system packages (once): " + " ".join(wanted))
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        for command in ("dpkg --configure -a", "apt-get update -qq", f"{line} -qq"):
            subprocess.run(command.split(), stdin=subprocess.DEVNULL, capture_output=True, check=False)
        libraries = shared_libraries()
        wanted = [p for _, p, proof in needed if p in wanted and not present(proof, libraries)]
        if not wanted:
            return
    how = f"  sudo apt-get update && sudo {line}" if shutil.which("apt-get") else "  " + " ".join(wanted)
    if missing["run"] and set(missing["run"]) & set(wanted):
        say(f"Some system libraries are missing. Please install them once, then start again:\n{how}")
        raise SystemExit(1)
    say(f"NOTE: some tests will be SKIPPED, because these are missing. To run them all:\n{how}")


def shared_libraries() -> str:
    """The names of all shared libraries that the loader knows; empty where it cannot be asked."""
    ldconfig = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    return subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout if ldconfig else ""


def present(proof: str, libraries: str) -> bool:
    if ".so." in proof:
        return not libraries or f"\t{proof} " in libraries
    return bool(shutil.which(proof) or glob.glob(f"/usr/lib/postgresql/*/bin/{proof}"))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two first starts at once: the second waits for the first (on Windows both go ahead, and pip settles it)."""
    if WINDOWS:
        yield
        return
    import fcntl

    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def tell(command: Sequence[object]) -> None:
    """Run it; what it prints goes to the standard error."""
    subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=True)


def start(arguments: list[str]) -> int:
    """Give way to the program; on Windows, which cannot, wait for it."""
    command = [str(PYTHON), "-P", *arguments]  # -P: a file in the current folder must not shadow a module
    if not WINDOWS:
        os.execv(PYTHON, command)
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
