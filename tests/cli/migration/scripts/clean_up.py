"""Delete shots that were made by mistake."""

import ftrack_api


class Cleaner(object):
    def __init__(self, session):
        self.session = session

    def find(self, prefix):
        query = "Shot where name like '{}%'".format(prefix)
        return self.session.query(query).all()

    def run(self, prefix):
        names = []
        for shot in self.session.query('select name from Shot where name like "{}%" order by name'.format(prefix)):
            names.append(shot["name"])
            self.session.delete(shot)
        self.session.commit()
        return names


session = ftrack_api.Session(auto_connect_event_hub=False, plugin_paths=[])
project = session.query("Project where name is demo").one()
for name in ("oops_010", "oops_020"):
    session.create("Shot", {"name": name, "parent": project})
session.commit()
print(Cleaner(session).run("oops"))
