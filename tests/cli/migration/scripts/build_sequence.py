"""Build a sequence with shots and tasks."""

import ftrack_api


def get_project(session, name):
    return session.query('Project where name is "{0}"'.format(name)).one()


def build(session, project, name, count):
    sequence = session.create("Sequence", {"name": name, "parent": project})
    for number in range(1, count + 1):
        shot = session.create("Shot", {"name": "%s_%03d" % (name, number * 10), "parent": sequence})
        for task_name in ("animation", "comp"):
            session.create("Task", {"name": task_name, "parent": shot, "bid": 8.0 * 3600})
    session.commit()
    return sequence


with ftrack_api.Session(auto_connect_event_hub=False) as session:
    project = get_project(session, "demo")
    sequence = build(session, project, "mig", 3)
    print(sequence["name"], len(sequence["children"]))
