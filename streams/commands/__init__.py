"""The commands of `khabar`, by what they need: nothing, a broker, a worker."""
