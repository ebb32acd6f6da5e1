"""Sample articles and, beside each one, the events that a careful reader takes from it (see README.md)."""
