import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test, { before } from "node:test";
import { error, operation } from "@ftrack/api";
import moment from "moment";
import { connect, find, findOne, newName, newShot, newTask, projectId, reader } from "./workspace.js";

let session;

before(async () => {
  session = await connect();
});

test("a created entity comes back with its id and is there", async () => {
  const name = newName("shot");
  const response = await session.create("Shot", { name, parent_id: projectId });
  assert.equal(response.action, "create");
  assert.equal(response.data.__entity_type__, "Shot");
  const found = await findOne(session, `select name, project.id, status.name from Shot where id is ${response.data.id}`);
  assert.equal(found.name, name);
  assert.equal(found.project.id, projectId);
  assert.equal(found.status.name, "Normal");
});

test("the id may be chosen by the client", async () => {
  const id = randomUUID();
  const { data } = await session.create("Shot", { id, name: newName("shot"), parent_id: projectId });
  assert.equal(data.id, id);
});

test("an update by a list of keys changes what it names", async () => {
  const shot = await newShot(session, { description: "before" });
  const { data } = await session.update("Shot", [shot.id], { description: "after" });
  assert.equal(data.description, "after");
  const found = await findOne(session, `select name, description from Shot where id is ${shot.id}`);
  assert.deepEqual([found.name, found.description], [shot.name, "after"]);
});

test("an update by a key alone works too", async () => {
  const shot = await newShot(session);
  await session.update("Shot", shot.id, { description: "by its key" });
  assert.equal((await findOne(session, `select description from Shot where id is ${shot.id}`)).description, "by its key");
});

test("a link is set by its key", async () => {
  const task = await newTask(session);
  const status = await findOne(session, 'select id from Status where name is "In progress"');
  await session.update("Task", [task.id], { status_id: status.id });
  const found = await findOne(session, `select status.name from Task where id is ${task.id}`);
  assert.equal(found.status.name, "In progress");
});

test("an entity is deleted by a list of keys", async () => {
  const shot = await newShot(session);
  const response = await session.delete("Shot", [shot.id]);
  assert.equal(response.data, true);
  assert.deepEqual(await find(session, `select id from Shot where id is ${shot.id}`), []);
});

test("an entity is deleted by a key alone", async () => {
  const shot = await newShot(session);
  assert.equal((await session.delete("Shot", shot.id)).data, true);
  assert.deepEqual(await find(session, `select id from Shot where id is ${shot.id}`), []);
});

test("a delete takes along what is below", async () => {
  const task = await newTask(session);
  await session.delete("Shot", [task.parent_id]);
  assert.deepEqual(await find(session, `select id from Task where id is ${task.id}`), []);
});

test("what does not exist cannot be deleted or changed", async () => {
  await assert.rejects(session.delete("Shot", [randomUUID()]), error.ServerValidationError);
  await assert.rejects(session.update("Shot", [randomUUID()], { name: "ghost" }), error.ServerValidationError);
});

test("a call creates, refers to what it created, and reads it", async () => {
  const [shotId, taskId] = [randomUUID(), randomUUID()];
  const results = await session.call([
    operation.create("Shot", { id: shotId, name: newName("shot"), parent_id: projectId }),
    operation.create("Task", { id: taskId, name: "comp", parent_id: shotId }),
    operation.update("Task", [taskId], { bid: 7200 }),
    operation.query(`select bid, parent.id from Task where id is ${taskId}`),
  ]);
  assert.deepEqual(results.map((result) => result.action), ["create", "create", "update", "query"]);
  assert.equal(results[3].data[0].bid, 7200);
  assert.equal(results[3].data[0].parent.id, shotId);
});

test("a call that fails leaves nothing behind", async () => {
  const name = newName("never");
  await assert.rejects(
    session.call([
      operation.create("Shot", { name, parent_id: projectId }),
      operation.create("AssetVersion", { comment: "of no asset" }),
    ]),
    error.ServerError,
  );
  assert.deepEqual(await find(session, `select id from Shot where name is "${name}"`), []);
});

test("a value of the wrong kind is refused", async () => {
  await assert.rejects(newShot(session, { sort: "not a number" }), error.ServerValidationError);
});

test("a reader may read and is denied to write", async () => {
  const reading = await connect({}, reader);
  assert.equal((await find(reading, `select name from Project where id is ${projectId}`)).length, 1);
  await assert.rejects(newShot(reading), error.ServerPermissionDeniedError);
});

test("ensure creates what is missing", async () => {
  const name = newName("ensured");
  const created = await session.ensure("Shot", { name, parent_id: projectId });
  assert.equal((await findOne(session, `select id from Shot where name is "${name}"`)).id, created.id);
});

test("ensure finds what is there and changes the rest", async () => {
  const shot = await newShot(session, { description: "old" });
  const data = { name: shot.name, parent_id: projectId, description: "new" };
  const ensured = await session.ensure("Shot", data, ["name", "parent_id"]);
  assert.equal(ensured.id, shot.id);
  const found = await findOne(session, `select description from Shot where name is "${shot.name}"`);
  assert.equal(found.description, "new");
});

