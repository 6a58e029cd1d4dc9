"""The public library: pages, feeds, catalogues and citations that everyone may read. Nobody is asked who they are."""
