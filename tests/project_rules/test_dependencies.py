"""The dependencies: locked with hashes from the public index, permissively licensed, each with its reason."""

import re
import tomllib
from importlib.metadata import metadata, version
from pathlib import Path

import pytest

from tests.project_rules.source_files import sources

Package = dict[str, object]


@pytest.fixture(scope="module")
def declared(project: Path) -> dict[str, list[str]]:
    """What pyproject.toml asks for, by purpose."""
    said = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    return {"run": said["project"]["dependencies"], "dev": said["dependency-groups"]["dev"]}


@pytest.fixture(scope="module")
def locked(project: Path) -> dict[str, Package]:
    """What uv.lock settles, by package."""
    lock = tomllib.loads((project / "uv.lock").read_text(encoding="utf-8"))
    return {package["name"]: package for package in lock["package"]}


def pins(file: Path) -> dict[str, str]:
    """Package → version in a file for pip."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE))


def name_of(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement)[0].lower().replace("_", "-")


def test_the_lock_is_of_what_the_project_asks_for(declared: dict[str, list[str]], locked: dict[str, Package]) -> None:
    asked = locked["incident-tracker"]["metadata"]

    for purpose, said in (("run", asked["requires-dist"]), ("dev", asked["requires-dev"]["dev"])):
        in_lock = {(entry["name"], entry.get("specifier", "")) for entry in said}
        in_project = {(name_of(line), specifier(line)) for line in declared[purpose]}
        assert in_lock == in_project, "run .ci/lock"


def specifier(requirement: str) -> str:
    found = re.match(r"[\w.-]+(?:\[[\w,]+\])?\s*([^;]*)", requirement)
    return ",".join(part.strip() for part in found.group(1).split(",")) if found else ""


def test_the_files_for_pip_say_what_the_lock_says(project: Path, locked: dict[str, Package]) -> None:
    run, dev = pins(project / "requirements.lock"), pins(project / "requirements-dev.lock")

    assert dev == {name: package["version"] for name, package in locked.items() if name != "incident-tracker"}
    assert run.items() < dev.items()


def test_every_pin_has_the_hashes_of_the_lock(project: Path, locked: dict[str, Package]) -> None:
    for file in ("requirements.lock", "requirements-dev.lock"):
        text = (project / file).read_text(encoding="utf-8")
        for entry in re.split(r"\n(?=[a-z])", text):
            wheels = {wheel["hash"] for wheel in locked[entry.split("==")[0]]["wheels"]}
            assert set() < wheels <= set(re.findall(r"sha256:[0-9a-f]{64}", entry))


def test_nothing_names_another_index_than_the_public_one(project: Path, locked: dict[str, Package]) -> None:
    text = (project / "uv.lock").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    pip_files = (project / "requirements.lock").read_text() + (project / "requirements-dev.lock").read_text()

    assert hosts == {"pypi.org", "files.pythonhosted.org"}
    assert {p["source"].get("registry", "itself") for p in locked.values()} == {"https://pypi.org/simple", "itself"}
    assert not re.search(r"file:|://|--(extra-)?index-url|--find-links", pip_files)
    assert "file:" not in text


@pytest.mark.parametrize("python", ["cp311", "cp312", "cp313"])
@pytest.mark.parametrize("system", [r"manylinux\w*_x86_64", r"macosx\w*_(arm64|universal2)", "win_amd64"])
def test_there_is_a_ready_made_wheel_for_every_supported_machine(
    project: Path, locked: dict[str, Package], python: str, system: str
) -> None:
    lacking = []
    for name in pins(project / "requirements.lock"):
        files = [wheel["url"].rsplit("/", 1)[1] for wheel in locked[name]["wheels"]]
        fits = re.compile(rf"(-({python}-{python}|cp3\d+-abi3)-|-py3-none-).*{system}|-none-any\.whl$")
        if not any(fits.search(file) for file in files):
            lacking.append(name)

    assert not lacking


def test_nothing_that_is_shipped_is_under_a_strong_copyleft_license(project: Path) -> None:
    wrong = {}
    for name in pins(project / "requirements.lock"):
        about = metadata(name)
        said = about["License-Expression"] or about["License"] or " ".join(about.get_all("Classifier") or [])
        choices = re.split(r"\bOR\b", said.split("\n")[0])
        if all(re.search(r"AGPL|Affero|(?<!L)GPL(?!.*Lesser)", choice) for choice in choices):
            wrong[name] = said

    assert not wrong
    assert "pyside6-addons" not in pins(project / "requirements-dev.lock")  # part of it is under the GPL


def test_every_dependency_is_listed_with_its_license_and_reason(project: Path, declared: dict[str, list[str]]) -> None:
    text = (project / "THIRD-PARTY.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in text.splitlines() if line[:2] == "| "]
    listed = {name_of(row[0]): row[1:] for row in rows}

    direct = {name_of(line) for purpose in declared.values() for line in purpose}
    assert direct | set(pins(project / "requirements.lock")) <= set(listed)
    assert all(license and reason for license, reason in listed.values())


def test_nothing_is_shipped_that_the_program_does_not_import(declared: dict[str, list[str]]) -> None:
    named_otherwise = {"pyside6-essentials": "PySide6", "argon2-cffi": "argon2"}
    only_data = {"tzdata"}
    text = "\n".join(source.text for source in sources("incident_tracker", "ui", "db", "alembic"))
    direct = {name_of(line) for line in declared["run"]} - only_data

    modules = {name: named_otherwise.get(name, name.replace("-", "_")) for name in direct}
    assert not [name for name, module in modules.items() if not re.search(rf"(import|from) {module}\b", text)]


def test_alembic_is_the_library_and_not_our_folder() -> None:
    import alembic

    assert "site-packages" in str(alembic.__file__)


def test_pyside_is_a_version_that_closes_cleanly() -> None:
    """6.12.0 aborts at exit when a window is still connected."""
    assert (6, 11, 3) <= tuple(map(int, version("PySide6-Essentials").split("."))) < (6, 12)


def test_ten_thousand_signals_arrive_in_order(qapp: object) -> None:
    from PySide6.QtCore import QObject, Signal

    class Sender(QObject):
        counted = Signal(int)

    class Receiver(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.received: list[int] = []

        def take(self, number: int) -> None:
            self.received.append(number)

    sender, receiver = Sender(), Receiver()
    sender.counted.connect(receiver.take)
    for number in range(10_000):
        sender.counted.emit(number)

    assert receiver.received == list(range(10_000))
