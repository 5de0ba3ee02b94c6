"""The only place that ends a wait for a PostgreSQL server that hangs.

A server that stops in the middle (a machine that swaps, a frozen virtual machine, a proxy without
its server) still acknowledges every packet, so that no time-out of TCP or of libpq ends the wait.
What counts is how long nothing at all came: an answer that comes slowly is waited for.
"""

import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg.abc import RV, PQGen
from typing_extensions import override

Waited = TypeVar("Waited")
Asked = TypeVar("Asked")


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is given up, and closed, after `patience_s` without a byte."""

    patience_s: float | None = None

    @override
    def wait(self, gen: PQGen[RV], *words: Any, **options: Any) -> RV:
        """As psycopg's own.

        Raises:
            psycopg.OperationalError: nothing came in time.
        """
        if self.patience_s is not None:
            gen = self._while_it_speaks(gen, self.patience_s)
        return super().wait(gen, *words, **options)

    def _while_it_speaks(
        self, gen: Generator[Asked, Any, Waited], patience_s: float
    ) -> Generator[Asked, Any, Waited]:
        try:
            wish = next(gen)
            heard_s = time.monotonic()
            while True:
                # Falsy when the socket was silent since, which is told ten times a second.
                ready = yield wish
                if ready:
                    heard_s = time.monotonic()
                elif time.monotonic() - heard_s > patience_s:
                    self.pgconn.finish()
                    raise psycopg.OperationalError("the server did not answer in time")
                wish = gen.send(ready)
        except StopIteration as end:
            answer: Waited = end.value
            return answer
