"""What holds whatever runs at the same time, on a real PostgreSQL."""
