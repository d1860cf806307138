"""Small PDFs written operator by operator, so that each hides its words in one known way. All fictional."""

import zlib
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

SECRET = "Orlando Quillfeather"  # an invented name
SEEN = "The review was told about the visit"
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True, slots=True)
class Made:
    """One file of the gold set. `reason` is how it hides SECRET; None where SECRET can be seen."""

    name: str
    content: str
    reason: str | None
    notes: tuple[dict[str, object], ...] = ()
    layer_off: bool = False
    picture: int | None = None  # grey level of a picture named /Picture
    crop: tuple[int, int, int, int] | None = None
    rotate: int = 0
    form: str = ""  # content of a form named /Form
    states: dict[str, float] = field(default_factory=dict)  # graphics states: name and opacity


def text(words: str, x: float, y: float, size: float = 12, before: str = "") -> str:
    return f"BT {before} /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n"


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f"q {colour} rg {x} {y} {width} {height} re f Q\n"


_PLAIN = text(SEEN, 72, 700)
_LINE = text(f"{SEEN} by {SECRET} in May", 72, 700)

HIDING = (
    Made("black-box", _LINE + box(274, 696, 109, 14, "0 0 0"), "covered"),
    Made("white-on-white", _PLAIN + text(SECRET, 72, 650, before="1 1 1 rg"), "same-colour"),
    Made(
        "same-as-panel",
        _PLAIN + box(60, 640, 300, 30, ".8 .9 .7") + text(SECRET, 72, 650, before=".8 .9 .7 rg"),
        "same-colour",
    ),
    Made("black-on-black", _PLAIN + box(60, 640, 300, 30, "0 0 0") + text(SECRET, 72, 650), "same-colour"),
    Made("off-page", _PLAIN + text(SECRET, 700, 650), "off-page"),
    Made("outside-crop", _PLAIN + text(SECRET, 72, 60), "off-page", crop=(0, 100, WIDTH, HEIGHT)),
    Made("invisible", _PLAIN + text(SECRET, 72, 650, before="3 Tr"), "invisible"),
    Made("tiny", _PLAIN + text(SECRET, 72, 650, size=0.5), "tiny"),
    Made("clipped", _PLAIN + "q 60 500 300 20 re W n\n" + text(SECRET, 72, 650) + "Q\n", "invisible"),
    Made(
        "hidden-layer",
        _PLAIN + "/OC /Layer BDC\n" + text(SECRET, 72, 650) + "EMC\n",
        "invisible",
        layer_off=True,
    ),
    Made(
        "picture-over-text",
        _PLAIN + text(SECRET, 72, 650) + "q 200 0 0 30 60 640 cm /Picture Do Q\n",
        "covered",
        picture=90,
    ),
    Made(
        "note-over-text",
        _LINE,
        "covered",
        notes=({"Subtype": Name.Square, "Rect": [274, 695, 383, 711], "IC": [0, 0, 0], "C": [0, 0, 0]},),
    ),
)

MORE_HIDING = (
    Made("black-stroke", _LINE + "q 0 0 0 RG 14 w 274 703 m 383 703 l S Q\n", "covered"),
    Made("box-in-a-form", _LINE + "/Form Do\n", "covered", form=box(274, 696, 109, 14, "0 0 0")),
    Made(
        "text-in-a-form", _PLAIN + "/Form Do\n", "same-colour", form=text(SECRET, 72, 650, before="1 1 1 rg")
    ),
    Made("box-leaves-slivers", _LINE + box(274, 698.5, 109, 8.5, "0 0 0"), "covered"),
    Made("turned-page", _LINE + box(274, 696, 109, 14, "0 0 0"), "covered", rotate=90),
    Made("nearly-white", _PLAIN + text(SECRET, 72, 650, before=".97 .97 .97 rg"), "same-colour"),
    Made("see-through", _PLAIN + "/Faint gs\n" + text(SECRET, 72, 650), "invisible", states={"Faint": 0.0}),
    Made(
        "white-on-a-white-picture",
        "q 400 0 0 300 60 500 cm /Picture Do Q\n" + _PLAIN + text(SECRET, 72, 650, before="1 1 1 rg"),
        "same-colour",
        picture=255,
    ),
    Made(
        "words-in-the-middle",
        text(f"Then {SECRET} came", 72, 650) + box(101, 646, 115, 13, ".2 .2 .2"),
        "covered",
    ),
)

