"""Approve what is in progress on a sequence."""

import ftrack_api

session = ftrack_api.Session(auto_connect_event_hub=False)
approved = session.query('Status where name is "Approved"').one()
tasks = session.query('select name, parent.name from Task where status.name is "In progress" order by parent.name, name')
for task in tasks:
    print(task["parent"]["name"], task["name"])
    task["status"] = approved
session.commit()
