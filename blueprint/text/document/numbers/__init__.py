"""The number that a paragraph begins with, in the numerals and forms of many languages."""
