"""The repositories of the oversight chapter, one for each transaction."""


class SqlOversightRepositories:
    """Mixed into the unit; each repository is made when it is first asked for."""
