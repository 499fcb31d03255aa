"""The one command for people: up, migrate, seed, schema, verify."""
