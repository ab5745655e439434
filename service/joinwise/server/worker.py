"""A worker: a loop that waits for all connections and answers what is plain, and threads."""

from __future__ import annotations

import errno
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from selectors import EVENT_READ
from socket import SHUT_WR, SO_SNDTIMEO, SOL_SOCKET, socket
from struct import pack
from threading import local
from time import monotonic
from typing import Any

from gunicorn.http import get_parser
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from joinwise.runtime.own_folder import make_again
from joinwise.server.arriving import ARRIVES_WITHIN, PIECE, drop_the_rest
from joinwise.server.plain import LARGEST_HEAD, PlainReader, Unread
from joinwise.server.stops import hear_stops

SWITCH_INTERVAL = 0.001
"""Seconds after which a thread that works lets the loop go on."""

LINGERS = 2.0
ANSWERED_WITHIN = 5.0
"""Seconds."""

READS_WITHIN = pack("ll", 60, 0)
"""Seconds and microseconds in which a client has to read some of its answer: a struct timeval."""

GONE = (errno.EAGAIN, errno.ECONNABORTED)
"""A connection was accepted by another worker, or its client has left."""


class Connection(TConn):
    """What has come of its next request, and among which it waits in the loop, unless it works."""

    arrived = b""
    queue: deque[Any] | None = None