SHOWING = (
    Made("white-on-dark", box(60, 640, 300, 30, "0 .2 .4") + text(SECRET, 72, 650, before="1 1 1 rg"), None),
    Made(
        "over-a-light-picture", "q 400 0 0 300 60 500 cm /Picture Do Q\n" + text(SECRET, 72, 650), None, picture=225
    ),
    Made("box-below", box(60, 640, 300, 30, ".9 .9 .2") + text(SECRET, 72, 650), None),
    Made("pale-grey", text(SECRET, 72, 650, before=".6 .6 .6 rg"), None),
    Made("glass-over-text", text(SECRET, 72, 650) + "/Faint gs\n" + box(60, 640, 300, 30, "1 1 0"), None,
         states={"Faint": 0.35}),
    Made("wide-clip", "q 60 600 400 200 re W n\n" + text(SECRET, 72, 650) + "Q\n", None),
    Made("outlined", text(SECRET, 72, 650, size=20, before="1 Tr 0 0 1 RG 1 1 1 rg"), None),
    Made("white-on-a-dark-round-shape", "0 0 .5 rg 60 630 m 360 630 l 380 650 360 690 340 690 c 60 690 l f\n"
         + text(SECRET, 72, 650, before="1 1 1 rg"), None),
    Made("upside-down", text(SECRET, 72, 650), None, rotate=180),
    Made("underlined-and-framed", text(SECRET, 72, 650) + "72 648 110 .6 re f 60 640 300 30 re S\n", None),
    Made("a-link", text(SECRET, 72, 650), None, notes=({"Subtype": Name.Link, "Rect": [72, 648, 180, 662]},)),
    Made("another-layer", "/OC /Layer BDC\n" + text("Draft", 72, 600) + "EMC\n" + text(SECRET, 72, 650), None,
         layer_off=True),
)  # fmt: skip


def write(made: Made, path: Path) -> Path:
    """Writes the file, the same bytes each time."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    resources.ExtGState = Dictionary(
        {f"/{name}": Dictionary(ca=opacity, CA=opacity) for name, opacity in made.states.items()}
    )
    resources.XObject = Dictionary()
    if made.picture is not None:
        resources.XObject.Picture = _picture(pdf, made.picture)
    if made.form:
        resources.XObject.Form = _form(pdf, made.form, resources.Font)
    if made.layer_off:
        resources.Properties = Dictionary(Layer=_layer(pdf))
    page.obj.Resources = resources
    page.obj.Contents = pdf.make_stream(made.content.encode("latin-1"))
    if made.crop:
        page.obj.CropBox = Array(made.crop)
    if made.rotate:
        page.obj.Rotate = made.rotate
    if made.notes:
        page.obj.Annots = Array([pdf.make_indirect(_note(note)) for note in made.notes])
    pdf.save(path, deterministic_id=True)
    return path


def _note(values: dict[str, object]) -> pikepdf.Object:
    return Dictionary({"/Type": Name.Annot, **{f"/{name}": _value(value) for name, value in values.items()}})


def _value(value: object) -> object:
    return Array(value) if isinstance(value, list) else value


def _picture(pdf: Pdf, grey: int) -> pikepdf.Object:
    raw = bytes((grey + (place % 3) - 2) % 256 if grey < 255 else 255 for place in range(64 * 48))
    return pdf.make_stream(
        zlib.compress(raw),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=48,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )


def _form(pdf: Pdf, content: str, fonts: pikepdf.Object) -> pikepdf.Object:
    return pdf.make_stream(
        content.encode("latin-1"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, WIDTH, HEIGHT]),
        Resources=Dictionary(Font=fonts),
    )


def _layer(pdf: Pdf) -> pikepdf.Object:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Notes"))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    return layer
