"""Every file that evidence names is counted as in use, the copy that everybody gets too; also in an older library."""

import io
from pathlib import Path

import pytest
from django.db import connection

from heeded.library.services import named_files
from heeded.practice import services
from heeded.practice.evidence_files import own_files
from heeded.practice.kinds import EvidenceKind
from heeded.practice.models import Evidence
from heeded.practice.services import EvidenceGiven
from tests.engine import evidence_made
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(tmp_path: Path) -> Evidence:
    """Evidence that is shown, with a copy that is not its file."""
    world = made.World()
    handed_in = io.BytesIO(evidence_made.photograph(tmp_path / "in.jpg").read_bytes())
    given = EvidenceGiven(EvidenceKind.AUDIT, "Seen alone", file=handed_in, file_name="in.jpg")
    return services.show_evidence(services.add_evidence(world.item(), given, by=world.staff), by=world.staff)


def test_file_and_copy_are_named(shown: Evidence) -> None:
    assert {shown.sha256, shown.copy_sha256} <= set(own_files()) <= named_files()
    assert len({shown.sha256, shown.copy_sha256, ""}) == 3


def test_a_library_of_the_version_before_copies_names_its_files(shown: Evidence) -> None:
    connection.check_constraints()  # PostgreSQL changes no table of which something is still to be checked
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE practice_evidence DROP COLUMN copy_sha256")
    assert set(own_files()) == {shown.sha256}
