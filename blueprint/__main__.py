"""`python -m blueprint` is `blueprint`."""

from blueprint.cli import main

main()
