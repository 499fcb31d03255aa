"""One GraphQL operation -> one SQL statement whose text is the JSON answer. Knows no clinic."""
