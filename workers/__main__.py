"""`python -m workers`."""

from workers.process import main

main()
