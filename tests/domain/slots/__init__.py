"""Times that patients can book."""
