"""Starting the site: what is missing is said in one line, and production insists on its secrets."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import REQUIRED_IN_PRODUCTION

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "SECRET_KEY": "k3y-" * 20 + "of-production-and-long-enough",
    "ALLOWED_HOSTS": "example.org",
    "PUBLIC_URL": "https://example.org",
    "DATABASE_URL": "postgresql://site@127.0.0.1:5432/site",
    "ENCRYPTION_KEYS": "encryption-key-of-production",
    "LOOKUP_KEYS": "lookup-key-of-production",
    "EMAIL_URL": "smtp://user:password@mail.example.org:587/?tls=true",
    "EMAIL_FROM": "site@example.org",
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
}


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of the project, with this environment and nothing of the test's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=kept | {"PYTHONPATH": "site"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("-m", "config.preflight", PORT=port, DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        f"Port {port} is in use. Choose another: PORT={int(port) + 1} make run"
    ]


def test_a_folder_that_cannot_be_written_is_said_in_one_line() -> None:
    result = run("-m", "config.preflight", PORT="0", DATA_DIR="/proc/no-such-place")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "The folder /proc/no-such-place cannot be written. Set DATA_DIR to one that can."
    ]


def test_a_port_that_is_no_number_is_said_in_one_line(tmp_path: Path) -> None:
    result = run("-m", "config.preflight", PORT="eighty", DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "PORT" in result.stderr


def test_a_free_port_and_a_folder_are_enough(tmp_path: Path) -> None:
    result = run("-m", "config.preflight", PORT="0", DATA_DIR=str(tmp_path / "new"))
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("name", [name.upper() for name in REQUIRED_IN_PRODUCTION])
def test_production_refuses_to_start_without(name: str, tmp_path: Path) -> None:
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    result = run("manage.py", "check", DATA_DIR=str(tmp_path), **environment)
    assert result.returncode != 0
    assert f"Set these environment variables, then start again: {name}." in result.stderr


def test_the_deployment_check_is_clean_in_production(tmp_path: Path) -> None:
    result = run(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING",
        DATA_DIR=str(tmp_path), **PRODUCTION,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_production_keeps_no_key_beside_the_data(tmp_path: Path) -> None:
    run("manage.py", "check", DATA_DIR=str(tmp_path), **PRODUCTION)
    assert not (tmp_path / "keys").exists()


def test_local_keys_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.local", "DATA_DIR": str(tmp_path)}
    run("manage.py", "check", **environment)
    keys = {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
    assert set(keys) == {"secret_key", "encryption", "lookup"}
    assert len(set(keys.values())) == 3
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "keys").iterdir())
    run("manage.py", "check", **environment)
    assert keys == {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
