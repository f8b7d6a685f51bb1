"""The virus scanner: asked if one is configured, and what it cannot judge is not taken."""

import socket
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pydantic import ValidationError as WrongSetting
from sample_files import SVG, jpeg, pdf

from config.environment import Environment
from forms.engine.uploads import sanitise as sanitising
from forms.engine.uploads import scanning
from forms.engine.uploads.sanitise import sanitise


class Clamd:
    """A scanner that answers what it is told to, and remembers what it was given."""

    def __init__(self, line: socket.socket, answer: bytes | None) -> None:
        self.line, self.answer, self.seen = line, answer, b""
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        try:
            peer, _ = self.line.accept()
        except OSError:
            return
        with peer:
            incoming = peer.makefile("rb")
            self.command = incoming.read(len(b"zINSTREAM\0"))
            while size := struct.unpack("!L", incoming.read(4))[0]:
                self.seen += incoming.read(size)
            if self.answer is not None:
                peer.sendall(self.answer)


@contextmanager
def clamd(settings, answer, family=socket.AF_INET, place=("127.0.0.1", 0)):
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.bind(place)
        line.listen()
        name = line.getsockname()
        settings.CLAMAV_URL = (
            f"tcp://{name[0]}:{name[1]}" if family == socket.AF_INET else f"unix:{name}"
        )
        yield Clamd(line, answer)


def file(content):
    return SimpleUploadedFile("scan.pdf", content)


def refusal(content=None):
    with pytest.raises(ValidationError) as error:
        sanitise(file(content or pdf()))
    return error.value


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    monkeypatch.setattr(scanning, "CONNECT_SECONDS", 0.5)
    monkeypatch.setattr(scanning, "ANSWER_SECONDS", 0.5)


def test_without_a_scanner_files_are_taken(settings):
    settings.CLAMAV_URL = ""
    assert sanitise(file(pdf())).extension == "pdf"


def test_the_scanner_sees_the_file_as_it_came(settings):
    content = jpeg((700, 700))
    with clamd(settings, b"stream: OK\0") as scanner:
        assert sanitise(file(content)).extension == "jpg"
    assert scanner.command == b"zINSTREAM\0"
    assert scanner.seen == content


def test_a_scanner_behind_a_unix_socket_is_asked_too(settings, tmp_path):
    place = str(tmp_path / "clamd.ctl")
    with clamd(settings, b"stream: OK\0", socket.AF_UNIX, place) as scanner:
        sanitise(file(pdf()))
    assert scanner.seen == pdf()


def test_what_the_scanner_finds_is_refused_and_never_opened(settings, monkeypatch):
    monkeypatch.setattr(sanitising, "clean_apart", lambda content: pytest.fail("was opened"))
    with clamd(settings, b"stream: Eicar-Test-Signature FOUND\0"):
        error = refusal()
    assert error.code == "infected"
    assert "something harmful" in error.messages[0]
    assert "Eicar" not in error.messages[0]


def test_what_is_no_accepted_file_is_not_sent_to_the_scanner(settings):
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"
    assert refusal(SVG).code == "other"


@pytest.mark.parametrize(
    "answer",
    [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but\0", b"garbage", b"\xff" * 5000,
     b"OK\0", None],
)  # fmt: skip
def test_without_a_verdict_the_file_is_refused_and_the_words_say_why(settings, answer):
    with clamd(settings, answer):
        error = refusal()
    assert error.code == "unscanned"
    assert "Your other answers are kept" in error.messages[0]


@pytest.mark.parametrize(
    "url", ["tcp://127.0.0.1:1", "unix:/nowhere/clamd.ctl", "tcp://no.such.host.invalid:3310"]
)
def test_a_scanner_that_cannot_be_reached_means_refused(settings, url):
    settings.CLAMAV_URL = url
    assert refusal().code == "unscanned"


def test_a_scanner_that_hangs_means_refused(settings):
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{line.getsockname()[1]}"
        assert refusal().code == "unscanned"


@pytest.mark.parametrize(
    "url", ["", "tcp://clamav:3310", "tcp://127.0.0.1:3310", "unix:/run/clamav/clamd.ctl"]
)
def test_the_setting_takes_both_kinds_of_address(url):
    assert Environment(clamav_url=url).clamav_url == url


@pytest.mark.parametrize("url", ["clamav:3310", "tcp://clamav", "http://x:1", "unix:", "tcp://:1"])
def test_an_address_that_cannot_be_one_stops_the_start(url):
    with pytest.raises(WrongSetting, match="clamav_url"):
        Environment(clamav_url=url)
