import subprocess
import sys

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo

from config.catalogues import checking
from config.catalogues.__main__ import main
from config.catalogues.checking import COMPLETE_LIBRARIES, check_catalogues, library_messages
from config.catalogues.extraction import extract_messages
from config.catalogues.files import (
    LIBRARIES,
    ROOT,
    SITE,
    compile_catalogues,
    message_key,
    read_catalogue,
    update_catalogue,
    write_catalogue,
)

TEMPLATE = """
{% load i18n %}
<p title="{% translate 'Hint' %}">{% translate "Open" context "status" %}</p>
    {# Translators: a greeting #}
  {% blocktranslate trimmed with name=user.name %}
      Hello,
      {{ name }}
  {% endblocktranslate %}
 {% blocktranslate count n=n %}{{ n }} page{% plural %}{{ n }} pages{% endblocktranslate %}
{% if x == _("Chosen") %}({{ "Later"|default:_("Never") }}{% endif %}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
label = _("Full name")
amount = pgettext_lazy("money", "Spent")
count = ngettext("%(n)d case", "%(n)d cases", 3)
"""


@pytest.fixture
def project(tmp_path):
    """A small project: one Python file, one template, both catalogues empty."""
    write(tmp_path / "home/models.py", PYTHON)
    write(tmp_path / "site/templates/page.html", TEMPLATE)
    write_catalogue(tmp_path / LIBRARIES, read_catalogue(ROOT / LIBRARIES))
    write_catalogue(tmp_path / SITE, read_catalogue(tmp_path / SITE))
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def translate(root, **translations):
    """Put Urdu into the site's catalogue; every other message gets its own English."""
    update_catalogue(root)
    catalogue = read_catalogue(root / SITE)
    for message in catalogue:
        if message.id:
            message.string = translations.get(message_key(message)[0], message.id)
    write_catalogue(root / SITE, catalogue)


def keys(catalogue):
    return {message_key(message) for message in catalogue if message.id}


def test_messages_are_found_in_python_and_in_templates(project):
    assert keys(extract_messages(project)) == {
        ("Full name", None),
        ("Spent", "money"),
        ("%(n)d case", None),
        ("Hint", None),
        ("Open", "status"),
        ("Hello, %(name)s", None),
        ("%(n)s page", None),
        ("Chosen", None),
        ("Never", None),
    }


def test_plurals_and_notes_to_translators_are_found(project):
    catalogue = extract_messages(project)
    assert catalogue["%(n)d case"].id == ("%(n)d case", "%(n)d cases")
    assert catalogue["Hello, %(name)s"].auto_comments == ["Translators: a greeting"]


@pytest.mark.parametrize("folder", ["tests", "home/tests", "home/migrations", "home/.venv", "docs"])
def test_tests_migrations_and_foreign_code_are_not_source(project, folder):
    write(project / folder / "extra.py", 'from x import _\nlabel = _("Not ours")\n')
    assert ("Not ours", None) not in keys(extract_messages(project))


def test_a_project_without_translations_is_told_what_is_missing(project):
    assert f"{SITE}: missing: 'Full name'" in check_catalogues(project)
    assert f"{SITE}: missing: 'Spent' (money)" in check_catalogues(project)


def test_a_new_message_comes_without_a_translation(project):
    update_catalogue(project)
    assert f"{SITE}: no translation: 'Full name'" in check_catalogues(project)


def test_a_complete_catalogue_has_no_problems(project):
    translate(project)
    assert check_catalogues(project) == []


def test_updating_twice_changes_nothing(project):
    assert update_catalogue(project) is True
    assert update_catalogue(project) is False


def test_updating_keeps_translations(project):
    translate(project, Hint="اشارہ")
    write(project / "home/more.py", 'from x import _\nlabel = _("New")\n')
    update_catalogue(project)
    assert read_catalogue(project / SITE)["Hint"].string == "اشارہ"
    assert read_catalogue(project / SITE)["New"].string == ""


def test_a_message_that_leaves_the_source_and_comes_back_keeps_its_translation(project):
    translate(project, **{"Full name": "پورا نام"})
    write(project / "home/models.py", "")
    update_catalogue(project)
    assert f"{SITE}: no longer in the source: 'Full name'" in check_catalogues(project)
    write(project / "home/models.py", PYTHON)
    update_catalogue(project)
    assert read_catalogue(project / SITE)["Full name"].string == "پورا نام"


def test_the_file_has_no_line_numbers_and_no_dates(project):
    update_catalogue(project)
    text = (project / SITE).read_text(encoding="utf-8")
    assert "#: site/templates/page.html\n" in text
    assert "Creation-Date" not in text


