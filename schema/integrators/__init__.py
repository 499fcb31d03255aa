"""Partners' programs, as published."""