test("ensure identifies by a moment and by what is null", async () => {
  const task = await newTask(session, { start_date: moment.utc("2026-05-04T08:00:00"), end_date: null });
  const data = { parent_id: task.parent_id, start_date: moment.utc("2026-05-04T08:00:00"), end_date: null };
  const ensured = await session.ensure("Task", { ...data, description: "found" }, Object.keys(data));
  assert.equal(ensured.id, task.id);
});

test("versions of an asset are numbered", async () => {
  const shot = await newShot(session);
  const { data: asset } = await session.create("Asset", { name: newName("asset"), context_id: shot.id });
  const versions = [];
  for (const comment of ["first", "second"]) {
    versions.push((await session.create("AssetVersion", { asset_id: asset.id, comment })).data);
  }
  const found = await find(
    session,
    `select version, is_latest_version from AssetVersion where asset_id is ${asset.id} order by version`,
  );
  assert.deepEqual(found.map((each) => [each.id, each.version, each.is_latest_version]), [
    [versions[0].id, 1, false],
    [versions[1].id, 2, true],
  ]);
});

test("dates of three kinds are written alike", async () => {
  const dates = [moment.utc("2026-06-01T10:00:00"), new Date("2026-06-01T10:00:00Z"), "2026-06-01T10:00:00Z"];
  for (const start_date of dates) {
    const task = await newTask(session, { start_date });
    const found = await findOne(session, `select start_date from Task where id is ${task.id}`);
    assert.equal(found.start_date.toISOString(), "2026-06-01T10:00:00.000Z");
  }
});

test("metadata is created, changed and deleted by its composite key", async () => {
  const shot = await newShot(session);
  await session.create("Metadata", { parent_id: shot.id, parent_type: "Shot", key: "lens", value: "35" });
  const keys = session.getPrimaryKeyAttributes("Metadata");
  const key = keys.map((name) => ({ parent_id: shot.id, key: "lens" })[name]);
  await session.update("Metadata", key, { value: "50" });
  const found = await findOne(session, `select metadata from Shot where id is ${shot.id}`);
  assert.deepEqual(found.metadata.map((each) => [each.key, each.value]), [["lens", "50"]]);
  await session.delete("Metadata", key);
  assert.deepEqual((await findOne(session, `select metadata from Shot where id is ${shot.id}`)).metadata, []);
});

test("a custom attribute is there before it is set, and is set by an update", async () => {
  const shot = await newShot(session);
  const read = async () => {
    const found = await findOne(
      session,
      `select custom_attributes.key, custom_attributes.value from Shot where id is ${shot.id}`,
    );
    return Object.fromEntries(found.custom_attributes.map((each) => [each.key, each.value]));
  };
  assert.equal((await read()).fstart, 1001);
  const { id } = await findOne(session, "select id from CustomAttributeConfiguration where key is fstart");
  await session.update("ContextCustomAttributeValue", [id, shot.id], { value: 1009 });
  assert.equal((await read()).fstart, 1009);
  const found = await find(session, `select id from Shot where custom_attributes any (key is fstart and value > 1005)`);
  assert.ok(found.some((each) => each.id === shot.id));
});

test("a hierarchical custom attribute is inherited by what is below", async () => {
  const task = await newTask(session);
  const { id } = await findOne(session, "select id from CustomAttributeConfiguration where key is htest");
  await session.update("ContextCustomAttributeValue", [id, task.parent_id], { value: "from above" });
  const found = await findOne(
    session,
    `select custom_attributes.key, custom_attributes.value from Task where id is ${task.id}`,
  );
  assert.equal(found.custom_attributes.find((each) => each.key === "htest").value, "from above");
});

test("a collection is replaced by a complete list of references", async () => {
  const { data: category } = await session.create("ListCategory", { name: newName("category") });
  const { data: list } = await session.create("TypedContextList", {
    name: newName("list"),
    project_id: projectId,
    category_id: category.id,
  });
  const shots = [await newShot(session), await newShot(session), await newShot(session)];
  const references = shots.map(({ id }) => ({ __entity_type__: "Shot", id }));
  const items = async () =>
    (await findOne(session, `select items.name from TypedContextList where id is ${list.id}`)).items
      .map((item) => item.id)
      .sort();
  await session.update("TypedContextList", [list.id], { items: references });
  assert.deepEqual(await items(), shots.map(({ id }) => id).sort());
  await session.update("TypedContextList", [list.id], { items: references.slice(1) });
  assert.deepEqual(await items(), shots.slice(1).map(({ id }) => id).sort());
});

test("an item is put on a list and taken off by entities of their own", async () => {
  const list = await findOrMakeList();
  const shot = await newShot(session);
  const { data: item } = await session.create("ListObject", { list_id: list.id, entity_id: shot.id });
  const lists = await find(session, `select name from TypedContextList where items any (id is ${shot.id})`);
  assert.deepEqual(lists.map((each) => each.id), [list.id]);
  await session.delete("ListObject", [item.id]);
  assert.deepEqual(await find(session, `select name from TypedContextList where items any (id is ${shot.id})`), []);
});

async function findOrMakeList() {
  const { id } = await findOne(session, "select id from ListCategory limit 1");
  return session.ensure("TypedContextList", { name: "Scenarios", project_id: projectId, category_id: id });
}
