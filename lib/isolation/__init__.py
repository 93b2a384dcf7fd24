"""Work on files from outside, done in a separate, warm process and never in the one that serves people.

`run_isolated` has a known job done there under ceilings of memory and time; the answer is unpickled with an
allow-list of types. What a job does is its own room's affair: reading a file stands in `ingest`, marking it up
in `exports`.
"""

from lib.isolation.messages import Ceilings
from lib.isolation.pool import close, is_ready, run_isolated, warm_up

__all__ = ["Ceilings", "close", "is_ready", "run_isolated", "warm_up"]
