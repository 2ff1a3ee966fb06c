"""The same tasks on Ray: actors that hold a reader, one a processor; a lost one is started again and its task retried.

Nothing leaves the machines: Ray's usage statistics and its dashboard are off.
"""

import logging
import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import ray
import ray.data

from standoff.errors import CaptureError, EngineError, StandoffError
from standoff.export.parquet.partitions import Manifest
from standoff.pipeline import Outcome, read_captures
from standoff.scale.partitions import Place, read_task
from standoff.scale.plans import Plan, Task
from standoff.scale.watching import new_watch, watched
from standoff.types import Capture

_OBJECTS = 500_000_000
"""Bytes of Ray's shared memory on this machine: only names, manifests and, for a database, readings pass through it."""
_BLOCK = 4_000_000
_ANSWERS_WITHIN = 10.0
"""Seconds that a cluster may take to answer at all."""

# No message goes out, and none of those in the dark: what matters comes back as an error.
_ENVIRONMENT = MappingProxyType({"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"})

Batch = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where work is done: `address` of a cluster, None for one of this machine alone; with how many workers."""

    address: str | None = None
    workers: int | None = None


class _PartitionWorker:
    """Reads tasks into partitions."""

    def __init__(self, how: Plan, watch: Any, where: Place) -> None:
        self._how, self._watch, self._where, self._reader = how, watch, where, how.reader()

    def __call__(self, batch: Batch) -> Iterator[Batch]:
        for task in batch["item"]:
            yield _sent(self._read(task))

    def _read(self, task: Task) -> Manifest | StandoffError:
        found = watched(task, self._how.settings, self._watch)
        try:
            return read_task(task, found, self._how, self._reader, self._where)
        except StandoffError as error:  # as a value: Ray would wrap it
            return error


class _OutcomeWorker:
    """Reads tasks and sends what becomes of each article to the one that writes."""

    def __init__(self, how: Plan, watch: Any) -> None:
        self._how, self._watch, self._reader = how, watch, how.reader()

    def __call__(self, batch: Batch) -> Iterator[Batch]:
        for task in batch["item"]:
            for found in watched(task, self._how.settings, self._watch):
                for outcome in read_captures([found], self._reader, self._how.settings):
                    yield _sent((found, outcome))


def read_partitions(work: Sequence[Task], how: Plan, where: Place, on: Cluster) -> Iterator[Manifest]:
    """Read tasks into partitions and yield what each says of itself, as they are done. Raises EngineError."""
    for found in _mapped(work, _PartitionWorker, how, (where,), on, in_order=False):
        if isinstance(found, StandoffError):
            raise found
        yield cast(Manifest, found)


def read_outcomes(work: Sequence[Task], how: Plan, on: Cluster) -> Iterator[tuple[Capture | CaptureError, Outcome]]:
    """Read tasks and yield what became of each article, with its capture, in the order of the input."""
    for found in _mapped(work, _OutcomeWorker, how, (), on, in_order=True):
        yield cast(tuple[Capture | CaptureError, Outcome], found)


def _sent(noun: object) -> Batch:
    column = np.empty(1, dtype=object)
    column[0] = noun
    return {"item": column}


def _mapped(
    work: Sequence[Task], worker: type, how: Plan, rest: tuple[object, ...], on: Cluster, *, in_order: bool
) -> Iterator[object]:
    if not work:
        return
    try:
        with connected(on):
            arguments = (how, new_watch(), *rest)
            for row in _dataset(work, worker, arguments, on, in_order=in_order).iter_rows():
                yield row["item"]
    except ray.exceptions.RayError as error:
        why = f"the workers cannot go on ({_first_line(error)})"
        raise EngineError(f"{why}; what was read is kept: see ray logs, then start it again") from error


def _dataset(work: Sequence[Task], worker: type, arguments: tuple[object, ...], on: Cluster, *, in_order: bool) -> Any:
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = _BLOCK
    context.execution_options.preserve_order = in_order
    size = min(on.workers or int(ray.cluster_resources().get("CPU", 1)), len(work))
    found = ray.data.from_items([{"item": each} for each in work], override_num_blocks=len(work))
    return found.map_batches(
        worker,
        fn_constructor_args=arguments,
        batch_size=1,
        num_cpus=1,
        # By Ray's default a lost actor is started again and its task tried again, without end; what kills it again
        # and again is passed over by `watched`.
        compute=ray.data.ActorPoolStrategy(size=size, max_tasks_in_flight_per_actor=1),
    )


@contextmanager
def connected(on: Cluster) -> Iterator[None]:
    """Connect to a cluster, or start one of this machine alone; one that is connected already is used and left."""
    if ray.is_initialized():
        yield
        return
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    rest = {
        "num_cpus": on.workers,
        "object_store_memory": _OBJECTS,
        "include_dashboard": False,
        "_node_ip_address": "127.0.0.1",  # else it listens to the network, and without one does not start
    }
    try:
        _knock(on.address or "local")
        ray.init(
            address=on.address or "local",
            log_to_driver=False,
            logging_level=logging.ERROR,
            **({} if on.address else rest),
        )
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        where = on.address or "this machine"
        raise EngineError(
            f"{where}: Ray cannot be started or reached ({_first_line(error)}); see ray status"
        ) from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raise OSError if nothing answers at host:port, which Ray itself finds out after minutes."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_ANSWERS_WITHIN).close()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
