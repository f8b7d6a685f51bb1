"""Files under a new key, one by one, interrupted or not."""

import pytest
from sample_files import pdf

from forms.engine.encryption import CannotDecrypt, decrypt_bytes, encrypt_bytes, key_id
from forms.engine.models import Upload
from forms.engine.rotation import rotate_encryption
from forms.engine.uploads import storage
from forms.engine.uploads.rotating import rotate, stale


@pytest.fixture
def upload(db, settings, tmp_path, monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **_: work())
    options = settings.STORAGES["private"]["OPTIONS"] | {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"] | {"OPTIONS": options}
    }
    settings.ENCRYPTION_KEYS = ["old"]
    row = Upload(name="a.pdf", content_type="application/pdf", size=9, key=storage.newest_key())
    row.file = storage.write(pdf(), str(row.pk))
    row.save()
    settings.ENCRYPTION_KEYS = ["new", "old"]
    return row


def test_a_file_is_found_by_its_key_and_rewritten_with_the_new_one(upload, settings, tmp_path):
    assert list(stale()) == [upload]
    assert rotate(upload)
    assert list(stale()) == []
    settings.ENCRYPTION_KEYS = ["new"]
    row = Upload.objects.defer("name").get()
    assert row.read() == pdf()
    assert [one.name for one in tmp_path.iterdir()] == [row.file]
    assert (tmp_path / row.file).read_bytes().startswith(f"{key_id('new')}.".encode())


def test_the_command_reaches_files_and_says_which_it_cannot_read(upload, settings):
    lost = Upload.objects.create(content_type="x", size=1, file="nowhere", key="00000000")
    report = rotate_encryption()
    assert report.changed["form_engine.upload.file"] == 1
    assert report.failed["form_engine.upload.file"] == 1
    assert list(stale()) == [lost]
    settings.ENCRYPTION_KEYS = ["new"]
    row = Upload.objects.get(pk=upload.pk)
    assert (row.name, row.read()) == ("a.pdf", pdf())


def test_a_file_that_was_deleted_meanwhile_stays_deleted(upload, tmp_path):
    again = Upload.objects.get()
    Upload.objects.filter(pk=upload.pk)._raw_delete("default")
    assert not rotate(again)
    assert [one.name for one in tmp_path.iterdir()] == [upload.file]  # for the sweeping job


def test_two_rotations_at_once_leave_one_readable_file(upload, tmp_path):
    first, second = Upload.objects.get(), Upload.objects.get()
    assert rotate(first)
    with pytest.raises(storage.Lost):
        rotate(second)
    assert Upload.objects.get().read() == pdf()
    assert len(list(tmp_path.iterdir())) == 1


def test_a_rotation_that_is_cut_off_leaves_the_old_file_readable(upload, monkeypatch):
    monkeypatch.setattr(storage, "newest_key", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rotate(upload)
    assert Upload.objects.get().read() == pdf()


@pytest.mark.parametrize(
    "stored", [b"", b".", b"00000000.", b"00000000.abc", b"no dot", b"\xff\x00." + b"x" * 100]
)
def test_what_is_no_encrypted_file_cannot_be_read(stored):
    with pytest.raises(CannotDecrypt):
        decrypt_bytes(stored, "a")


def test_a_file_that_was_altered_or_moved_cannot_be_read():
    stored = encrypt_bytes(b"content", "one")
    assert decrypt_bytes(stored, "one") == b"content"
    for wrong, context in ((stored, "another"), (stored[:-1] + b"!", "one"), (stored[:30], "one")):
        with pytest.raises(CannotDecrypt):
            decrypt_bytes(wrong, context)
