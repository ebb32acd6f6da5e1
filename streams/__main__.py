"""`python -m streams` is `khabar`."""

from streams.cli import main

if __name__ == "__main__":
    main()
