"""The worker's read-only HTTP interface."""
