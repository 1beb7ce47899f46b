"""Move the dates of tasks, and give them to somebody."""

import datetime

import ftrack_api

session = ftrack_api.Session(auto_connect_event_hub=False)
user = session.query('User where username is "{}"'.format(session.api_user)).one()
tasks = session.query("Task where name is animation order by parent.name limit 3").all()
for index, task in enumerate(tasks):
    task["start_date"] = datetime.datetime(2026, 11, 23 + index, 9, 0)
    task["end_date"] = datetime.datetime(2026, 11, 24 + index, 18, 0)
    session.create("Appointment", {"context": task, "resource": user, "type": "assignment"})
session.commit()
for task in tasks:
    print(task["name"], sorted(one["resource"]["username"] for one in task["assignments"]))
