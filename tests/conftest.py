"""How property tests are run: the same examples in every ordinary run, new ones with `run.py test --long`."""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("searching" if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else "steady")

os.environ.setdefault("PHASEBOARD_DATABASE_URL", str(Path(tempfile.mkdtemp(prefix="phaseboard-tests-")) / "board.db"))
"""No test may touch the database of the person who runs it, and none finds what another run left."""
