"""The straight line over many files at once: partitions of Parquet out of one process or a cluster."""

from standoff.scale.plans import Plan, Task, plan, tasks

__all__ = ["Plan", "Task", "plan", "tasks"]
