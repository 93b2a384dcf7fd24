"""The theme that every run tells the browser of, read from the settings once.

The framework goes through all its settings six times with every run to write the same theme again, a tenth of what a run costs the server.
The settings are those that the server was started with.
"""

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_written: dict[str, CustomThemeConfig] = {}
_write = app_session._populate_theme_msg


def write_once() -> None:
    """From now on a theme is written by copying it."""
    app_session._populate_theme_msg = _copy  # type: ignore[assignment] # it names its argument otherwise, and nobody else does


def _copy(message: CustomThemeConfig, section: str = "theme") -> None:
    """Write one section of the theme's settings into an empty message, as the framework does."""
    if section not in _written:
        fresh = CustomThemeConfig()
        _write(fresh, section)
        _written[section] = fresh
    if _written[section].ByteSize():
        message.MergeFrom(_written[section])
