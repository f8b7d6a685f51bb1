"""The line to the mail server. Errors are told apart by what they mean for the message."""

from contextlib import suppress
from smtplib import SMTPRecipientsRefused
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMultiAlternatives, mailers

PERMANENT = 500  # RFC 5321, 4.2.1: 5yz is the final word


class Away(Exception):
    """The mail server cannot be reached, or does not let us in."""


class Refused(Exception):
    """This address will never be accepted."""

    def __init__(self, code: int | None = None) -> None:
        super().__init__()
        self.code = code


class Transport:
    """One connection for a round, opened when the first mail needs it."""

    def __init__(self) -> None:
        self.mailer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def open(self) -> None:
        """Raises Away."""
        if self.mailer is None:
            mailer = mailers.default
            try:
                mailer.open()
            except OSError as error:
                with suppress(OSError):
                    mailer.close()
                raise Away from error
            self.mailer = mailer

    def close(self) -> None:
        mailer, self.mailer = self.mailer, None
        if mailer is not None:
            with suppress(OSError):
                mailer.close()

    def send(self, mail: EmailMultiAlternatives) -> None:
        """Raises Refused, or whatever the mailer raises; the connection is not used again then."""
        if not mail.recipients():
            raise Refused
        try:
            self.mailer.send_messages([mail])
        except SMTPRecipientsRefused as error:
            self.close()
            code = code_of(error)
            raise Refused(code) if code >= PERMANENT else error from error
        except ValueError as error:  # no mail program can write that address
            self.close()
            raise Refused from error
        except Exception:
            self.close()
            raise


def code_of(error: SMTPRecipientsRefused) -> int:
    return max((answer[0] for answer in error.recipients.values()), default=0)
