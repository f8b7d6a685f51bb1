"""Web and worker are kept running: what ends starts again, and nothing is left when all is told to
stop. Played by a shell that writes down when it starts."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from config import supervising
from config.supervising import PAUSES, Kept

ROOT = Path(__file__).resolve().parents[1]
# A busy machine is slow, not wrong.
PATIENCE = 60
SLEEPER = 'sh -c "echo \\$\\$ >> {name}; exec sleep 1000"'
# As a web server: a process that starts another one, which outlives it.
PARENT = 'sh -c "sleep 1000 & echo \\$! >> child; echo \\$\\$ >> {name}; wait"'


def as_in_a_terminal() -> None:
    """No signal is ignored from the start, as it is under nohup, whose tests these would be."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """A supervisor in a folder of its own, with that Procfile."""
    started = []

    def start(**commands: str) -> subprocess.Popen[str]:
        lines = [f"{name}: {command.format(name=name)}" for name, command in commands.items()]
        (tmp_path / "Procfile").write_text("\n".join(lines) + "\n")
        process = subprocess.Popen(
            [sys.executable, "-m", "config.supervising"],
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT / "site")},
            stderr=subprocess.PIPE, text=True, preexec_fn=as_in_a_terminal,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.wait(PATIENCE)


def starts(path: Path, number: int) -> list[int]:
    """The ids of the processes that wrote there, when so many have."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = path.read_text().split() if path.exists() else []
        if len(found) >= number:
            return [int(one) for one in found]
        time.sleep(0.05)
    raise AssertionError(f"{path.name} did not start {number} times")


def is_alive(process: int) -> bool:
    """Also false for one that has ended, and whose end nobody has asked about."""
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not (state.exists() and ") Z " in state.read_text())
    return False


def wait_for_end(process: int) -> None:
    until = time.monotonic() + PATIENCE
    while is_alive(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(process)


def test_what_is_killed_starts_again_and_the_other_goes_on(supervised, tmp_path: Path) -> None:
    supervised(web=SLEEPER, worker=SLEEPER)
    web, worker = starts(tmp_path / "web", 1)[0], starts(tmp_path / "worker", 1)[0]
    for killed in range(3):
        os.kill(starts(tmp_path / "worker", killed + 1)[-1], signal.SIGKILL)
    assert starts(tmp_path / "worker", 4)[-1] != worker
    assert is_alive(web)
    assert starts(tmp_path / "web", 1) == [web]


def test_what_a_killed_process_leaves_behind_ends_before_it_starts_again(
    supervised, tmp_path: Path
) -> None:
    supervised(web=PARENT)
    left = starts(tmp_path / "child", 1)[0]
    os.kill(starts(tmp_path / "web", 1)[0], signal.SIGKILL)
    starts(tmp_path / "web", 2)
    wait_for_end(left)


def test_what_ends_by_itself_is_started_again_too(supervised, tmp_path: Path) -> None:
    process = supervised(web="sh -c 'echo $$ >> web; exit 3'")
    starts(tmp_path / "web", 2)
    assert process.stderr
    assert process.stderr.readline() == "web ended (code 3) and starts again in 1 s\n"


def test_what_ends_by_itself_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept("web", "false")
    kept.process.wait()
    assert [kept.pause() for _ in range(len(PAUSES) + 1)] == [*PAUSES, PAUSES[-1]]
    monkeypatch.setattr(supervising, "CALM", 0)
    assert kept.pause() == PAUSES[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_when_it_is_told_to_stop_nothing_is_left(
    supervised, tmp_path: Path, number: signal.Signals
) -> None:
    process = supervised(web=PARENT, worker=SLEEPER)
    running = [starts(tmp_path / name, 1)[0] for name in ("web", "worker", "child")]
    process.send_signal(number)
    assert process.wait(PATIENCE) == 0
    for one in running:
        wait_for_end(one)


def test_the_site_is_started_under_it() -> None:
    names = [name for name, _ in supervising.processes(ROOT / "Procfile")]
    assert names == ["web", "worker"]
