"""The first wording of the mail that officers cause (see `desk_mails`)."""

from functools import partial

from django.db import migrations

from forms.outbox import texts

WORDS = {
    "case-email-changed": {
        "en": (
            "{service}: we write to this address from now on",
            """{name},

An officer has changed the e-mail address of your application {reference}, as you asked. From now
on we write to this address. The codes with which you follow your application come here too.

Follow your application: {link}

If this is not your application, delete this mail and tell us. Our contact stands at the foot of
every page of the site.""",
        ),
        "ur": (
            "{service}: اب ہم اس پتے پر لکھیں گے",
            """{name}،

آپ کے کہنے پر ہمارے اہلکار نے آپ کی درخواست {reference} کا ای میل پتہ بدل دیا ہے۔ اب ہم اسی پتے پر
لکھیں گے۔ درخواست کا حال دیکھنے کے کوڈ بھی یہیں آئیں گے۔

اپنی درخواست کا حال دیکھیں: {link}

اگر یہ درخواست آپ کی نہیں تو یہ میل مٹا دیں اور ہمیں بتائیں۔ ہمارا رابطہ ویب سائٹ کے ہر صفحے کے نیچے
درج ہے۔""",
        ),
    },
    "case-email-replaced": {
        "en": (
            "{service}: we no longer write to this address",
            """{name},

An officer has changed the e-mail address of your application {reference}, because somebody who
showed to be you can no longer read mail at this one. We no longer write to this address.

If it was not you who asked, tell us at once and give the reference number. Our contact stands at
the foot of every page of the site.""",
        ),
        "ur": (
            "{service}: اب ہم اس پتے پر نہیں لکھیں گے",
            """{name}،

ہمارے اہلکار نے آپ کی درخواست {reference} کا ای میل پتہ بدل دیا ہے، کیونکہ ہمیں بتایا گیا کہ آپ اس پتے
کی میل اب نہیں پڑھ سکتے، اور کہنے والے کی شناخت جانچ لی گئی۔ اب ہم اس پتے پر نہیں لکھیں گے۔

اگر یہ آپ نے نہیں کہا تھا تو فوراً ہمیں بتائیں اور حوالہ نمبر ساتھ دیں۔ ہمارا رابطہ ویب سائٹ کے ہر صفحے
کے نیچے درج ہے۔""",
        ),
    },
    "registration-revoked": {
        "en": (
            "{service}: your registration was revoked",
            """{name},

Your registration {number} was revoked. It is not valid any more.

The reason:

{note}

Follow your application: {link}

If you think that this is wrong, tell us and give the registration number. Our contact stands at the
foot of every page of the site.""",
        ),
        "ur": (
            "{service}: آپ کا اندراج منسوخ کر دیا گیا",
            """{name}،

آپ کا اندراج {number} منسوخ کر دیا گیا ہے۔ اب یہ کارآمد نہیں رہا۔

وجہ:

{note}

اپنی درخواست کا حال دیکھیں: {link}

اگر آپ کے خیال میں یہ درست نہیں تو ہمیں بتائیں اور اندراج نمبر ساتھ دیں۔ ہمارا رابطہ ویب سائٹ کے ہر صفحے
کے نیچے درج ہے۔""",
        ),
    },
}


def unwrapped(words):
    """One line a paragraph: a line's end in a mail is one that is meant."""
    return {
        language: (subject, "\n\n".join(" ".join(part.split()) for part in body.split("\n\n")))
        for language, (subject, body) in words.items()
    }


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_former_address"), ("outbox", "0001_initial")]
    operations = [
        migrations.RunPython(
            partial(texts.add, code=code, words=unwrapped(words)), partial(texts.remove, code=code)
        )
        for code, words in WORDS.items()
    ]
