"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("heeded.web.urls")),
    path("account/", include("allauth.urls")),
]

handler404 = "heeded.web.views.about.not_found"
handler500 = "heeded.web.views.about.broken"
