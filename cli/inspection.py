"""Ends with exit code 1 when a package of the Python that runs it misses a file: an installation was cut off.

Run by itself, in the environment that it looks at; it imports nothing of ours.
"""

import importlib
import importlib.metadata
import os
import sys


def inspect() -> None:
    """Every package has its list of files, and every file on it is there."""
    importlib.import_module("pip")
    for package in importlib.metadata.distributions():
        files = package.files
        if not files or not all(os.path.exists(str(package.locate_file(file))) for file in files):
            sys.exit(f"{package.metadata['Name']} is not whole.")


if __name__ == "__main__":
    inspect()
