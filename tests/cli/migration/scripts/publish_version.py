"""Publish a version of an asset."""

import ftrack_api
import ftrack_api.exception


def get_asset(session, shot, name, type_name):
    asset_type = session.query("AssetType where name is '{name}'".format(name=type_name)).first()
    asset = session.query(
        f'Asset where name is "{name}" and parent.id is "{shot["id"]}"'
    ).first()
    if asset is None:
        asset = session.create("Asset", {"name": name, "parent": shot, "type": asset_type})
    return asset


def publish(session, task, comment):
    asset = get_asset(session, task["parent"], "beauty", "Render")
    version = session.create("AssetVersion", {"asset": asset, "task": task, "comment": comment})
    version["metadata"].update({"renderer": "arnold", "frames": "1001-1050"})
    session.commit()
    return version


session = ftrack_api.Session(auto_connect_event_hub=False)
task = session.query('Task where name is "compositing" order by parent.name').first()
for comment in ("first", "second"):
    version = publish(session, task, comment)
    print(version["asset"]["name"], version["version"], version["comment"])
try:
    session.query('AssetVersion where comment is "nothing"').one()
except ftrack_api.exception.NoResultFoundError:
    print("nothing there")
