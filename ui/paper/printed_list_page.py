"""A page that is one list, which can be printed and saved as a table."""

from ui.page import Page, PageCommand
from ui.paper.list_to_paper import ListToPaper


class PrintedListPage(Page):
    """Prints and saves what is in its list, where the role may; the page makes `_paper` with its table."""

    _paper: ListToPaper

    def offers(self, command: PageCommand) -> bool:
        return self._paper.is_ready if command in ("print_paper", "export") else super().offers(command)

    def print_paper(self) -> None:
        self._paper.show()

    def export(self) -> None:
        self._paper.export()
