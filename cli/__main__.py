"""`python -m cli`: the program `healthmed`, also when the environment is too broken to load it."""

from cli.refusals import in_one_sentence


def main() -> None:
    """Load the commands, run the one that was asked for."""
    with in_one_sentence():
        from cli.commands import app

        app(prog_name="healthmed")


if __name__ == "__main__":
    main()
