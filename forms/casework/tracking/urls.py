"""Below `/en/track/` and `/ur/track/`. No address holds a reference or a token."""

from django.urls import path

from forms.casework.tracking import entering, following, leaving, taking

urlpatterns = [
    path("", entering.start, name="track"),
    path("code/", entering.code, name="track_code"),
    path("code/again/", entering.again, name="track_again"),
    path("no-access/", entering.no_access, name="track_no_access"),
    path("case/", following.show, name="track_case"),
    path("case/answer/", following.answer, name="track_answer"),
    path("case/withdraw/", following.withdraw, name="track_withdraw"),
    path("case/delete/", following.delete, name="track_delete"),
    path("case/data/", taking.show, name="track_data"),
    path("case/download/", taking.download, name="track_download"),
    path("finish/", leaving.finish, name="track_finish"),
    path("finished/", leaving.finished, name="track_finished"),
    path("ended/", leaving.ended, name="track_ended"),
    path("deleted/", leaving.deleted, name="track_deleted"),
]
