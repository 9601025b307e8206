"""A batch goes through in windows; neither they nor processes change what is made."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from align.batch import planning, tasks, windows
from align.batch.done import Done
from align.batch.result import Result
from align.batch.run import run_batch
from align.batch.tasks import start_planner
from align.batch.windows import in_windows
from align.batch.workers import Inline, Processes, workers_for
from align.document import Document
from align.errors import OutputError
from align.inputs import collect
from align.translation.memory import Memory, memory_path
from align.translation.models.folder import ModelFolder
from align.translation.session import Session
from tests.cli.running import files_below
from tests.tiny_marian import random_sentence


class Nobody:
    """A watcher that only counts."""

    def __init__(self) -> None:
        self.planned = self.advanced = 0

    def begin(self, name: str) -> None:
        """See ``Watcher``."""

    def plan(self, sentences: int) -> None:
        self.planned += sentences

    def advance(self, sentences: int) -> None:
        self.advanced += sentences


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    rng = random.Random(11)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        text = "\n".join(random_sentence(rng) for _ in range(rng.randint(1, 9)))
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "05b.txt").write_bytes(b"\0\1\2\0" * 50)
    return folder


def translate(
    model: ModelFolder, documents: Path, out: Path, threads: int = 1, processes: int = 0
) -> list[Result]:
    settings = ("en", "kk", str(model.path))
    watcher = Nobody()
    with (
        Memory(memory_path(out)) as memory,
        Session("en", memory, source="kk", model=str(model.path), threads=threads) as session,
    ):
        inputs = collect([str(documents)], out)
        results = list(
            run_batch(
                inputs,
                session,
                out,
                ("jsonl", "txt"),
                watcher,
                (lambda: Processes(processes, start_planner, *settings)) if processes else Inline,
            )
        )
    assert watcher.planned == watcher.advanced
    return results


def test_windows_threads_and_processes_change_nothing(
    tiny_model: ModelFolder, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = translate(tiny_model, documents, tmp_path / "one")
    assert [result.name for result in one] == sorted(path.name for path in documents.iterdir())
    assert [r.name for r in one if r.status == "unreadable"] == ["05b.txt"]
    monkeypatch.setattr(windows, "_SENTENCES", (3, 10, 7))
    for name, threads, processes in (("small", 1, 0), ("threads", 3, 0), ("processes", 2, 2)):
        found = translate(tiny_model, documents, tmp_path / name, threads, processes)
        assert [(r.name, r.status, r.sentences, r.files) for r in found] == [
            (r.name, r.status, r.sentences, r.files) for r in one
        ]
        assert files_below(tmp_path / name) == files_below(tmp_path / "one")


def test_a_document_alone_becomes_what_it_is_in_a_folder(
    tiny_model: ModelFolder, documents: Path, tmp_path: Path
) -> None:
    translate(tiny_model, documents, tmp_path / "all")
    alone = tmp_path / "alone"
    alone.mkdir()
    (documents / "07.txt").rename(alone / "07.txt")
    translate(tiny_model, alone, tmp_path / "out")
    whole = files_below(tmp_path / "all")
    for name, content in files_below(tmp_path / "out").items():
        assert whole[name] == content


def test_few_cores_need_no_processes() -> None:
    assert [workers_for(cores) for cores in (1, 2, 3, 4, 8, 200)] == [0, 0, 0, 1, 2, 16]


def test_large_windows_are_told_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "_SENTENCES", (3, 10, 7))
    monkeypatch.setattr(windows, "_LARGE_CHARACTERS", 1000)
    sizes = [(1, 10), (1, 10), (1, 10), (5, 10), (0, 5000), (0, 600), (0, 600), (2, 10)]
    found = [(window.items, window.large) for window in in_windows(sizes, lambda size: size)]
    assert [(len(items), large) for items, large in found] == [
        (3, False),
        (2, True),  # code has no sentences, and is held all the same
        (2, True),
        (1, False),
    ]
    assert [size for items, _ in found for size in items] == sizes


def test_large_windows_change_nothing(
    tiny_model: ModelFolder, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(tiny_model, documents, tmp_path / "one")
    monkeypatch.setattr(windows, "_LARGE_CHARACTERS", 60)
    translate(tiny_model, documents, tmp_path / "large", processes=1)
    assert files_below(tmp_path / "large") == files_below(tmp_path / "one")


def test_one_document_that_meets_a_fault_costs_no_other(
    tiny_model: ModelFolder, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plan(document: Document) -> object:
        if document.path == "03.txt":
            raise IndexError("no such thing")
        return tasks.plan_document(document)

    monkeypatch.setattr(planning, "plan_document", plan)
    found = translate(tiny_model, documents, tmp_path / "out")
    assert len(found) == 13
    (failure,) = (result for result in found if result.status == "failed")
    assert failure.name == "03.txt"
    assert "IndexError in test_windows.py" in failure.reason
    monkeypatch.undo()
    again = translate(tiny_model, documents, tmp_path / "out")
    assert [r.name for r in again if not r.unchanged] == ["03.txt", "05b.txt"]


def test_what_cannot_be_remembered_is_a_failure_and_no_end(
    tiny_model: ModelFolder, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (documents / "00.txt").write_text("   ", encoding="utf-8")  # nothing to translate

    def remember(*_: object) -> None:
        raise OutputError("no room")

    monkeypatch.setattr(Done, "remember", remember)
    found = translate(tiny_model, documents, tmp_path / "out")
    assert len(found) == 13
    assert {result.reason for result in found if result.name != "05b.txt"} == {"no room"}


def die_once(mark: str, value: int) -> int:
    """Ends its process the first time."""
    if not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    return value


def die() -> None:
    """Ends its process each time."""
    os._exit(9)


def test_what_a_dead_process_had_to_do_is_done_by_another(tmp_path: Path) -> None:
    workers = Processes(1, print)
    try:
        waiting = [workers.submit(die_once, str(tmp_path / "mark"), n) for n in range(3)]
        assert [wait() for wait in waiting] == [0, 1, 2]
        with pytest.raises(MemoryError):
            workers.submit(die)()
        assert workers.submit(abs, -3)() == 3
    finally:
        workers.close()


def blocked_signals() -> set[int]:
    """Signals that this process is not told of."""
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, []))


@pytest.mark.skipif(sys.platform == "win32", reason="needs signal masks")
def test_a_process_is_never_interrupted_and_its_parent_is() -> None:
    workers = Processes(1, print)
    try:
        assert signal.SIGINT in workers.submit(blocked_signals)()
        assert signal.SIGINT not in blocked_signals()
    finally:
        workers.close()


PARENT = """
import os, time
from align.batch.windows import in_windows
from align.batch.workers import Processes
if __name__ == "__main__":
    workers = Processes(1, print)
    print(workers.submit(os.getpid)(), flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_process_ends_with_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        lines = iter(parent.stdout.readline, b"")
        pid = int(next(line for line in lines if line.strip()))
        os.kill(pid, 0)
        parent.send_signal(signal.SIGKILL)
        # The end of this pipe is that of the last process; none has anything to say.
        assert parent.stderr.read() == b""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    raise AssertionError("the process outlived its parent")
