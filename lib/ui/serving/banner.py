"""No banner: which server answers, and in which version, is nobody's business.

The server writes its name into every answer after the application has spoken, and the framework starts it without a way to say no.
So its own list of headers loses that one line, whoever started it.
"""

from uvicorn.config import Config

_NAME = b"server"


def silence() -> None:
    """From now on no server of this process names itself."""
    if not isinstance(vars(Config).get("encoded_headers"), property):
        Config.encoded_headers = property(_unnamed, _keep)  # type: ignore[assignment, method-assign]


def _unnamed(config: Config) -> list[tuple[bytes, bytes]]:
    kept: list[tuple[bytes, bytes]] = config.__dict__.get("encoded_headers", [])
    return [(name, value) for name, value in kept if name.lower() != _NAME]


def _keep(config: Config, headers: list[tuple[bytes, bytes]]) -> None:
    config.__dict__["encoded_headers"] = headers
