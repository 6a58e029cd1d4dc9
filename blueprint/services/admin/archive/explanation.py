"""The README of an archive, for people who have nothing but its files."""

README = """\
# An archive of policy proposals

This folder has everything that was written in a workbench where groups of people draft policy proposals together. All of
it is plain text in UTF-8, apart from pictures and published files. Nothing but an editor is needed to read it.

## Where things are

- `convenings/` has a folder for each convening: a group that works on a theme. `convening.json` says what it is about, and
  who takes part in which role.
- `convenings/…/proposals/` has a folder for each proposal.
  - `text.md` is its present text, in Markdown. Between the two lines of hyphens at its beginning are its title, language,
    status, authors, and the principles that it claims to advance.
  - `revision-0001.md`, `revision-0002.md` … are all its revisions, each as it was saved, with who saved it and when.
  - `images/` has the pictures that the texts show; `pictures.json` says who added them.
  - `threads.json` has the conversations about it: the words that each began with, the comments, and where those words are in
    every later revision, in characters from the beginning of the text.
  - `tags.json` says which principles it advances or is in tension with, and why.
  - `paragraphs.jsonl` has a line for each revision: where its paragraphs begin and end, and the lineage of each, which stays
    the same from revision to revision.
- `convenings/…/collections/` has a folder for each collection of proposals, and in it `editions/1/`, `editions/2/` … for
  what was published: the frozen texts (`chapter-001.md` …), `edition.json`, notes that were added later (`errata.json`), and
  the published files in `files/`, whose SHA-256 hashes are in `edition.json`.
- `people.json` has the people that everything else names by their ids.
- `events.jsonl` says what happened, a line for each event, in its order.
- `archive.json` says in which version of this form the archive is.

## The history

The folder is a Git repository (git-scm.com). Each revision is a commit by the person who saved it, at the time when it was
saved; the last lines of the commit's message have the proposal's id and the revision's number. A commit by “Blueprint
workbench” has the state of all the rest at that time. Without Git, the files above still have every revision.

Passwords, sessions, invitations, unsaved drafts and the words of retracted comments are not here.
`blueprint import-archive` of the workbench that wrote this reads it into an empty workbench.
"""
ATTRIBUTES = "* -text\n"
"""`.gitattributes`: Git changes no line end, on no system."""
