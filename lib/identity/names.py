"""What may be an account's name, and when two names are the same person's.

Only the 26 letters of ASCII are folded. Wider folding would let a look-alike in: the sign for kelvin becomes a k, the long s an s,
so that somebody who owns the address “ſ…@school” at a provider would be the one who owns “s…@school”.
"""

import string
import unicodedata

LONGEST = 128
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def folded(name: str) -> str:
    """The form in which names are compared: composed, ASCII letters in lower case."""
    return unicodedata.normalize("NFC", name).translate(_LOWER)


def is_account_name(name: str) -> bool:
    """Whether this may name an account: no blanks, no commas (several headers are joined by them), nothing invisible."""
    return 0 < len(name) <= LONGEST and name.isprintable() and not set(name) & {" ", ",", "*"} and unicodedata.is_normalized("NFC", name)
