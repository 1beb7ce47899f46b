"""Which statuses do tasks of a project have, and may they have?"""

import ftrack_api

session = ftrack_api.Session(auto_connect_event_hub=False)
project = session.query('select name, project_schema from Project where name is "demo"').first()
allowed = [status["name"] for status in project["project_schema"].get_statuses("Task")]
kinds = [kind["name"] for kind in project["project_schema"].get_types("Task")]
print(sorted(allowed), sorted(kinds))
used = set()
for status in session.query("Status"):
    tasks = session.query("select id from Task where status.id is %s and project.id is %s" % (status["id"], project["id"]))
    if len(tasks) > 0:
        used.add(status["name"])
print(sorted(used - set(allowed)), sorted(used & set(allowed)))
