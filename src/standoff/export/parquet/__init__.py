"""The record as Parquet: in a folder a folder a table, in that a file a partition (`standoff[parquet]`).

`partitions` needs no pyarrow; `schemas` and `writing` do, and are imported where rows are written or asked.
"""
