"""`month`: which months are open, and closing them."""

from tests.cli.clinic_commands import Commands

APRIL = "2026-04-12T20:00:00+00:00"


def test_months_are_listed_closed_and_then_told_as_closed(commands: Commands) -> None:
    commands.log("rosa", occurred_at="2026-02-10T10:30")
    (february, march) = commands("maria", "month", "list", now=APRIL).document["months"][-2:]
    assert (february["month"], february["closes_on"], february["may_close"]) == ("2026-02", "2026-03-10", True)
    assert (february["incidents"], march["incidents"]) == (1, 0)
    assert "Harbour Street" in february["without_visits"]
    told = commands("maria", "month", "list", now=APRIL, plain=True).out.splitlines()
    assert "2026-02 · can be closed · 1 incident · visits missing: Harbour Street" in told[-2]
    assert commands("maria", "month", "close", "2026-02", now=APRIL).document == {"closed": ["2026-02"]}
    again = commands("maria", "month", "close", "2026-02", now=APRIL, plain=True)
    assert again.status != 0
    assert again.err == "This was already done. Nothing was changed.\n"
    closed = commands("maria", "month", "close", "--due", now=APRIL, plain=True).out.splitlines()
    assert closed[-1] == "  March 2026"
    assert commands("maria", "month", "list", now=APRIL, plain=True).out == "Every month that is over is closed.\n"


def test_what_is_asked_wrongly_closes_nothing(commands: Commands) -> None:
    for words in ((), ("2026-01", "--due")):
        answer = commands("maria", "month", "close", *words, now=APRIL, plain=True)
        assert answer.err.startswith("Please name the months")
    early = commands("maria", "month", "close", "2026-03", now="2026-04-09T20:00:00+00:00", plain=True)
    assert early.err == ("This month can be closed from 2026-04-10 on: late reports and visits still belong to it.\n")
    refused = commands("rosa", "month", "close", "2026-02", now=APRIL, plain=True)
    assert refused.status != 0
    assert any(one["may_close"] for one in commands("maria", "month", "list", now=APRIL).document["months"])
