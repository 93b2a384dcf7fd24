"""The command line: `python -m lib check|deadline|…`. Standard output carries only the answer."""

import argparse
import importlib
import sys

COMMANDS = ("check", "deadline", "publish", "export", "backup", "restore", "forget", "audit", "downgrade", "user")


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape" if stream is sys.stdin else "backslashreplace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="python -m lib", description="Phaseboard 阶段看板")
    verbs = parser.add_subparsers(dest="command", required=True)
    asked = (argv if argv is not None else sys.argv[1:])[:1]
    for name in asked if asked and asked[0] in COMMANDS else COMMANDS:
        module = importlib.import_module(f"lib.commands.{name}")
        verb = verbs.add_parser(name, help=(module.__doc__ or "").splitlines()[0], description=module.__doc__)
        module.add_arguments(verb)
        verb.set_defaults(run=module.run)
    arguments = parser.parse_args(argv)
    code: int = arguments.run(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
