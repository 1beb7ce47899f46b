"""Print what is left to do, by status."""

from collections import defaultdict

import ftrack_api


def collect(session, project_name):
    hours = defaultdict(float)
    query = (
        "select name, bid, status.name, type.name from Task "
        "where project.name is '%s' and bid > 0 order by name" % project_name
    )
    for task in session.query(query):
        hours[task["status"]["name"], task["type"]["name"]] += task["bid"] / 3600
    return hours


def main():
    session = ftrack_api.Session(auto_connect_event_hub=False)
    for (status, kind), total in sorted(collect(session, "demo").items()):
        print("{:20} {:20} {:.1f}".format(status, kind, total))


if __name__ == "__main__":
    main()
