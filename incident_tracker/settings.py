"""The settings of a clinic on this computer, beside its data: the one place that reads and writes them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

SETTINGS_FILE = "settings.toml"
DATA_FOLDER_VARIABLE = "INCIDENT_TRACKER_DATA"
DATABASE_VARIABLE = "INCIDENT_TRACKER_DATABASE"

APPEARANCES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 115, 130, 150, 175, 200)
LANGUAGES = ("system", "en", "es")
ROW_CHOICES = ("system", "compact", "comfortable")
VEIL_CHOICES = ("ask", "show", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data is and how the program looks and sounds on this computer.

    `database_url` is None for the encrypted file in `data_folder`; `text_size` in percent;
    `lock_after` in minutes (1–15); `veil`: descriptions in lists are folded until asked for, shown, or never shown;
    `rows`: how close together those of a list stand;
    `desk`: the id of the desk at which this computer stands, or ""; `log_key`: one key opens the quick log from any
    program.
    """

    data_folder: Path
    database_url: str | None = None
    language: str = "system"
    appearance: str = "system"
    text_size: int = 100
    lock_after: int = 5
    veil: str = "ask"
    rows: str = "system"
    last_user: str = ""
    desk: str = ""
    log_key: bool = False

    @property
    def desk_id(self) -> UUID | None:
        """The desk at which this computer stands, if someone said so."""
        return _id_of(self.desk)

    @property
    def place(self) -> str:
        """Where the database is, as a person would say it: a folder, or a server without user and password."""
        if self.database_url is None:
            return str(self.data_folder)
        parts = urlsplit(self.database_url)
        return f"{parts.hostname or 'localhost'}{parts.path}"

    @property
    def window_file(self) -> Path:
        """Where the window's size and the widths of columns are kept."""
        return self.data_folder / "window.ini"

    @property
    def log_folder(self) -> Path:
        """Where the program's own log is kept."""
        return self.data_folder / "logs"


def read_settings(
    environment: Mapping[str, str], data_folder: Path | None = None, database_url: str | None = None
) -> Settings:
    """The settings in `data_folder`, which the environment or the system names if nobody else does.

    Whatever the file says wrongly is taken as unsaid. A database that is named here goes before the environment's,
    and that before the file's.
    """
    folder = (data_folder or _data_folder(environment)).expanduser().absolute()
    settings = _accepted(Settings(data_folder=folder), _said(folder / SETTINGS_FILE))
    url = database_url or environment.get(DATABASE_VARIABLE)
    return replace(settings, database_url=url) if url else settings


def keep_settings(settings: Settings) -> None:
    """Write the settings beside the data they belong to.

    Of the database's address only what the file says itself is kept: an address named for one call, or by the
    environment, may carry a password.
    """
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = settings.data_folder / SETTINGS_FILE
    own = _accepted(Settings(settings.data_folder), _said(target)).database_url
    kept = replace(settings, database_url=own)
    lines = [f"{name} = {_as_toml(value)}" for name in _KEPT if (value := getattr(kept, name)) is not None]
    beside = target.with_suffix(".new")
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(target)


_KEPT = tuple(field.name for field in fields(Settings) if field.name != "data_folder")


def _data_folder(environment: Mapping[str, str]) -> Path:
    named = environment.get(DATA_FOLDER_VARIABLE)
    if named:
        return Path(named)
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
    if name == "log_key":
        return isinstance(value, bool)
    if name == "desk":
        return value == "" or (isinstance(value, str) and _id_of(value) is not None)
    choices = {"language": LANGUAGES, "appearance": APPEARANCES, "veil": VEIL_CHOICES, "rows": ROW_CHOICES}.get(name)
    return isinstance(value, str) and (choices is None or value in choices)


def _id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _as_toml(value: object) -> str:
    if isinstance(value, int):
        return str(value).lower()  # also true and false
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
