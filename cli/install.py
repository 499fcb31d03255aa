"""Make the environment ready: `python3 cli/install.py [--dev] [--node]`.

Runs on the system's Python with nothing installed: the standard library only, and this file in syntax that an
old Python still parses far enough to be told that it is too old.
"""

import os
import sys

NEEDED = (3, 11)
if sys.version_info < NEEDED:
    needed, running = (".".join(str(part) for part in version[:2]) for version in (NEEDED, sys.version_info))
    sys.exit(f"Python {needed} or newer is needed; this is {running}. (make up PYTHON=python{needed})")


def main() -> None:
    """Every end but success is one sentence and another exit code than 0."""
    from cli import client, environment
    from cli.installation import alone, tell
    from cli.refusals import Refused, refusal_of

    dev, node = arguments()
    try:
        venv = environment.folder()
        environment.prepare(venv, dev=dev)
        if node and client.is_there():
            with alone(client.FOLDER):
                client.build(log=venv / environment.LOG)
    except (Refused, OSError) as problem:
        tell("", passing=True)
        sys.exit(str(refusal_of(problem) or problem))
    except KeyboardInterrupt:
        tell("Stopped: the next run repairs what is half done.")
        sys.exit(130)


def arguments() -> "tuple[bool, bool]":
    """What the command line asks for: the development lock, the client."""
    import argparse

    parser = argparse.ArgumentParser(prog="cli/install.py", description="Make the environment ready.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--node", action="store_true", help="also build the client (frontend/)")
    options = parser.parse_args()
    return options.dev, options.node


if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    main()
