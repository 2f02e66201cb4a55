"""The address of a database server."""

from urllib.parse import urlsplit

from incident_tracker.domain.errors import Reason, Refused

SCHEMES = ("postgresql", "postgresql+psycopg")


def accept_server(url: str) -> None:
    """Errors: Refused at `database` unless `url` is the address of a PostgreSQL database, host and port included."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in SCHEMES and url.startswith(f"{parts.scheme}://") and parts.port != 0
    except ValueError:
        named = False
    if not named:
        raise Refused(Reason.NOT_A_SERVER, "database")
