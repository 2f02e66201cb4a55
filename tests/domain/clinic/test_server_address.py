"""An address that may lead to another computer asks for proof; the computer itself needs none."""

import pytest

from incident_tracker.domain.clinic.server import accept_server, has_to_prove_itself
from incident_tracker.domain.errors import Reason, Refused

HERE = (
    "clinic@localhost/incidents",
    "clinic@LOCALHOST:5433/incidents",
    "clinic@127.0.0.1:5432/incidents",
    "clinic@127.8.8.8/incidents",
    "clinic@[::1]/incidents",
    "clinic@[::1]:5432/incidents",
    "clinic@/incidents?host=/var/run/postgresql",
    "clinic@/incidents?host=@clinic",
    "clinic@localhost/incidents?hostaddr=127.0.0.1",
)
ELSEWHERE = (
    "clinic@server.example/incidents",
    "clinic:a%40word@server.example:5432/incidents",
    "clinic@10.0.0.4/incidents",
    "clinic@[fd00::4]:5432/incidents",
    "clinic@/incidents",
    "clinic@localhost,server.example/incidents",
    "clinic@/incidents?host=localhost,server.example",
    "clinic@localhost/incidents?host=server.example",
    "clinic@localhost/incidents?hostaddr=10.0.0.4",
    "clinic@localhost.example/incidents",
    "localhost@server.example/incidents",
)


@pytest.mark.parametrize(("addresses", "proves"), [(HERE, False), (ELSEWHERE, True)], ids=["here", "elsewhere"])
def test_only_another_computer_has_to_prove_itself(addresses: tuple[str, ...], proves: bool) -> None:
    found = {address: has_to_prove_itself(f"postgresql+psycopg://{address}") for address in addresses}
    assert found == dict.fromkeys(addresses, proves)


@pytest.mark.parametrize(
    "mode", ["disable", "allow", "prefer", "require", "verify-ca", "", "verify-full&sslmode=disable"]
)
def test_an_address_that_asks_for_less_is_refused(mode: str) -> None:
    for address in ELSEWHERE:
        with pytest.raises(Refused) as refused:
            accept_server(f"postgresql+psycopg://{address}{'&' if '?' in address else '?'}sslmode={mode}")
        assert (refused.value.reason, refused.value.field) == (Reason.SERVER_UNPROVEN, "database")
    for address in HERE:
        accept_server(f"postgresql+psycopg://{address}{'&' if '?' in address else '?'}sslmode={mode}")


def test_what_asks_for_proof_or_for_nothing_is_accepted() -> None:
    for address in (*HERE, *ELSEWHERE):
        accept_server(f"postgresql+psycopg://{address}")
        accept_server(f"postgresql+psycopg://{address}{'&' if '?' in address else '?'}sslmode=verify-full")
