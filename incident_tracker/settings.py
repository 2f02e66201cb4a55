"""The settings of one installation: read once from `settings.toml` and the environment, frozen, and handed in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

SETTINGS_FILE = "settings.toml"
DATA_FOLDER_VARIABLE = "INCIDENT_TRACKER_DATA"
DATABASE_VARIABLE = "INCIDENT_TRACKER_DATABASE"

APPEARANCES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 115, 130, 150, 175, 200)
LANGUAGES = ("system", "en", "es")
VEIL_CHOICES = ("ask", "show", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data lies and how the program looks and sounds on this computer.

    `database_url` is None for the encrypted file in `data_folder`; `text_size` in percent;
    `lock_after` in minutes (1–15); `veil`: descriptions in lists are folded until asked for, shown, or never shown.
    """

    data_folder: Path
    database_url: str | None = None
    language: str = "system"
    appearance: str = "system"
    text_size: int = 100
    lock_after: int = 5
    veil: str = "ask"
    last_user: str = ""

    @property
    def window_file(self) -> Path:
        """Where the window's size and the widths of columns are kept."""
        return self.data_folder / "window.ini"

    @property
    def log_folder(self) -> Path:
        """Where the program's own log is kept."""
        return self.data_folder / "logs"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of this computer; whatever the file says wrongly is taken as unsaid."""
    folder = _data_folder(environment)
    settings = _accepted(Settings(data_folder=folder), _said(folder / SETTINGS_FILE))
    url = environment.get(DATABASE_VARIABLE)
    return replace(settings, database_url=url) if url else settings


def keep_settings(settings: Settings) -> None:
    """Write the settings beside the data. The database's address is kept only if it carries no password."""
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = [
        f"{name} = {_as_toml(value)}"
        for name in _KEPT
        if (value := getattr(settings, name)) is not None and not (name == "database_url" and _has_password(value))
    ]
    target = settings.data_folder / SETTINGS_FILE
    beside = target.with_suffix(".new")
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(target)


_KEPT = tuple(field.name for field in fields(Settings) if field.name != "data_folder")


def _data_folder(environment: Mapping[str, str]) -> Path:
    named = environment.get(DATA_FOLDER_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("incident-tracker", appauthor=False)


def _said(file: Path) -> dict[str, object]:
    try:
        return dict(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}


def _accepted(settings: Settings, said: Mapping[str, object]) -> Settings:
    allowed: dict[str, object] = {
        name: value for name, value in said.items() if name in _KEPT and _is_sensible(name, value)
    }
    return replace(settings, **allowed)  # type: ignore[arg-type]  # each value was checked by name


def _is_sensible(name: str, value: object) -> bool:
    if name == "text_size":
        return isinstance(value, int) and 100 <= value <= 200
    if name == "lock_after":
        return isinstance(value, int) and 1 <= value <= 15
    choices = {"language": LANGUAGES, "appearance": APPEARANCES, "veil": VEIL_CHOICES}.get(name)
    return isinstance(value, str) and (choices is None or value in choices)


def _as_toml(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _has_password(url: str) -> bool:
    credentials, at, _host = url.partition("://")[2].rpartition("@")
    return bool(at) and ":" in credentials
