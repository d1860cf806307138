"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("heeded.web.urls")),
    path("account/", include("allauth.urls")),
    path("api/", include("heeded.api.urls")),
]

handler400 = "heeded.web.views.about.not_understood"
handler403 = "heeded.web.views.about.forbidden"
handler404 = "heeded.web.views.about.not_found"
handler500 = "heeded.web.views.about.broken"
