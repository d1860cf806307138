"""Files kept as evidence, and plans that wait to be taken, lie in the library's store, by their hashes."""

from collections.abc import Iterable


def own_files() -> Iterable[str]:
    """The hash of every file that a row of this room names."""
    from heeded.practice.models import Evidence, PlanTaking

    evidence = Evidence.objects.exclude(sha256="").values_list("sha256", flat=True)
    return evidence.union(PlanTaking.objects.exclude(sha256="").values_list("sha256", flat=True))
