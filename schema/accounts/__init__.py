"""Who is signed in, as published."""
