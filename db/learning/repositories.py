"""The repositories of the learning chapter, one for each transaction."""


class SqlLearningRepositories:
    """Mixed into the unit; each repository is made when it is first asked for."""
