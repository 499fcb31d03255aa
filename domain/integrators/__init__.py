"""Partners' programs, and what doctors let them do."""
