"""The use cases, as verbs: `verb(workbench, actor_id, …)`.

Each opens one transaction, asks for permission, changes, records the event and returns a frozen value. `actor_id` is the
id of the signed-in person, or None for nobody.
"""
