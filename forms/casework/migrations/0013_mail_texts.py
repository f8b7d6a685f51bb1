"""The first wording of the mail that goes to applicants (see `mails`). Subjects say nothing of the
person, nor how a case was decided: they show on locked screens."""

from functools import partial

from django.db import migrations

from forms.outbox import texts

CONTACT_EN = "Our contact stands at the foot of every page of the site."
CONTACT_UR = "ہمارا رابطہ ویب سائٹ کے ہر صفحے کے نیچے درج ہے۔"
FOLLOW_EN = "Follow your application: {link}"
FOLLOW_UR = "اپنی درخواست کا حال دیکھیں: {link}"

WORDS = {
    "case-received": {
        "en": (
            "{service}: we received your application",
            f"""{{name}},

We have received your application. Its reference number is:

{{reference}}

We mean to take the next step by {{due}}. You need do nothing until then.

With the reference number and this e-mail address you can see where the application stands, download
your data, and withdraw or delete the application.

{FOLLOW_EN}""",
        ),
        "ur": (
            "{service}: آپ کی درخواست موصول ہو گئی",
            f"""{{name}}،

آپ کی درخواست موصول ہو گئی ہے۔ اس کا حوالہ نمبر یہ ہے:

{{reference}}

اگلا مرحلہ {{due}} تک مکمل کرنے کا ارادہ ہے۔ تب تک آپ کو کچھ نہیں کرنا۔

حوالہ نمبر اور اس ای میل پتے سے آپ دیکھ سکتے ہیں کہ درخواست کس مرحلے پر ہے، اپنی معلومات ڈاؤن لوڈ کر
سکتے ہیں، اور درخواست واپس لے سکتے یا حذف کر سکتے ہیں۔

{FOLLOW_UR}""",
        ),
    },
    "case-answered": {
        "en": (
            "{service}: we received your answers",
            f"""{{name}},

We have received your answers about your application {{reference}}. An officer will look at them.

We mean to take the next step by {{due}}. You need do nothing until then.

{FOLLOW_EN}""",
        ),
        "ur": (
            "{service}: آپ کے جواب موصول ہو گئے",
            f"""{{name}}،

آپ کی درخواست {{reference}} کے بارے میں آپ کے جواب موصول ہو گئے ہیں۔ ہمارا اہلکار انہیں دیکھے گا۔

اگلا مرحلہ {{due}} تک مکمل کرنے کا ارادہ ہے۔ تب تک آپ کو کچھ نہیں کرنا۔

{FOLLOW_UR}""",
        ),
    },
    "case-returned": {
        "en": (
            "{service}: we need something from you",
            """{name},

Before we can go on with your application {reference}, we need something from you:

{note}

Please answer by the end of {due}. After that day the application is closed.

The questions concerned are open again; all your other answers stay as they are.

Answer now: {link}

You need the reference number, and a code that we then send to this address.""",
        ),
        "ur": (
            "{service}: ہمیں آپ سے کچھ درکار ہے",
            """{name}،

آپ کی درخواست {reference} پر کارروائی آگے بڑھانے سے پہلے ہمیں آپ سے کچھ درکار ہے:

{note}

براہِ کرم {due} کے آخر تک جواب دے دیں۔ اس کے بعد درخواست بند کر دی جائے گی۔

متعلقہ سوال دوبارہ کھول دیے گئے ہیں؛ آپ کے باقی جواب ویسے ہی رہیں گے۔

جواب دیں: {link}

اس کے لیے حوالہ نمبر اور وہ کوڈ درکار ہوگا جو ہم تب اسی پتے پر بھیجیں گے۔""",
        ),
    },
    "case-lapsed": {
        "en": (
            "{service}: your application was closed",
            f"""{{name}},

We had asked you for something about your application {{reference}} and got no answer in time. So the
application was closed, as if you had withdrawn it.

This is no judgement on you: you can apply again.

{FOLLOW_EN}""",
        ),
        "ur": (
            "{service}: آپ کی درخواست بند کر دی گئی",
            f"""{{name}}،

ہم نے آپ کی درخواست {{reference}} کے سلسلے میں آپ سے کچھ پوچھا تھا، مگر وقت پر جواب نہیں ملا۔ اس لیے
درخواست بند کر دی گئی ہے، گویا آپ نے واپس لے لی ہو۔

یہ آپ کے بارے میں کوئی فیصلہ نہیں: آپ دوبارہ درخواست دے سکتے ہیں۔

{FOLLOW_UR}""",
        ),
    },
    "case-approved": {
        "en": (
            "{service}: your application has been decided",
            f"""{{name}},

Your application {{reference}} has been approved.

{{note}}

Your registration number is {{number}}. The registration is valid until the end of {{until}}.

{FOLLOW_EN}""",
        ),
        "ur": (
            "{service}: آپ کی درخواست کا فیصلہ ہو گیا",
            f"""{{name}}،

آپ کی درخواست {{reference}} منظور ہو گئی ہے۔

{{note}}

آپ کا اندراج نمبر {{number}} ہے۔ اندراج {{until}} کے آخر تک کارآمد ہے۔

{FOLLOW_UR}""",
        ),
    },
    "case-declined": {
        "en": (
            "{service}: your application has been decided",
            f"""{{name}},

Your application {{reference}} has been declined. The reason:

{{note}}

If you think that this is wrong, tell us and give the reference number. You can also apply again.
{CONTACT_EN}

{FOLLOW_EN}""",
        ),
        "ur": (
            "{service}: آپ کی درخواست کا فیصلہ ہو گیا",
            f"""{{name}}،

آپ کی درخواست {{reference}} نامنظور کر دی گئی ہے۔ وجہ یہ ہے:

{{note}}

اگر آپ کے خیال میں یہ درست نہیں تو ہمیں بتائیں اور حوالہ نمبر ساتھ دیں۔ آپ دوبارہ درخواست بھی دے سکتے
ہیں۔ {CONTACT_UR}

{FOLLOW_UR}""",
        ),
    },
    "case-withdrawn": {
        "en": (
            "{service}: your application was withdrawn",
            f"""{{name}},

Your application {{reference}} was withdrawn, as you asked. It will not be decided.

Your data is kept for a time and then deleted. If you like, you can delete it yourself at once.

See or delete the application: {{link}}

If you did not do this, tell us at once and give the reference number. {CONTACT_EN}""",
        ),
        "ur": (
            "{service}: آپ کی درخواست واپس لے لی گئی",
            f"""{{name}}،

آپ کے کہنے پر آپ کی درخواست {{reference}} واپس لے لی گئی ہے۔ اب اس پر کوئی فیصلہ نہیں ہوگا۔

آپ کی معلومات کچھ عرصہ محفوظ رہیں گی، پھر حذف کر دی جائیں گی۔ آپ چاہیں تو انہیں خود ابھی حذف کر سکتے
ہیں۔

درخواست دیکھیں یا حذف کریں: {{link}}

اگر یہ آپ نے نہیں کیا تو فوراً ہمیں بتائیں اور حوالہ نمبر ساتھ دیں۔ {CONTACT_UR}""",
        ),
    },
    "case-duplicate": {
        "en": (
            "{service}: another application with your identity number",
            f"""{{name}},

Somebody has submitted an application to this service with the identity number that stands in your
application {{reference}}.

If it was you, you need do nothing: an officer will compare the two.

If it was not you, tell us at once and give your reference number. Nothing changes for your own
application. {CONTACT_EN}

{FOLLOW_EN}""",
        ),
        "ur": (
            "{service}: آپ کے شناختی نمبر سے ایک اور درخواست",
            f"""{{name}}،

کسی نے اس خدمت کے لیے اسی شناختی نمبر سے درخواست دی ہے جو آپ کی درخواست {{reference}} میں درج ہے۔

اگر یہ آپ نے دی ہے تو آپ کو کچھ نہیں کرنا: ہمارا اہلکار دونوں کا موازنہ کرے گا۔

اگر یہ آپ نے نہیں دی تو فوراً ہمیں بتائیں اور اپنا حوالہ نمبر ساتھ دیں۔ آپ کی اپنی درخواست پر اس کا
کوئی اثر نہیں۔ {CONTACT_UR}

{FOLLOW_UR}""",
        ),
    },
    "registration-expiring": {
        "en": (
            "{service}: your registration runs out soon",
            """{name},

Your registration {number} is valid until the end of {until}.

If you want to keep it, renew it in time: apply again with the same CNIC number. The new period
begins where the present one ends, so you lose nothing by being early.

If you do not want to keep it, you need do nothing: it runs out by itself.

See the registration and renew it: {link}""",
        ),
        "ur": (
            "{service}: آپ کے اندراج کی میعاد جلد ختم ہو رہی ہے",
            """{name}،

آپ کا اندراج {number} اس دن کے آخر تک کارآمد ہے: {until}۔

اسے برقرار رکھنا چاہیں تو وقت پر تجدید کرا لیں: اسی شناختی کارڈ نمبر سے دوبارہ درخواست دیں۔ نئی مدت
موجودہ میعاد کے ختم ہونے سے شروع ہوگی، اس لیے جلدی کرنے میں کوئی نقصان نہیں۔

برقرار نہ رکھنا چاہیں تو کچھ نہ کریں: میعاد خود ختم ہو جائے گی۔

اندراج دیکھیں اور تجدید کرائیں: {link}""",
        ),
    },
    "registration-expired": {
        "en": (
            "{service}: your registration has run out",
            """{name},

Your registration {number} has run out. Its last day was {until}.

You can still renew it: apply again with the same CNIC number. The registration number stays the
same.

See the registration and renew it: {link}""",
        ),
        "ur": (
            "{service}: آپ کے اندراج کی میعاد ختم ہو گئی",
            """{name}،

آپ کے اندراج {number} کی میعاد ختم ہو گئی ہے۔ اس کا آخری دن {until} تھا۔

آپ اب بھی تجدید کرا سکتے ہیں: اسی شناختی کارڈ نمبر سے دوبارہ درخواست دیں۔ اندراج نمبر وہی رہے گا۔

اندراج دیکھیں اور تجدید کرائیں: {link}""",
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
    dependencies = [("casework", "0012_desk_mail"), ("outbox", "0001_initial")]
    operations = [
        migrations.RunPython(
            partial(texts.add, code=code, words=unwrapped(words)), partial(texts.remove, code=code)
        )
        for code, words in WORDS.items()
    ]
