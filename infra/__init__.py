"""What we stand on: settings, PostgreSQL, Redis, tokens, passwords, telemetry."""
