"""Make sure that the shots of an edit are there."""

import ftrack_api

SHOTS = [("cut_010", 1001, 1050), ("cut_020", 1001, 1024), ("cut_010", 1001, 1060)]

session = ftrack_api.Session(auto_connect_event_hub=False)
project = session.query('Project where name is "demo"').one()
for name, first, last in SHOTS:
    shot = session.ensure(
        "Shot",
        {"name": name, "parent_id": project["id"], "project_id": project["id"], "description": "%d-%d" % (first, last)},
        identifying_keys=["name", "parent_id"],
    )
    shot["metadata"]["range"] = "{}-{}".format(first, last)
session.commit()
for shot in session.query('select name, description from Shot where name like "cut_%" order by name'):
    print(shot["name"], shot["description"])
