"""For operators: lag, health, metrics, traces and dead letters."""
