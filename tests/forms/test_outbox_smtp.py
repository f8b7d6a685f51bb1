"""The outbox and a mail server that speaks SMTP, over a real connection."""

import socketserver
import threading
from collections.abc import Iterator

import pytest

from config.email import smtp_mailer
from forms.outbox.models import Message, State
from forms.outbox.queue import queue
from forms.outbox.sending import DELIVERY, send_due
from tests.forms.mailing import ADDRESS, KIND, make_kind, make_words, registered

pytestmark = pytest.mark.django_db


class Conversation(socketserver.StreamRequestHandler):
    """RFC 5321 as far as a test needs it."""

    ANSWERS = {"MAIL": "250 ok", "DATA": "354 go on", "RSET": "250 ok", "QUIT": "221 bye"}

    def handle(self) -> None:
        self.server.connections += 1
        self.say("220 test")
        for line in self.rfile:
            self.answer(line.decode().strip())

    def answer(self, line: str) -> None:
        verb = line[:4].upper()
        self.say({"EHLO": "250 test", "RCPT": self.server.rcpt}.get(verb) or self.ANSWERS[verb])
        if verb == "DATA":
            self.server.mails.append(self.read_mail())
            self.say("250 kept")

    def read_mail(self) -> str:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines).decode()

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    rcpt = "250 ok"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.connections = 0
        self.mails: list[str] = []

    @property
    def port(self) -> int:
        return self.server_address[1]


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.MAILERS = {"default": smtp_mailer(f"smtp://127.0.0.1:{server.port}/")}
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def kind(db):
    with registered():
        make_words()
        yield make_kind()


def states() -> list[str]:
    return list(Message.objects.values_list("state", flat=True))


def test_a_round_uses_one_connection_for_all_its_mail(server: MailServer) -> None:
    for target in range(3):
        queue(KIND, target, language="ur")
    send_due()
    assert (len(server.mails), server.connections) == (3, 1)
    assert states() == [State.SENT] * 3


def test_the_mail_on_the_wire_says_what_it_is(server: MailServer) -> None:
    queue(KIND, 1, language="ur")
    send_due()
    (mail,) = server.mails
    for line in (
        f"To: {ADDRESS}", "Auto-Submitted: auto-generated", "Content-Language: ur",
        f"Message-ID: <{Message.objects.get().pk}@localhost>",
    ):  # fmt: skip
        assert f"{line}\r\n" in mail
    assert "multipart/alternative" in mail


def test_an_address_that_the_server_does_not_know_is_given_up(server: MailServer) -> None:
    server.rcpt = "550 5.1.1 no such user"
    queue(KIND, 1, language="en")
    send_due()
    assert states() == [State.FAILED]


def test_a_full_mailbox_is_tried_again(server: MailServer) -> None:
    server.rcpt = "452 4.2.2 mailbox full"
    queue(KIND, 1, language="en")
    send_due()
    assert states() == [State.WAITING]


def test_without_a_server_mail_waits(settings) -> None:
    settings.MAILERS = {"default": smtp_mailer("smtp://127.0.0.1:1/")}
    queue(KIND, 1, language="en")
    send_due()
    assert states() == [State.WAITING]


def test_a_delivery_is_over_before_its_lease() -> None:
    """MAIL, RCPT, DATA, the mail, and one EHLO where nobody signs in."""
    timeout = smtp_mailer("smtp://mail.example.org/")["OPTIONS"]["timeout"]
    assert 5 * timeout < DELIVERY.total_seconds()
