"""Who asks for a visit."""
