"""Replayed days: the real web forms driven over HTTP by several staff at once, then every contact accounted for.

The replay starts a server and a worker of its own on a fresh folder, which it marks as a demonstration (no other
folder may follow a replay clock). Staff sign in with a click, take calls, offer, accept, decline, consider, attempt,
decide and close; some answers are lost on purpose and sent again with the same key. A ledger keeps every answer.
At the end each reference in it is looked for on the board, in the list of past contacts and in the exported return
(counting rule: contacts = recorded and still waiting + opened + joined + answered + passed on + withdrawn + voided;
rows of the return = cases + answered or passed-on contacts whose kind has a CL-TYPE; drafts are not contacts).

What would prove the reconciliation wrong, written down before it was built:

1. A contact that is gone, doubled or of another type in one of the three places, and the difference is still 0.
2. One contact lost and a stranger gained that make up for each other: counts agree, references do not.
3. An expectation taken from the service's records instead of from what staff typed and were answered.
4. A row, a line of the board or of the list that no answer ever announced, and nobody says so.
5. A form sent twice after a lost answer that leaves two contacts or two cases, and the ledger knows of one.
6. A reference shown on an abandoned draft that turns up as a contact.
7. Three rows deleted behind the service's back, and a difference other than three.

Nothing here imports Django: the process of the replay sees the service as a browser does.
"""
