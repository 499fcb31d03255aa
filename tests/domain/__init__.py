"""The clinic's rules and use cases."""
