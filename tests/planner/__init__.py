"""The planner answers as graphql-core would."""
