from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from heeded.core.erasure import Erased


class SearchConfig(AppConfig):
    name = "heeded.search"
    label = "search"

    def ready(self) -> None:
        """Answer for the vectors: their rows go with the document, this node's copy of them at once."""
        from heeded.core.erasure import register

        register("search", *FIELDS_WITH_REPORT_TEXT, run=_forget_vectors)


def _forget_vectors(erased: "Erased") -> None:
    from heeded.search.services import forget_vectors

    forget_vectors([erased.row])


FIELDS_WITH_REPORT_TEXT = (
    "search.DocumentVectors.passage_vectors",
    "search.DocumentVectors.window_vectors",
    "search.DocumentVectors.point_vectors",
)
