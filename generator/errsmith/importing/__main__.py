"""`python -m errsmith.importing SOURCE`: the import by itself."""

from __future__ import annotations

import argparse
import sys

from errsmith.importing.command import add_arguments, run


def main() -> int:
    """Run the command with the arguments of the process."""
    parser = argparse.ArgumentParser(prog="errsmith import")
    add_arguments(parser)

    def say(*lines: object) -> None:
        sys.stderr.writelines(f"{line}\n" for line in lines)

    return run(parser.parse_args(), say)


if __name__ == "__main__":
    sys.exit(main())
