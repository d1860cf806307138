"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("heeded.web.urls")),
    path("account/", include("allauth.urls")),
]
