"""A request that has passed the middleware: it knows who asks."""

from django.http import HttpRequest

from heeded.people.viewer import Viewer


class Asking(HttpRequest):
    """`HttpRequest` with the viewer that `ViewerMiddleware` put on it."""

    viewer: Viewer
