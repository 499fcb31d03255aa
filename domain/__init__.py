"""The clinic. Knows SQLModel and the standard library; has never heard of the web."""
