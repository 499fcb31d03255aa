"""Who sees patients."""
