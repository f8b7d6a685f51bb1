"""The wording of the engine's mail, to begin with; staff change it."""

from functools import partial

from django.db import migrations

from forms.outbox import texts

CODE = {
    "en": (
        "Your code",
        """Use this code to {reason}:

        {code}

        It is good for 30 minutes, once. Type it on the page on which you asked for it.

        Never tell it to anybody. None of us will ever ask you for it, by phone, e-mail or message.

        If you did not ask for a code, you need do nothing.""",
    ),
    "ur": (
        "آپ کا کوڈ",
        """{reason} کے لیے آپ کا کوڈ یہ ہے:

        {code}

        یہ کوڈ 30 منٹ تک اور ایک ہی بار کام کرے گا۔ اسے اسی صفحے پر لکھیں جہاں آپ نے اسے مانگا تھا۔

        یہ کوڈ کسی کو نہ بتائیں۔ ہم میں سے کوئی آپ سے فون، ای میل یا پیغام کے ذریعے یہ کوڈ کبھی نہیں مانگے گا۔

        اگر آپ نے کوڈ نہیں مانگا تو آپ کو کچھ کرنے کی ضرورت نہیں۔""",
    ),
}
RESUME_LINK = {
    "en": (
        "{service}: go on with your form",
        """You asked for a link to your form “{service}”. Your answers were last saved on {saved}.

        Go on with the form: {link}

        The link can be used once, until {until}. It opens your answers: do not pass it on.

        If it has been used already, ask for a new one on the page to which it leads. If you did not begin this form, you need do nothing.""",
    ),
    "ur": (
        "{service}: اپنا فارم مکمل کریں",
        """آپ نے اپنے فارم ”{service}“ کا لنک مانگا تھا۔ آپ کے جواب آخری بار {saved} کو محفوظ ہوئے۔

        فارم مکمل کریں: {link}

        یہ لنک {until} تک، ایک ہی بار کام کرے گا۔ اس سے آپ کے جواب کھلتے ہیں، اس لیے اسے کسی اور کو نہ بھیجیں۔

        اگر یہ استعمال ہو چکا ہے تو اس سے کھلنے والے صفحے پر نیا لنک مانگ لیں۔ اگر یہ فارم آپ نے شروع نہیں کیا تھا تو آپ کو کچھ کرنے کی ضرورت نہیں۔""",
    ),
}
REMINDER = {
    "en": (
        "{service}: your answers will be deleted soon",
        """You began the form “{service}” and have not submitted it yet. Your answers are kept until {until}; then they are deleted.

        Go on with the form: {link}

        The link can be used once. It opens your answers: do not pass it on.

        If you do not want to go on, you need do nothing.""",
    ),
    "ur": (
        "{service}: آپ کے جواب جلد حذف ہو جائیں گے",
        """آپ نے فارم ”{service}“ شروع کیا تھا، مگر ابھی جمع نہیں کرایا۔ آپ کے جواب {until} تک محفوظ ہیں؛ اس کے بعد حذف ہو جائیں گے۔

        فارم مکمل کریں: {link}

        یہ لنک ایک ہی بار کام کرے گا۔ اس سے آپ کے جواب کھلتے ہیں، اس لیے اسے کسی اور کو نہ بھیجیں۔

        اگر آپ فارم مکمل نہیں کرنا چاہتے تو آپ کو کچھ کرنے کی ضرورت نہیں۔""",
    ),
}
TEXTS = {"code": CODE, "resume-link": RESUME_LINK, "draft-reminder": REMINDER}


class Migration(migrations.Migration):
    dependencies = [("form_engine", "0005_codes"), ("outbox", "0001_initial")]

    operations = [
        migrations.RunPython(
            partial(texts.add, code=code, words=words), partial(texts.remove, code=code)
        )
        for code, words in TEXTS.items()
    ]
