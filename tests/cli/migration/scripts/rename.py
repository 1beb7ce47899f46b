"""Give shots names in upper case, with a dry run."""

import os

import ftrack_api

DRY = os.environ.get("DRY") == "1"


def rename(session, entity, name):
    if entity["name"] == name:
        return False
    entity["name"] = name
    return True


session = ftrack_api.Session(auto_connect_event_hub=False)
shots = session.query("select name from Shot order by name limit 4").all()
changed = [shot for shot in shots if rename(session, shot, shot["name"].upper())]
if DRY:
    session.rollback()
else:
    session.commit()
again = session.get("Shot", shots[0]["id"])
print(len(changed), again["name"], [shot["name"] for shot in shots])
