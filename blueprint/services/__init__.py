"""The use cases, as functions `verb(workbench, actor_id, …)`.

Each opens one transaction, checks permission, changes the data, records an event and returns a frozen value. `actor_id`
is the id of the signed-in person; None: nobody is signed in.
"""
