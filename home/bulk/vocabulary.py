"""Words of both languages, the most frequent first; made-up names of places are the rare ones."""

from itertools import product

ENGLISH = """
the of and to in a for is on that with by as at from this are was be has it will which an or
government digital programme public service data year ministry project training national new
information technology department people access report internet province fund student policy
registration women freelancer online district company skill development plan system office cost
million board export university young citizen support network centre portal result record number
budget software application mobile form application school health card payment tax land education
employment graduate course trainer certificate internship industry market investment park zone
start-up incubation innovation research science engineering design security privacy right law rule
audit finding committee cabinet parliament minister secretary officer staff team partner agreement
contract tender price procurement supplier bank loan grant subsidy scholarship fee allowance pension
salary revenue income growth rate share percent figure source survey census statistics index ranking
indicator target progress completion delay correction change increase decrease comparison average
total quarter month week day date deadline schedule phase stage step review approval permission
licence permit approval verification identity address phone email message letter answer question
complaint help advice guide manual notice announcement news press statement speech meeting workshop
conference session event ceremony launch opening visit inspection monitoring evaluation assessment
test exam interview selection list merit quota region area city village town road bridge water power
electricity energy solar station tower cable fibre broadband spectrum satellite signal coverage
speed quality standard equipment computer laptop device hardware server cloud storage backup website
page link language translation urdu english content image video audio document file archive library
museum culture tourism sport agriculture farmer crop seed livestock weather flood climate forest
environment pollution waste transport railway airport port customs trade industry factory textile
mineral gas petroleum housing construction building hospital clinic doctor nurse medicine vaccine
patient disease nutrition child mother family disabled elderly minority community volunteer youth
artificial intelligence machine learning robotics blockchain semiconductor chip game animation
outsourcing call remote work hour contract client invoice account platform profile portfolio rating
"""

URDU = """
کے کی میں کا سے اور ہے کو پر یہ نے کہ ایک اس ہیں لیے بھی گیا جائے تک یا ان وہ ہو گی حکومت ڈیجیٹل
پروگرام عوامی خدمت معلومات سال وزارت منصوبہ تربیت قومی نئی ٹیکنالوجی محکمہ لوگ رسائی رپورٹ
انٹرنیٹ صوبہ فنڈ طالب علم پالیسی رجسٹریشن خواتین فری‌لانسر آن‌لائن ضلع کمپنی مہارت ترقی نظام
دفتر لاگت لاکھ بورڈ برآمدات یونیورسٹی نوجوان شہری مدد نیٹ‌ورک مرکز پورٹل نتائج ریکارڈ تعداد بجٹ
سافٹ‌ویئر درخواست موبائل فارم اسکول صحت کارڈ ادائیگی ٹیکس زمین تعلیم روزگار گریجویٹ کورس استاد
سند انٹرن‌شپ صنعت منڈی سرمایہ‌کاری پارک زون آغاز جدت تحقیق سائنس انجینئرنگ ڈیزائن تحفظ رازداری
حق قانون ضابطہ آڈٹ کمیٹی کابینہ پارلیمان وزیر سیکرٹری افسر عملہ ٹیم شراکت معاہدہ ٹینڈر قیمت
خریداری بینک قرض گرانٹ سبسڈی وظیفہ فیس الاؤنس پنشن تنخواہ آمدنی محصول اضافہ شرح حصہ فیصد اعداد
ذریعہ سروے مردم‌شماری شماریات اشاریہ درجہ ہدف پیش‌رفت تکمیل تاخیر تصحیح تبدیلی کمی موازنہ اوسط
کل سہ‌ماہی مہینہ ہفتہ دن تاریخ مہلت مرحلہ جائزہ منظوری اجازت لائسنس تصدیق شناخت پتہ فون پیغام خط
جواب سوال شکایت مشورہ رہنما اعلان خبر بیان تقریر اجلاس کانفرنس تقریب افتتاح دورہ معائنہ نگرانی
جانچ امتحان انٹرویو انتخاب فہرست میرٹ کوٹہ علاقہ شہر گاؤں قصبہ سڑک پل پانی بجلی توانائی شمسی
ٹاور تار فائبر براڈبینڈ سپیکٹرم سیٹلائٹ سگنل رفتار معیار آلات کمپیوٹر لیپ‌ٹاپ سرور کلاؤڈ ذخیرہ
ویب‌سائٹ صفحہ ربط زبان ترجمہ اردو انگریزی مواد تصویر ویڈیو آواز دستاویز فائل کتاب لائبریری
عجائب‌گھر ثقافت سیاحت کھیل زراعت کسان فصل بیج مویشی موسم سیلاب آب‌وہوا جنگل ماحول آلودگی
ٹرانسپورٹ ریلوے ہوائی‌اڈہ بندرگاہ کسٹمز تجارت کارخانہ ٹیکسٹائل معدنیات گیس پٹرولیم ہاؤسنگ تعمیر
عمارت ہسپتال کلینک ڈاکٹر نرس دوا ویکسین مریض بیماری غذائیت بچہ ماں خاندان معذور بزرگ اقلیت
برادری رضاکار مصنوعی ذہانت مشین روبوٹ بلاک‌چین سیمی‌کنڈکٹر چپ کھیل اینیمیشن گھنٹہ گاہک انوائس
کھاتہ پلیٹ‌فارم درجہ‌بندی
"""

# The same made-up names in both scripts.
LATIN = """
Bahar Chak Dera Faisal Gul Hasan Islam Jalal Karim Lal Mian Nawab Pir Qadir Rahim Sadiq Tando Umar
Wazir Yusuf Zafar Shah Khan Malik
"""
ARABIC = """
بہار چک ڈیرہ فیصل گل حسن اسلام جلال کریم لال میاں نواب پیر قادر رحیم صادق ٹنڈو عمر
وزیر یوسف ظفر شاہ خان ملک
"""
BEGINNINGS = tuple(zip(LATIN.split(), ARABIC.split(), strict=True))
MIDDLES = tuple(zip(
    ("", "a", "i", "o", "ana", "ari", "ila", "oza", "una", "eka", "asti", "ushi", "era", "ori"),
    ("", "ا", "ی", "و", "انا", "اری", "یلا", "وزا", "ونا", "یکا", "استی", "وشی", "یرا", "وری"),
    strict=True,
))  # fmt: skip
ENDINGS = tuple(zip(
    ("abad", "pur", "garh", "kot", "wala", "nagar", "ganj", "khel", "zai", "shahr", "wal", "kand"),
    ("آباد", "پور", "گڑھ", "کوٹ", "والا", "نگر", "گنج", "خیل", "زئی", "شہر", "وال", "کنڈ"),
    strict=True,
))  # fmt: skip
YEARS = tuple(str(year) for year in range(2015, 2027))


def names(script: int) -> list[str]:
    """24 × 14 × 14 × 12 = 56,448 names, in Latin (0) or Urdu (1) letters."""
    parts = product(ENDINGS, MIDDLES, MIDDLES, BEGINNINGS)
    return [
        beginning[script] + middle[script] + another[script] + ending[script]
        for ending, middle, another, beginning in parts
    ]


def frequent_first() -> dict[str, list[str]]:
    """The vocabulary of each language."""
    return {
        "en": [*ENGLISH.split(), *YEARS, *names(0)],
        "ur": [*URDU.split(), *YEARS, *names(1)],
    }
