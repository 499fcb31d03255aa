"""An appointment's life, step by step."""