@pytest.mark.parametrize(
    ("english", "urdu", "problem"),
    [
        ("Hello, %(name)s", "سلام", "placeholders or tags differ"),
        ("%(n)d case", ("ایک درخواست", "درخواستیں"), "placeholders or tags differ"),
        ("Full name", "پورا نام ھے", "ھ where Urdu writes ہ"),
        ("Full name", "پورا نام نھیں", "ھ where Urdu writes ہ"),
        ("Full name", "پورا نام ۲", "digits that are not ASCII"),
        ("Full name", "پورا نام?", "Latin punctuation after Urdu"),
        ("Full name", "نام كيا", "letters of an Arabic keyboard"),
        ("Full name", "", "no translation"),
    ],
)
def test_a_faulty_translation_is_named(project, english, urdu, problem):
    translate(project, **{english: urdu})
    assert check_catalogues(project) == [f"{SITE}: {problem}: {english!r}"]


def test_a_singular_may_spell_its_number_out(project):
    translate(project, **{"%(n)d case": ("ایک درخواست", "%(n)d درخواستیں")})
    assert check_catalogues(project) == []


def test_good_aspirates_are_not_faults(project):
    translate(project, **{"Full name": "ابھی لکھے، انھیں بھی دیکھیں"})
    assert check_catalogues(project) == []


def test_a_fuzzy_translation_is_a_problem_and_is_not_compiled(project):
    translate(project, Hint="اشارہ")
    catalogue = read_catalogue(project / SITE)
    catalogue["Hint"].flags.add("fuzzy")
    write_catalogue(project / SITE, catalogue)
    compile_catalogues(project)
    assert check_catalogues(project) == [f"{SITE}: fuzzy: 'Hint'"]
    assert "Hint" not in compiled(project)


def compiled(root):
    with (root / SITE).with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def test_compiling_writes_what_django_reads(project):
    translate(project, Hint="اشارہ")
    compile_catalogues(project)
    assert compiled(project)["Hint"].string == "اشارہ"


def test_only_what_is_stale_is_compiled(project):
    assert len(compile_catalogues(project)) == 2
    assert compile_catalogues(project) == []
    translate(project, Hint="اشارہ")
    assert compile_catalogues(project) == [(project / SITE).with_suffix(".mo")]


def test_compiling_leaves_no_half_written_files(project):
    compile_catalogues(project)
    assert {path.suffix for path in (project / SITE).parent.iterdir()} == {".po", ".mo"}


@pytest.mark.parametrize("command", ["compile", "update", "check"])
def test_a_broken_file_is_one_clear_line(project, capsys, command):
    write(project / SITE, '<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n')
    assert main([command], project) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_command_line_says_what_is_wrong(project, capsys):
    assert main(["check"], project) == 1
    assert "missing: 'Full name'" in capsys.readouterr().err


def test_a_template_that_cannot_be_read_is_named(project, capsys):
    write(
        project / "home/templates/bad.html", "{% blocktranslate %}{% if x %}{% endblocktranslate %}"
    )
    assert main(["check"], project) == 1
    assert "home/templates/bad.html" in capsys.readouterr().err


def test_the_command_line_succeeds_when_nothing_is_wrong(project):
    assert [main([command], project) for command in ("update", "compile")] == [0, 0]
    translate(project)
    assert main(["check"], project) == 0


def test_the_module_runs_as_a_command():
    result = subprocess.run(
        [sys.executable, "-m", "config.catalogues", "--help"],
        cwd=ROOT,
        env={"PYTHONPATH": "site"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "compile|update|check" in result.stdout


@pytest.mark.parametrize("package", COMPLETE_LIBRARIES)
def test_every_message_of_the_installed_django_has_urdu(package):
    ours = {message_key(m): m for m in read_catalogue(ROOT / LIBRARIES) if m.id}
    shipped = [m for m in library_messages(package) if m.id]
    assert len(shipped) > 50
    assert [m.id for m in shipped if message_key(m) not in ours] == []


def test_the_libraries_catalogue_has_no_faults():
    catalogue = read_catalogue(ROOT / LIBRARIES)
    assert [*checking.library_gaps(catalogue), *checking.faults(catalogue)] == []


def test_a_message_that_a_library_dropped_is_named():
    catalogue = read_catalogue(ROOT / LIBRARIES)
    catalogue.add("Gone", "گیا", locations=[("wagtail", 0)])
    assert list(checking.library_gaps(catalogue)) == ["wagtail: no longer in the library: 'Gone'"]


def test_a_message_that_a_library_added_is_named():
    problems = list(checking.library_gaps(Catalog(locale="ur")))
    assert "django.conf: missing: 'This field is required.'" in problems
