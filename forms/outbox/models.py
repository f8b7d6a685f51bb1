"""Mail on its way: rows of ids, the attempts to send them, and the wording."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import PreviewableMixin

from content.bilingual import Bilingual, BilingualRow, UrduCharField, UrduTextField
from forms.outbox import registry, rendering, wording
from forms.outbox.framing import framed

SUBJECT_LENGTH = 150
LENGTHS = {"target": 64, "key": 100}


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    DROPPED = "dropped", "Not needed any more"
    FAILED = "failed", "Could not be sent"


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> Self:
        """What a worker may take now, the longest due first."""
        return self.free(now).filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "pk")

    def free(self, now: datetime) -> Self:
        """Not being sent by anybody."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=now))

    def leased(self, message: "Message") -> Self:
        """That message, as long as nobody else has taken it since."""
        return self.filter(pk=message.pk, state=State.WAITING, leased_until=message.leased_until)

    def end(self, state: State) -> int:
        return self.update(state=state, ended_at=timezone.now(), leased_until=None)

    def postpone(self, due_at: datetime) -> int:
        return self.update(due_at=due_at, leased_until=None)

    def ask_again(self) -> int:
        """Due now, with all attempts before it."""
        return self.update(
            state=State.WAITING,
            ended_at=None,
            leased_until=None,
            tries=0,
            interruptions=0,
            due_at=timezone.now(),
        )

    def unsent(self) -> Self:
        """What staff may still decide about."""
        return self.free(timezone.now()).filter(state__in=[State.WAITING, State.FAILED])

    def ended_before(self, moment: datetime) -> Self:
        return self.exclude(state=State.WAITING).filter(ended_at__lt=moment)


class Message(models.Model):
    """One mail to be sent: what kind, about which row, in which language. Ids only: no address, no
    name, no token and no text stands here; the kind's builder looks them up when it is sent."""

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=40)
    target = models.CharField(
        max_length=LENGTHS["target"], help_text="Key of the row that the mail is about."
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    key = models.CharField(
        max_length=LENGTHS["key"], blank=True, help_text="The same key queues once."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    # Taken by a worker until then; a worker that was killed loses it.
    leased_until = models.DateTimeField(null=True, blank=True)
    # Attempts since staff last asked, and those of them that ended with their worker.
    tries = models.PositiveSmallIntegerField(default=0)
    interruptions = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        permissions = [
            ("retry_message", "Can send mail again or give it up"),
            ("read_mail", "Can read the mail that is kept on this machine"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="message_queued_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "dropped", "failed"]),
                name="message_state_known",
            ),
            models.CheckConstraint(
                condition=Q(language__in=["en", "ur"]), name="message_language_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True)
                | ~Q(state="waiting") & Q(ended_at__isnull=False),
                name="message_ended_unless_waiting",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="message_waiting"),
            models.Index(fields=["queued_at"], name="message_queued_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name}, {self.queued_at:%Y-%m-%d %H:%M}"

    @property
    def open_to_staff(self) -> bool:
        return self.state in {State.WAITING, State.FAILED}

    @property
    def failures(self) -> int:
        """Attempts that did not succeed, the present one included. To be killed is no failure."""
        return self.tries - self.interruptions

    @property
    def kind_name(self) -> str:
        return registry.name_of(self.kind)


class Outcome(models.TextChoices):
    BEGUN = "begun", "Begun"
    INTERRUPTED = "interrupted", "Interrupted"
    SENT = "sent", "Sent"
    DROPPED = "dropped", "Not needed any more"
    POSTPONED = "postponed", "Did not succeed, to be tried again"
    REFUSED = "refused", "Refused for good"


class MailAttempt(models.Model):
    """One attempt to send a message. Written before the attempt begins, so that one that a kill
    interrupts is on record too. Of an error the class is kept, never its words."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.BEGUN)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["at", "pk"]

    def close(self, outcome: Outcome, error: str = "") -> None:
        rows = MailAttempt.objects.filter(pk=self.pk)
        rows.update(outcome=outcome, error=error[:100])


class MailText(PreviewableMixin, BilingualRow):
    """The wording of one kind of mail. Made by the migration of the room that sends it, edited by
    staff; never added or deleted by hand."""

    code = models.CharField(max_length=40, unique=True, editable=False)
    subject_en = models.CharField("subject (English)", max_length=SUBJECT_LENGTH)
    subject_ur = UrduCharField("subject (Urdu)", max_length=SUBJECT_LENGTH)
    body_en = models.TextField("text (English)")
    body_ur = UrduTextField("text (Urdu)")

    subject = Bilingual()
    body = Bilingual()

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["code"]
        verbose_name = "mail text"

    def __str__(self) -> str:
        return registry.name_of(self.code)

    def clean(self) -> None:
        super().clean()
        self.body_en, self.body_ur = wording.tidy(self.body_en), wording.tidy(self.body_ur)
        if found := registry.find(self.code):
            wording.check(self, found)

    def words(self, language: str) -> tuple[str, str]:
        """Subject and body in that language."""
        return getattr(self, f"subject_{language}"), getattr(self, f"body_{language}")

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """None without a kind: nobody knows what to fill in."""
        known = registry.find(self.code) is not None
        return [(code, str(name)) for code, name in settings.LANGUAGES] if known else []

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As it arrives, with sample values."""
        kind = registry.kind(self.code)
        envelope = rendering.sample(kind, mode_name)
        letter = rendering.render(kind, self.words(mode_name), envelope, mode_name)
        return framed(letter.html)
