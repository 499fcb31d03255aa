"""The command line, and what it fills databases with."""
