"""`heeded alerts run`: what it says names no search and no person."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.made import command
from tests.intake.made import REPORT

pytestmark = pytest.mark.slow
_KEEP = """
import django, sys
from heeded.config.environment import choose_library, use_settings
choose_library(sys.argv[1]); use_settings(); django.setup()
from heeded.people.queries import viewer_of
from heeded.people.services import add_account
from heeded.people.viewer import OPERATOR
from heeded.reach.services import Wish, save_search
from heeded.search.request import SearchRequest
account = add_account(email="worried@example.org", name="Somebody", password="x" * 20, by=OPERATOR)
save_search(SearchRequest(text="neighbours", mode="words"), Wish("Their worry", by_mail=True),
            by=viewer_of(account, strong=False))
"""


def test_looking_after_saved_searches(tmp_path: Path) -> None:
    library = tmp_path / "library"
    command("status", data=library)
    subprocess.run([sys.executable, "-c", _KEEP, str(library)], check=True, timeout=60)
    assert command("alerts", "run", "--json", data=library).json["searches"] == 0, "its hour has not come"
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    command("add", report, "--published", data=library)
    shape = {"dry_run": True, "searches": 1, "answers": 1, "letters": 0, "sent": 0, "left": 0}
    assert command("alerts", "run", "--dry-run", "--now", "--json", data=library).json == shape
    beside = tmp_path / "beside"
    shutil.copytree(library, beside)
    assert command("alerts", "run", "--now", "--json", data=beside).json["sent"] == 1, (
        "no letter in the answer"
    )
    answer = command("alerts", "run", "--now", data=library)
    assert answer.code == 0
    ours = [line for line in answer.out.splitlines() if line.startswith(("Saved searches", "Letters"))]
    assert ours == [
        "Saved searches looked after: 1. New answers: 1.",
        "Letters written: 1. Messages sent: 1. Still due: 0.",
    ]
    again = command("alerts", "run", "--now", "--json", data=library).json
    assert (again["answers"], again["letters"]) == (0, 0)
    assert "worr" not in json.dumps(again)
