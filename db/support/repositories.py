"""The repositories of the support chapter, one for each transaction."""


class SqlSupportRepositories:
    """Mixed into the unit; each repository is made when it is first asked for."""
