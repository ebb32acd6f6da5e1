"""The security domain: attacks, operations and statements out of articles, incidents and months out of those."""
