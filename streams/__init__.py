"""Khabar's streams: news articles in, economic and security events and rolling tables out.

The core (`text`, `economy`, `security`, `classify`, `pipeline`) is functions on values and touches no broker,
clock, network or environment. `agents`, `app`, `broker` and `cli` are the thin shell around it.
"""

__version__ = "0.1.0"
