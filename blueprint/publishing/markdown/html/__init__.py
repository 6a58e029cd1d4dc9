"""The HTML in a Markdown text: what it means becomes nodes, words stay, and what is dangerous is refused."""
