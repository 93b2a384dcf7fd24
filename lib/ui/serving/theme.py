"""The theme and the few settings that every run tells the browser of, read once.

The framework goes through all its settings seven times with every run to write the same again, a tenth of what a run costs the server.
The settings are those that the server was started with.
"""

from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig
from streamlit.runtime import app_session

_written: dict[str, CustomThemeConfig] = {}
_write = app_session._populate_theme_msg

_told: list[Config] = []
_tell = app_session._populate_config_msg


def write_once() -> None:
    """From now on theme and settings are written by copying them."""
    app_session._populate_theme_msg = _copy  # type: ignore[assignment] # it names its argument otherwise, and nobody else does
    app_session._populate_config_msg = _copy_settings  # type: ignore[assignment] # the same


def _copy(message: CustomThemeConfig, section: str = "theme") -> None:
    """Write one section of the theme's settings into an empty message, as the framework does."""
    if section not in _written:
        fresh = CustomThemeConfig()
        _write(fresh, section)
        _written[section] = fresh
    if _written[section].ByteSize():
        message.MergeFrom(_written[section])


def _copy_settings(message: Config) -> None:
    """Write the settings into an empty message, as the framework does."""
    if not _told:
        fresh = Config()
        _tell(fresh)
        _told.append(fresh)
    message.MergeFrom(_told[0])
