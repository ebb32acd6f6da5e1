"""What is made from the sources for whoever deploys them: `python -m deploy` writes it, a test holds it current.

It is no part of the installed package.
"""
