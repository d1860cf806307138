"""The page client must find what is wrong, else its silence says nothing."""

import pytest

from tests.web.client import problems_of, read_page

GOOD = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Find – Heeded</title></head>'
    "<body>{}</body></html>"
)


def problems(body: str) -> list[str]:
    return problems_of(read_page("/", GOOD.format(body).encode()))


def test_a_good_page_has_no_problem() -> None:
    body = '<h1>Find</h1><form><label for="q">Words</label><input id="q" name="q"><button>Go</button></form>'
    assert problems(body) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<p>Nothing</p>", "0 main headings"),
        ("<h1>One</h1><h1>Two</h1>", "2 main headings"),
        ('<h1 id="a">A</h1><p id="a">B</p>', "id 'a' occurs 2 times"),
        ('<h1>A</h1><input name="q">', "no label for input 'q'"),
        ("<h1>A</h1><p><div></div></p>", "HTML"),
        ('<h1>A</h1><p style="color: red">B</p>', "style on <p>"),
        ("<h1>A</h1><script>1</script>", "<script> inside the page"),
        ('<h1>A</h1><a href="/x"></a>', "says nothing"),
        ('<h1>A</h1><a href="#x">B</a>', "a link leads to #x"),
        ('<h1>A</h1><form method="post"><button>B</button></form>', "forged requests"),
        ('<h1>A</h1><form action="/no/such/place"><button>B</button></form>', "no address of ours"),
        ('<h1>A</h1><img src="/a.png">', "no words for the picture"),
    ],
)
def test_what_is_wrong_is_said(body: str, problem: str) -> None:
    assert any(problem in said for said in problems(body)), problems(body)
