"""The repositories of the capture chapter, one for each transaction."""


class SqlCaptureRepositories:
    """Mixed into the unit; each repository is made when it is first asked for."""
