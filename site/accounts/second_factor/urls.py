from django.urls import path

from accounts.second_factor import views

app_name = "second_factor"
urlpatterns = [
    path("", views.OverviewView.as_view(), name="overview"),
    path("set-up/", views.SetUpView.as_view(), name="set_up"),
    path("verify/", views.VerifyView.as_view(), name="verify"),
    path("codes/", views.CodesView.as_view(), name="codes"),
    path("codes/kept/", views.KeptView.as_view(), name="kept"),
    path("replace/", views.ReplaceView.as_view(), name="replace"),
    path("reset/<int:pk>/", views.ResetView.as_view(), name="reset"),
]
