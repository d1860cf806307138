"""Works, documents, pages, passages, facts and learning points: the source of truth.

Start at `models/`, then `queries.py`: `visible_documents(viewer)` is the one filter that every list, search,
page, download, preview and feed goes through.
"""
