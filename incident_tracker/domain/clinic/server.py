"""The address of a database server, and whether the server has to prove who it is."""

from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from incident_tracker.domain.errors import Reason, Refused

SCHEMES = ("postgresql", "postgresql+psycopg")
PROVEN = "verify-full"
"""What PostgreSQL calls TLS with a certificate that is checked, the name of the server included."""


def accept_server(url: str) -> None:
    """Errors: Refused at `database` unless `url` is the address of a PostgreSQL database, host and port included, and
    where the server is another computer asks for no less than that it proves who it is.
    """
    try:
        parts = urlsplit(url)
        named = parts.scheme in SCHEMES and url.startswith(f"{parts.scheme}://") and parts.port != 0
    except ValueError:
        named = False
    if not named:
        raise Refused(Reason.NOT_A_SERVER, "database")
    if has_to_prove_itself(url) and any(mode != PROVEN for mode in _query(url).get("sslmode", [])):
        raise Refused(Reason.SERVER_UNPROVEN, "database")


def has_to_prove_itself(url: str) -> bool:
    """Could this address lead to another computer? One that names no host could, by the environment."""
    query = _query(url)
    named = urlsplit(url).netloc.rpartition("@")[2]
    hosts = [named, *query.get("host", []), *query.get("hostaddr", [])]
    ones = [one.strip() for host in hosts if host for one in host.split(",")]
    return not ones or not all(_is_here(one) for one in ones)


def _query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query, keep_blank_values=True)


def _is_here(host: str) -> bool:
    """Is this the computer itself: a folder with a socket, or an address that never leaves it?"""
    if host.startswith(("/", "@")):
        return True
    bare = host.strip("[]") if host.endswith("]") else host.rpartition("]:")[0].strip("[]") or host
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]  # with a port
    if bare.lower() == "localhost":
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False
