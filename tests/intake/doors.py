"""Everywhere a reader could meet a document, tried by nobody in particular: `python -m tests.intake.doors`.

Reads identifiers as JSON from standard input and prints what each door answered: its status and whether the
sentence stands in what came back.
"""

import json
import sys


def main() -> None:
    import django

    from heeded.config.environment import use_settings

    use_settings()
    django.setup()
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    asked = json.load(sys.stdin)
    client = Client(raise_request_exception=False)
    answers = {}
    for address in _addresses(**asked):
        response = client.get(address, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        words = " ".join(content.decode("utf-8", "replace").split())
        answers[address] = [response.status_code, asked["sentence"] in words or asked["name"] in words]
    json.dump(answers, sys.stdout)


def _addresses(*, review: str, document: str, point: str, sentence: str, name: str) -> list[str]:
    from urllib.parse import quote

    of_review = [f"/reviews/{review}/{end}" for end in ("", "cite.ris")]
    of_review += [f"/reviews/{review}/recommendations.{kind}" for kind in ("csv", "xlsx", "docx")]
    ends = ("", "original", "text", "cleaned", "pages/1.webp", "at/p1.0-40/")
    of_document = [f"/documents/{document}/{end}" for end in ends]
    lists = ["/reviews/", "/holdings/", f"/search/?q={quote(sentence)}", f"/search/?q={quote(name)}"]
    return [*of_review, *of_document, f"/learning-points/{point}/", *lists]


if __name__ == "__main__":
    main()
