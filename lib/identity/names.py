"""What may be an account's name, and when two names are the same person's.

Only the 26 letters of ASCII are folded. Wider folding, even composing, would let a look-alike in: the sign for kelvin becomes a k,
the long s an s, so that somebody who owns the address “ſ…@school” at a provider would be the one who owns “s…@school”.
"""

import string
import unicodedata

LONGEST = 128
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def folded(name: str) -> str:
    """The form in which names are compared: ASCII letters in lower case, everything else as it is."""
    return name.translate(_LOWER)


def typed(name: str) -> str:
    """A name as its owner typed it, composed and without blanks around it: two keyboards give the same name."""
    return unicodedata.normalize("NFC", name.strip())


def is_account_name(name: str) -> bool:
    """Whether this may name an account: no blanks, no commas (several headers are joined by them), nothing invisible."""
    return 0 < len(name) <= LONGEST and name.isprintable() and not set(name) & {" ", ",", "*"} and unicodedata.is_normalized("NFC", name)
