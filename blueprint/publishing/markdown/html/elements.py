"""The elements of HTML by what becomes of them (names as in the HTML Living Standard, with obsolete ones)."""

FORMATS = {
    "b": "Strong", "strong": "Strong", "i": "Emph", "em": "Emph", "cite": "Emph", "var": "Emph", "dfn": "Emph",
    "s": "Strikeout", "strike": "Strikeout", "del": "Strikeout", "u": "Underline", "ins": "Underline",
    "sub": "Subscript", "sup": "Superscript",
}  # fmt: skip
"""Phrasing elements by the type of Pandoc's node for them."""

CLASSES = frozenset({"mark", "small"})
"""Phrasing elements that become a span of this class."""

TRANSPARENT = frozenset({
    "abbr", "acronym", "address", "article", "aside", "bdi", "bdo", "big", "blockquote", "body", "caption", "center",
    "code", "col", "colgroup", "data", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "font", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "kbd", "label", "legend", "li", "main", "nav",
    "nobr", "ol", "p", "picture", "pre", "q", "rb", "rp", "rt", "ruby", "samp", "search", "section", "source", "span",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "ul", "wbr",
})  # fmt: skip
"""Elements that give up their words, and vanish; those of blocks keep their shape where HTML stands for itself."""

BLOCKS = frozenset({
    "blockquote", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "caption", "hr",
})  # fmt: skip
"""Elements of blocks whose shape Markdown has too."""

SEPARATORS = TRANSPARENT & frozenset({
    "address", "article", "aside", "center", "details", "div", "figcaption", "figure", "footer", "header", "hgroup",
    "main", "nav", "search", "section", "summary",
})  # fmt: skip
"""Elements of blocks that begin and end a paragraph."""

VOID = frozenset({"br", "hr", "img", "wbr", "col", "source"})

REFUSED = frozenset({
    "applet", "area", "audio", "base", "basefont", "bgsound", "button", "canvas", "datalist", "dialog", "dir", "embed",
    "fieldset", "form", "frame", "frameset", "head", "iframe", "input", "isindex", "link", "listing", "map", "marquee",
    "math", "menu", "meta", "meter", "noembed", "noframes", "noscript", "object", "optgroup", "option", "output", "param",
    "plaintext", "progress", "script", "select", "slot", "style", "svg", "template", "textarea", "title", "track",
    "video", "xmp",
})  # fmt: skip
"""Elements that no edition can hold. A name that is in none of these sets is no HTML: its signs are words."""

UNDERSTOOD = frozenset({*FORMATS, *CLASSES, *TRANSPARENT, "a", "br", "img"})
