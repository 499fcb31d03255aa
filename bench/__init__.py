"""Load on this machine: reading against the best that can be written by hand, booking against pgbench."""
