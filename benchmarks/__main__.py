"""`make bench`: every measurement, one after the other, each in a process of its own so that none warms another.

`python -m benchmarks NAME…` runs only those named.
"""

import subprocess
import sys
import time

# In the order of the library's table of goals. Each prints its own table with what it must reach.
MEASUREMENTS = {
    "recommendations": "Recommendations found: precision, recall, text, page; false ones in documents that make none",
    "headings": "Sections of the printed tables of contents found with the right page",
    "facts": "Facts proposed against the samples' gold, a part set aside",
    "explains": "Explaining sentences told from describing ones beside a keyword baseline, a third set aside",
    "asked_for": "What recommendations ask for, of whom, by when and how strongly, a third set aside",
    "reading": "Reading PDFs beside bare text extraction",
    "intake": "The whole intake beside bare text extraction, and two workers beside one",
    "briefings": "Drafts of briefings: key points covered, a part set aside; every line on its page; seconds",
    "plans": "Action plans read: every row right or listed as not understood; 50,000 rows",
    "practice": "Pages of a board with 5,000 actions and of a nation with 200,000: server time and queries",
    "long_plan": "A plan of 50,000 rows, the worker killed eight times: each row taken once, none lost",
    "reminders": "Reminders of 20,000 actions, the sender killed at every step: none twice, none lost",
    "lessons": "Pairs that teach the same lesson, a third set aside; all pairs among 20,000; said before",
    "answers": "Questions in plain words answered on the right page, a third set aside",
    "meaning": "Questions in everyday words answered by passages in other words, a third set aside",
    "themes": "Themes learned from labels, a third set aside; from few labels; from none, beside chance and keyword",
    "embedding": "Passages made into vectors a second beside the bare model",
    "ranking": "Ranking of the Cranfield collection",
    "search": "Searching 500,000 made passages beside the bare index",
    "engines": "The same made passages in Heeded, SQLite FTS5, and PostgreSQL full text + pgvector",
    "following": "A change on one machine found on another, and how fast one catches up that was away",
    "readers": "Two hundred readers at once over HTTP, on SQLite and on PostgreSQL",
    "pages": "Front page, results and document page: server time and bytes",
}


def main(names: list[str]) -> int:
    """Run the measurements; 1 when one of them missed its mark or broke."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}. There are: {', '.join(MEASUREMENTS)}.")
        return 2
    missed = []
    for name in names or MEASUREMENTS:
        print(f"\n{MEASUREMENTS[name]}\n{'=' * len(MEASUREMENTS[name])}", flush=True)
        begun = time.monotonic()
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            missed.append(name)
        print(f"({time.monotonic() - begun:.0f} s)", flush=True)
    print("\nMissed or broken: " + (", ".join(missed) or "none"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
