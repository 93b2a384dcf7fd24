"""How many digits of a number are drawn."""


def rounded(value: float, digits: int = 12) -> float:
    """A number as it is sent with every filter: no more digits than can be seen, and no point where it is whole."""
    seen = float(f"{value:.{digits}g}")
    return int(seen) if seen.is_integer() else seen
