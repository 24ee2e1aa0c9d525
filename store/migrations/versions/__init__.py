"""One file a step, oldest first; each is named in `store.schema.REVISIONS`."""
