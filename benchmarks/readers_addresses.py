"""Addresses that readers ask for, of the library that the environment names: pages of documents, pictures of pages and
issued briefings, a line each. A process of its own, as settings are read once."""

import sys

DOCUMENTS, PAGES = 12, 6


def main() -> int:
    """Print them."""
    from heeded.config.environment import use_settings

    use_settings()
    import django

    django.setup()
    from heeded.briefing.queries import issued_briefings
    from heeded.library.queries import visible_documents
    from heeded.people.viewer import ANONYMOUS

    documents = list(
        visible_documents(ANONYMOUS).filter(paged=True, page_count__gt=1).order_by("pk")[:DOCUMENTS]
    )
    pages = [(one.identifier, page) for one in documents for page in range(1, min(one.page_count, PAGES) + 1)]
    print(*(f"/documents/{one}/?page={page}&q=child" for one, page in pages))
    print(*(f"/documents/{one}/pages/{page}.webp" for one, page in pages))
    print(*(f"/briefings/{one.briefing.identifier}/" for one in issued_briefings(ANONYMOUS)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
