"""Self-contained pages: a template, its styles and its script become one file without requests."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .. import __version__
from .characters import for_html


def fill(
    template: str, *, styles: tuple[str, ...], scripts: tuple[str, ...] = (), **values: object
) -> str:
    """The page that ``template`` makes of ``values``; styles and scripts are files beside it.

    Every value is escaped. The page's own policy lets nothing run or load but these very styles and
    this very script, which it names by their hashes.
    """
    css = "".join(_read(name) for name in styles)
    js = "".join(_read(name) for name in scripts)
    policy = (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(js)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template(template)
    return page.render(css=Markup(css), js=Markup(js), policy=policy, version=__version__, **values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("align.views", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_escaped,
    )


def _escaped(value: object) -> object:
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    # A bare carriage return would be read back as a newline.
    return Markup(str(escape(for_html(value))).replace("\r", "&#13;"))


@cache
def _read(name: str) -> str:
    text = files("align.views").joinpath("page", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
