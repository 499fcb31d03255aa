"""Messages as rows: asked for, claimed, settled."""
