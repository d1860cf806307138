"""Names of areas: which local authority a name is, its nation, region, when it ended and what came after.

The data stand in `places.csv` (made by `make.py`, sources in docs/data-sources.md). `by_name` answers for a whole
name; `find` finds names in a text and is careful: a name that is also a word or a surname counts only in the
company of words that make it a place.
"""

from heeded.engine.places._find import PlaceFound, find
from heeded.engine.places._places import Place, all_places, by_code, by_name, heirs

__all__ = ["Place", "PlaceFound", "all_places", "by_code", "by_name", "find", "heirs"]
