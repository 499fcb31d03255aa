"""When a doctor works."""
