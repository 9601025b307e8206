"""A server on this machine that speaks as much of the hub's protocol as a pull needs."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

LARGE = (".safetensors", ".spm", ".bin")


class FakeHub:
    """Repositories by id, their files by commit, and the ways in which it can misbehave."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str], dict[str, bytes]] = {}
        self.refs: dict[tuple[str, str], str] = {}
        self.gated: set[str] = set()
        self.altered: dict[str, bytes] = {}
        self.forbidden: set[str] = set()
        self.cut: set[str] = set()
        self.log: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def publish(self, hub_id: str, folder: Path, commit: str, ref: str = "main") -> None:
        """Serve the files of ``folder`` as this commit of the repository, and as this ref."""
        self.files[hub_id, commit] = {p.name: p.read_bytes() for p in folder.iterdir()}
        self.refs[hub_id, ref] = commit

    def commit_of(self, hub_id: str, revision: str) -> str | None:
        if (hub_id, revision) in self.files:
            return revision
        return self.refs.get((hub_id, revision))

    def downloads(self) -> list[str]:
        """The names of the files fetched since the last call."""
        found = [line.rpartition("/")[2] for line in self.log if line.startswith("GET file")]
        self.log.clear()
        return found


@contextmanager
def running_hub() -> Iterator[FakeHub]:
    hub = FakeHub()
    thread = threading.Thread(target=hub.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.server.shutdown()
        hub.server.server_close()
        thread.join()


def _handler(hub: FakeHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            hub.log.append(f"{self.command} {path}")
            parts = [unquote(part) for part in path.strip("/").split("/")]
            if parts[:2] == ["api", "models"]:
                self._info("/".join(parts[2:4]), parts[5] if len(parts) > 5 else "main")
            elif len(parts) == 5 and parts[2] == "resolve":
                self._resolve("/".join(parts[:2]), parts[3], parts[4])
            elif parts[0] == "cdn":
                self._body(hub.files["/".join(parts[1:3]), parts[3]][parts[4]], parts[4], {})
            else:
                self._fail(404, "EntryNotFound")

        def _info(self, hub_id: str, revision: str) -> None:
            if not any(known == hub_id for known, _ in hub.files):
                return self._fail(401, "RepoNotFound")
            commit = hub.commit_of(hub_id, revision)
            if commit is None:
                return self._fail(404, "RevisionNotFound")
            siblings = [
                _sibling(name, data) for name, data in sorted(hub.files[hub_id, commit].items())
            ]
            body = {"id": hub_id, "sha": commit, "siblings": siblings}
            return self._send(
                200, json.dumps({**body, "cardData": {"license": "mit"}}).encode(), {}
            )

        def _resolve(self, hub_id: str, revision: str, name: str) -> None:
            if hub_id in hub.gated:
                return self._fail(403, "GatedRepo")
            if name in hub.forbidden:
                return self._fail(403, "")
            commit = hub.commit_of(hub_id, revision)
            if commit is None or name not in hub.files[hub_id, commit]:
                return self._fail(404, "EntryNotFound")
            data = hub.files[hub_id, commit][name]
            headers = {"X-Repo-Commit": commit}
            if not name.endswith(LARGE):
                return self._body(data, name, {**headers, "ETag": f'"{_git_sha(data)}"'})
            # Large files lie elsewhere, and only this answer tells about them.
            headers["X-Linked-Etag"] = f'"{hashlib.sha256(data).hexdigest()}"'
            headers["X-Linked-Size"] = str(len(data))
            port = hub.server.server_port
            headers["Location"] = f"http://localhost:{port}/cdn/{hub_id}/{commit}/{name}"
            return self._send(302, b"", headers)

        def _body(self, data: bytes, name: str, headers: dict[str, str]) -> None:
            if self.command == "GET":
                hub.log.append(f"GET file/{name}")
            data = hub.altered.get(name, data)
            wanted = self.headers.get("Range")
            if wanted:
                start = int(wanted.removeprefix("bytes=").partition("-")[0])
                headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
                return self._send(206, data[start:], headers)
            if name in hub.cut and self.command == "GET":
                hub.cut.remove(name)
                return self._send(200, data, headers, part=len(data) // 2)
            return self._send(200, data, headers)

        def _fail(self, status: int, code: str) -> None:
            self._send(status, b"", {"X-Error-Code": code} if code else {})

        def _send(
            self, status: int, data: bytes, headers: dict[str, str], part: int | None = None
        ) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(data[:part])
                self.close_connection = part is not None

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the tests' output clean."""

    return Handler


def _sibling(name: str, data: bytes) -> dict[str, Any]:
    row: dict[str, Any] = {"rfilename": name, "size": len(data), "blobId": _git_sha(data)}
    if name.endswith(LARGE):
        sha = hashlib.sha256(data).hexdigest()
        row["lfs"] = {"sha256": sha, "size": len(data), "pointerSize": 134}
    return row


def _git_sha(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
