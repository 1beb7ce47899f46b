import assert from "node:assert/strict";
import test from "node:test";
import { Session, error } from "@ftrack/api";
import { connect, find, owner, projectId, server } from "./workspace.js";

test("a session opens and knows the types of the workspace", async () => {
  const session = await connect();
  assert.equal(session.initialized, true);
  assert.equal(session.schemas.length, 130);
  assert.match(session.serverVersion, /^\d+\.\d+/);
});

test("a wrong key is refused", async () => {
  const session = new Session(server, owner.user, "INVALID_API_KEY");
  await assert.rejects(session.initializing, error.ServerError);
});

test("an unknown user is refused", async () => {
  const session = new Session(server, "nobody", owner.key);
  await assert.rejects(session.initializing, error.ServerError);
});

test("a server that does not answer is an error of the network", async () => {
  const session = new Session("http://127.0.0.1:9", owner.user, owner.key);
  await assert.rejects(session.initializing, error.ServerError);
});

test("server information holds the values that were asked for and the one that dates need", async () => {
  const session = await connect({ serverInformationValues: ["version"] });
  assert.deepEqual(Object.keys(session.serverInformation).sort(), ["is_timezone_support_enabled", "version"]);
});

test("server information, version and schemas are promised too", async () => {
  const session = new Session(server, owner.user, owner.key);
  const information = await session.getServerInformation();
  assert.equal(await session.getServerVersion(), information.version);
  assert.equal((await session.getSchemas()).length, 130);
});

test("a call that is made before the session is ready waits for it", async () => {
  const session = new Session(server, owner.user, owner.key);
  const [project] = await find(session, `select name from Project where id is ${projectId}`);
  assert.equal(project.name, "conformance");
});

test("primary keys, single and composite, are read from the schemas", async () => {
  const session = await connect();
  assert.deepEqual(session.getPrimaryKeyAttributes("Task"), ["id"]);
  assert.deepEqual([...session.getPrimaryKeyAttributes("Metadata")].sort(), ["key", "parent_id"]);
  assert.equal(session.getIdentifyingKey({ __entity_type__: "Task", id: "1" }), "Task,1");
});

test("the schema of a type is given by its name, and null for an unknown one", async () => {
  const session = await connect();
  assert.equal(session.getSchema("Shot").alias_for.id, "Task");
  assert.ok(session.getSchema("Task").properties.bid);
  assert.equal(session.getSchema("Unheard"), null);
});

test("a request is aborted by its signal", async () => {
  const session = await connect();
  const controller = new AbortController();
  const asked = session.query("select id from Task", { signal: controller.signal });
  controller.abort();
  await assert.rejects(asked, /aborted/);
});

test("a strict session gets what it asked for and nothing else", async () => {
  const session = await connect({ strictApi: true });
  const [task] = await find(session, "select name from Task limit 1");
  assert.deepEqual(Object.keys(task).sort(), ["__entity_type__", "id", "name"]);
});

test("headers of one's own do no harm", async () => {
  const session = await connect({ additionalHeaders: { "X-Studio": "nordlys" } });
  assert.equal((await find(session, "select id from Project limit 1")).length, 1);
});
