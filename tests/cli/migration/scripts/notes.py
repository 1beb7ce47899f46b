"""Leave notes on the tasks of a shot."""

import ftrack_api

session = ftrack_api.Session(auto_connect_event_hub=False)
author = session.query("User order by username").first()
task = session.query("Task where name is compositing order by parent.name").first()
note = task.create_note("Edges are soft on the left", author=author)
session.commit()
note.create_reply("Fixed in v003", author=author)
session.commit()
for written in task["notes"]:
    print(written["content"], written["author"]["username"], [reply["content"] for reply in written["replies"]])
