"""Who runs a command, for the log."""

import getpass


def account() -> str:
    """The account that runs the command."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "local"
