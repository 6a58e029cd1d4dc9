"""Updates: a websocket on which open pages learn that something has changed (`GET /api/updates`), in JSON messages.

    browser → {"subscribe": "draft:PROPOSAL"}                    a topic of `blueprint.services.updates.topics`
            ← {"topic": "draft:PROPOSAL", "state": "5f0c…"}      its state now, and again whenever it changes
            ← {"topic": "draft:PROPOSAL", "refused": true}       no such topic, or not for this person
    browser → {"unsubscribe": "draft:PROPOSAL"}
    browser → {"ping": 7}  ← {"pong": 7}                         whether the server answers at this moment

No content travels here: a page reads what is new at the address that serves it, where permission is checked. A session
that ends closes the websocket with 4401, what is too much of anything with 1008. The browser's side is
`blueprint/ui/client/updates.js`.
"""
