"""Events and tables as files: Parquet and CSV, from a broker's topics or from what `khabar extract` and `replay` print.

Columns are the contract's fields, in its order, with types that follow from the models and never from the rows: an empty file has
them too. The same set of claims gives the same bytes, in whatever order it came (with one version of pyarrow).

`datasets` says which there are, `gather` collects what stands, `arrow` makes Arrow types and values of models, `files` writes.
"""