class Worker(ThreadWorker):
    """Reads requests in its loop, so that no thread waits for a head, and answers plain ones there.

    All others are answered by threads, which are given what was read.
    """

    def __init__(self, *arguments: Any) -> None:
        """The folder is among the settings, which are the last but one of gunicorn's arguments.

        It may have been deleted.
        """
        make_again(Path(arguments[-2].worker_tmp_dir))
        super().__init__(*arguments)
        self.lingering: deque[Any] = deque()
        self.local = local()

    def load_wsgi(self) -> None:
        from joinwise.server.lane import FastLane  # noqa: PLC0415 - counts are to be set up before

        super().load_wsgi()
        limits = self.cfg.limit_request_line, self.cfg.limit_request_fields
        reader = PlainReader(*limits, self.cfg.limit_request_field_size)
        self.lane = FastLane(reader, self.app.shortcut)

    def init_process(self) -> None:
        sys.setswitchinterval(SWITCH_INTERVAL)
        super().init_process()

    def init_signals(self) -> None:
        """From here on it hears what it is told, and what it was told since it was forked."""
        super().init_signals()
        hear_stops()

    def accept(self, listener: socket) -> None:
        try:
            accepted, client = listener.accept()
        except OSError as error:
            if error.errno not in GONE:
                raise
            return
        self.nr_conns += 1
        accepted.setsockopt(SOL_SOCKET, SO_SNDTIMEO, READS_WITHIN)
        self._read(Connection(self.cfg, accepted, client, listener.getsockname()))

    def on_client_socket_readable(self, conn: Connection, client: socket) -> None:
        self._read(conn)

    def _read(self, conn: Connection) -> None:
        """Takes what has come, without waiting."""
        try:
            piece = conn.sock.recv(PIECE)
        except BlockingIOError:
            return self._await_more(conn)
        except OSError:
            return self._end(conn)
        if conn.queue is self.lingering:
            return None if piece else self._end(conn)
        conn.arrived += piece
        return self._go_on(conn, is_ended=not piece) if conn.arrived else self._end(conn)

    def _go_on(self, conn: Connection, is_ended: bool) -> None:
        match Unread.OTHER if is_ended or self._is_ending() else self._answer(conn):
            case Unread.INCOMPLETE:
                self._await_more(conn)
            case Unread.OTHER:
                self._hand_over(conn)
            case bytes() as answer:
                self._send(conn, answer)

    def _answer(self, conn: Connection) -> bytes | Unread:
        peer = conn.client if isinstance(conn.client, str) else conn.client[0]
        return self.lane.answer(conn.arrived, peer)

    def _is_ending(self) -> bool:
        """Whether connections are no longer kept, which the answers of threads say."""
        return (
            not self.alive
            or self.nr + 1 >= self.max_requests
            or len(self.keepalived_conns) >= self.max_keepalived
        )

    def _send(self, conn: Connection, answer: bytes) -> None:
        """A thread sends what the client does not take at once."""
        self.nr += 1
        conn.arrived = b""
        try:
            sent = conn.sock.send(answer)
        except BlockingIOError:
            sent = 0
        except OSError:
            return self._end(conn)
        if sent < len(answer):
            return self._in_thread(conn, partial(_send_rest, conn, answer[sent:]))
        return self._keep(conn)

    def _keep(self, conn: Connection) -> None:
        """For another request; if the worker stops, not for long."""
        conn.set_timeout()
        if not self.alive:
            conn.timeout = min(conn.timeout, monotonic() + STOP_KEEPALIVE_LINGER)
        self._wait(conn, self.keepalived_conns)

    def _await_more(self, conn: Connection) -> None:
        """However slowly it comes, it has to be whole in time."""
        if conn.queue is not self.pending_conns:
            conn.timeout = monotonic() + ARRIVES_WITHIN
            self._wait(conn, self.pending_conns)

    def _hand_over(self, conn: Connection) -> None:
        conn.data_ready = True
        self._in_thread(conn, partial(self._handle, conn, conn.arrived[:LARGEST_HEAD]))

    def _in_thread(self, conn: Connection, work: Callable[[], bool]) -> None:
        """Has a thread go on, which says whether another request may follow."""
        self._leave(conn)
        conn.parser = conn.parser or get_parser(self.cfg, conn.sock, conn.client)
        conn.parser.unreader.unread(conn.arrived)
        conn.arrived = b""
        ended = partial(self.method_queue.defer, self.finish_request, conn)
        self.tpool.submit(work).add_done_callback(ended)

    def finish_request(self, conn: Connection, done: Future[bool]) -> None:
        """Goes on in the loop when a thread is done."""
        if done.cancelled() or done.exception() or not done.result():
            return self._linger(conn)
        conn.sock.setblocking(False)
        conn.arrived = conn.parser.unreader.take_buffered()
        return self._go_on(conn, is_ended=False) if conn.arrived else self._keep(conn)

    def _handle(self, conn: Connection, head: bytes) -> bool:
        self.local.head = head
        return bool(self.handle(conn))

    def handle_error(self, req: Any, client: socket, addr: Any, exc: Exception) -> None:
        """Answers a request that a thread could not read; the connection is closed."""
        with suppress(OSError):
            client.settimeout(ANSWERED_WITHIN)
            client.sendall(self.lane.refused(self.local.head, exc))

    def handle_request(self, req: Any, conn: Connection) -> bool:
        """Reads on if a body is refused.

        A connection that is closed while its client still sends is reset, and the answer lost.
        """
        try:
            is_kept = super().handle_request(req, conn)
        except BlockingIOError:
            raise ConnectionResetError(errno.ECONNRESET, "the answer is not read") from None
        return drop_the_rest(req.body, conn.sock) and bool(is_kept)

    def murder_pending(self) -> None:
        """Closes connections whose time is over; one whose request has begun to come is told so."""
        for conn in _late(self.pending_conns):
            if conn.arrived:
                with suppress(OSError):
                    conn.sock.send(self.lane.refused(conn.arrived, TimeoutError()))
            self._end(conn)
        for conn in _late(self.lingering):
            self._end(conn)

    def _linger(self, conn: Connection) -> None:
        """Reads on for a while after the last answer, which a reset would take from the client."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(SHUT_WR)
        except OSError:
            return self._end(conn)
        conn.timeout = monotonic() + LINGERS
        return self._wait(conn, self.lingering)

    def _cap_keepalive(self, deadline: float) -> None:
        """At a stop, threads wait for what has begun to come; nothing else is waited for long."""
        for listener in self.sockets:
            listener.close()
        super()._cap_keepalive(deadline)
        for conn in [*self.pending_conns]:
            if conn.arrived:
                self._hand_over(conn)
            else:
                conn.timeout = min(conn.timeout, deadline)

    def _wait(self, conn: Connection, queue: deque[Any]) -> None:
        if conn.queue is None:
            readable = partial(self.on_client_socket_readable, conn)
            self.poller.register(conn.sock, EVENT_READ, readable)
        else:
            conn.queue.remove(conn)
        conn.queue = queue
        queue.append(conn)

    def _leave(self, conn: Connection) -> None:
        if conn.queue is not None:
            self.poller.unregister(conn.sock)
            conn.queue.remove(conn)
            conn.queue = None

    def _end(self, conn: Connection) -> None:
        self._leave(conn)
        self.nr_conns -= 1
        conn.close()


def _late(queue: deque[Any]) -> Iterator[Any]:
    """The connections whose time is over; they wait in the order of their times."""
    now = monotonic()
    while queue and queue[0].timeout <= now:
        yield queue[0]


def _send_rest(conn: Connection, rest: bytes) -> bool:
    conn.sock.setblocking(True)
    conn.sock.sendall(rest)
    return True
