"""For operators: lag and dead letters."""
