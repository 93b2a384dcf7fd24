"""Text as every database takes it."""


def plain(text: str) -> str:
    """Text that every database takes: no NUL, no half of a character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
