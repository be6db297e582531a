"""Celery with Redis: each touch is a task with a countdown that, once sent, puts the next one on the queue.

As the documentation has it for tasks that must not be lost: acknowledged late, given back when a worker is lost, a
visibility timeout above the longest countdown. Who replied stands in a set in Redis, that each task looks at first.
"""

from __future__ import annotations

from pathlib import Path

import redis
from celery import Celery
from celery.signals import worker_ready

from bench.peers.installation import Installation, ready_mark
from bench.peers.servers import Redis
from bench.work import Sink, Work

app = Celery("bench")
REPLIED = "replied"


class Process:
    """What the tasks of one process work with."""

    work: Work
    sink: Sink
    store: redis.Redis

    @classmethod
    def set_up(cls, folder: Path, url: str) -> None:
        cls.work, cls.store = Work.read(folder), redis.Redis.from_url(url)
        cls.sink = Sink(folder, cls.work.answer)
        longest = max(cls.work.first, cls.work.cadence)
        app.conf.update(
            broker_url=url,
            # A task is given out anew after this long without its acknowledgement; lower than a countdown it is given
            # out again and again.
            broker_transport_options={"visibility_timeout": longest + 10, "unacked_restore_throttle": 1},
            task_acks_late=True,
            task_reject_on_worker_lost=True,
            task_ignore_result=True,
            broker_connection_retry_on_startup=True,
        )


@app.task(name="touch")  # type: ignore[untyped-decorator]  # celery ships no types
def touch(person: str, number: int) -> None:
    if Process.store.sismember(REPLIED, person):
        return
    Process.sink.send(person, number)
    if number < Process.work.touches:
        schedule(person, number + 1, Process.work.cadence)


def schedule(person: str, number: int, wait: int) -> None:
    touch.apply_async((person, number), countdown=wait, task_id=f"{person}-{number}")


class CeleryRedis(Installation):
    name = "celery"
    is_what = "Celery with Redis, countdown tasks"
    _server: Redis

    def __init__(self, work: Work, folder: Path) -> None:
        super().__init__(work, folder, Redis(folder))

    def open(self) -> None:
        (self.folder / "url").write_text(self._server.url)
        Process.set_up(self.folder, self._server.url)

    def close(self) -> None:
        app.pool.force_close_all()
        if hasattr(Process, "store"):
            Process.store.close()

    def enrol_one(self, person: str) -> None:
        schedule(person, 1, self.work.first)

    def reply(self, person: str) -> None:
        Process.store.sadd(REPLIED, person)

    def story(self, person: str) -> list[str]:
        waiting = [
            f"waits until {task['eta']}: {task['request']['id']}"
            for tasks in (app.control.inspect(timeout=3).scheduled() or {}).values()
            for task in tasks
            if task["request"]["id"].startswith(f"{person}-")
        ]
        return (["replied"] if Process.store.sismember(REPLIED, person) else []) + waiting


def run_worker(folder: Path) -> None:
    Process.set_up(folder, (folder / "url").read_text())
    worker_ready.connect(lambda **_: ready_mark(folder).touch(), weak=False)
    app.worker_main(["worker", "--loglevel", "WARNING", "--concurrency", "8"])
