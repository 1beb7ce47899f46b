import assert from "node:assert/strict";
import test, { before } from "node:test";
import { error, expression, operation, projectSchema } from "@ftrack/api";
import moment from "moment";
import { connect, find, findOne, newName, newShot, newTask, owner, projectId, projectSchemaId } from "./workspace.js";

let session;

before(async () => {
  session = await connect();
});

test("projects are listed", async () => {
  const response = await session.query("select name from Project");
  assert.equal(response.action, "query");
  assert.ok(response.data.map((project) => project.name).includes("conformance"));
});

test("nested projections come with the query", async () => {
  const task = await newTask(session);
  const found = await findOne(
    session,
    `select name, parent.name, parent.project.full_name, status.state.short from Task where id is ${task.id}`,
  );
  assert.equal(found.parent.__entity_type__, "Shot");
  assert.equal(found.parent.project.full_name, "Conformance");
  assert.equal(found.status.state.short, "NOT_STARTED");
});

test("an entity that is met several times is one object", async () => {
  const shot = await newShot(session);
  for (const name of ["comp", "fx"]) {
    await session.create("Task", { name, parent_id: shot.id });
  }
  const tasks = await find(session, `select parent.name from Task where parent_id is ${shot.id}`);
  assert.equal(tasks.length, 2);
  assert.equal(tasks[0].parent.name, shot.name);
  assert.equal(tasks[0].parent, tasks[1].parent);
});

test("pages follow each other until there is no next offset", async () => {
  const name = newName("page");
  await session.call(
    Array.from({ length: 25 }, (_, number) =>
      operation.create("Shot", { name: `${name}_${number}`, parent_id: projectId }),
    ),
  );
  const ids = [];
  const offsets = [];
  for (let offset = 0; offset !== null; ) {
    const page = await session.query(`select id from Shot where name like "${name}%" offset ${offset} limit 10`);
    ids.push(...page.data.map((shot) => shot.id));
    offset = page.metadata.next.offset;
    offsets.push(offset);
  }
  assert.deepEqual(offsets, [10, 20, null]);
  assert.equal(new Set(ids).size, 25);
});

test("criteria go through relations and collections", async () => {
  const task = await newTask(session);
  const user = await findOne(session, `select id from User where username is "${owner.user}"`);
  await session.create("Appointment", { context_id: task.id, resource_id: user.id, type: "assignment" });
  const found = await find(
    session,
    `select id from Task where assignments any (resource.username is "${owner.user}") and id is ${task.id}`,
  );
  assert.deepEqual(found.map((each) => each.id), [task.id]);
});

test("words need no quotes, and none is nothing", async () => {
  const shot = await newShot(session);
  const found = await find(session, `select name from Shot where name is ${shot.name} and description is None`);
  assert.equal(found.length, 1);
});

test("results are ordered as asked", async () => {
  const name = newName("order");
  for (const ending of ["b", "c", "a"]) {
    await newShot(session, { name: `${name}_${ending}` });
  }
  const names = (await find(session, `select name from Shot where name like "${name}%" order by name descending`)).map(
    (shot) => shot.name,
  );
  assert.deepEqual(names, [`${name}_c`, `${name}_b`, `${name}_a`]);
});

test("a query on a base type answers the concrete types", async () => {
  const task = await newTask(session);
  const found = await find(session, `select name from TypedContext where id in (${task.id}, ${task.parent_id})`);
  assert.deepEqual(found.map((each) => each.__entity_type__).sort(), ["Shot", "Task"]);
});

test("aggregates are counted by the server in the strict mode", async () => {
  const strict = await connect({ strictApi: true });
  const shot = await newShot(session);
  for (const bid of [3600, 7200]) {
    await session.create("Task", { name: newName("task"), parent_id: shot.id, bid });
  }
  const rows = await find(
    strict,
    `select count(id), sum(bid) from Task where parent_id is ${shot.id} group by project_id`,
  );
  assert.deepEqual(rows, [{ count_id: 2, sum_bid: 10800, project_id: projectId }]);
});

test("a serializable response repeats what is met several times", async () => {
  const shot = await newShot(session);
  for (const name of ["comp", "fx"]) {
    await session.create("Task", { name, parent_id: shot.id });
  }
  const tasks = await find(
    session,
    `select name, parent.name, parent.children.name, project.name from Task where parent_id is ${shot.id}`,
    { ensureSerializableResponse: true },
  );
  assert.equal(tasks.length, 2);
  for (const task of JSON.parse(JSON.stringify(tasks))) {
    assert.equal(task.parent.name, shot.name);
    assert.deepEqual(task.parent.children.map((child) => child.name).sort(), ["comp", "fx"]);
    assert.equal(task.project.name, "conformance");
    assert.equal(task.parent.children[0].parent, undefined);
  }
});

test("dates are moments in UTC", async () => {
  const start = moment.utc("2026-03-02T09:30:00");
  const task = await newTask(session, { start_date: start });
  const found = await findOne(session, `select start_date from Task where id is ${task.id}`);
  assert.ok(moment.isMoment(found.start_date));
  assert.ok(found.start_date.isUTC());
  assert.equal(found.start_date.toISOString(), start.toISOString());
});

test("dates are ISO texts on demand", async () => {
  const task = await newTask(session, { start_date: new Date("2026-03-02T09:30:00Z") });
  const found = await findOne(session, `select start_date from Task where id is ${task.id}`, {
    decodeDatesAsIso: true,
  });
  assert.equal(found.start_date, "2026-03-02T09:30:00.000Z");
});

test("a date in another time zone is the same moment", async () => {
  const task = await newTask(session, { start_date: moment.parseZone("2026-03-02T09:30:00+02:00") });
  const found = await findOne(session, `select start_date from Task where id is ${task.id}`);
  assert.equal(found.start_date.toISOString(), "2026-03-02T07:30:00.000Z");
});

test("a query can compare with a date", async () => {
  const shot = await newShot(session);
  for (const day of ["2026-03-02", "2026-04-02"]) {
    await session.create("Task", { name: day, parent_id: shot.id, start_date: moment.utc(day) });
  }
  const found = await find(
    session,
    `select name from Task where parent_id is ${shot.id} and start_date > "2026-03-15T00:00:00"`,
  );
  assert.deepEqual(found.map((task) => task.name), ["2026-04-02"]);
});

test("quotes in a value are escaped by the expression template", async () => {
  const name = newName(`it's a "shot"`);
  const shot = await newShot(session, { name });
  const found = await findOne(session, expression`select id from Shot where name is "${name}"`);
  assert.equal(found.id, shot.id);
});

test("search finds by words, within a context and by object type", async () => {
  const word = newName("heron").replace("_", "");
  const shot = await newShot(session, { name: `${word} dives` });
  await session.create("Task", { name: `${word} comp`, parent_id: shot.id });
  const found = await session.search({
    expression: "select name, link from TypedContext",
    entityType: "TypedContext",
    terms: [word],
    contextId: projectId,
  });
  assert.deepEqual(found.data.map((each) => each.name).sort(), [`${word} comp`, `${word} dives`]);
  assert.equal(found.data[0].link[0].name, "conformance");
  const { object_type_id: objectTypeId } = await findOne(
    session,
    `select object_type_id from Shot where id is ${shot.id}`,
  );
  const shots = await session.search({
    expression: "select name from TypedContext limit 5",
    entityType: "TypedContext",
    terms: [word, "dives"],
    objectTypeIds: [objectTypeId],
  });
  assert.deepEqual(shots.data.map((each) => each.id), [shot.id]);
});

test("a refused query is an error that names the fault", async () => {
  await assert.rejects(session.query("select nope from Task"), (refusal) => {
    assert.ok(refusal instanceof error.ServerError);
    assert.match(refusal.message, /nope/);
    return true;
  });
});

test("a refused query is an error in the strict mode too", async () => {
  const strict = await connect({ strictApi: true });
  await assert.rejects(strict.query("select name from Nothing"), /Nothing/);
  await assert.rejects(strict.query("select name frm Task"), error.ServerError);
});

test("an unknown action is refused", async () => {
  await assert.rejects(session.call([{ action: "make_coffee" }]), /make_coffee/);
});

test("several queries of one call share their entities", async () => {
  const task = await newTask(session);
  const [first, second] = await session.call([
    operation.query(`select name from Task where id is ${task.id}`),
    operation.query(`select bid from Task where id is ${task.id}`),
  ]);
  assert.equal(first.data[0], second.data[0]);
  assert.equal(first.data[0].name, task.name);
  assert.equal(typeof second.data[0].bid, "number");
});

test("statuses of a project schema are read for tasks, versions and other types", async () => {
  const names = async (...of) =>
    (await projectSchema.getStatuses(session, projectSchemaId, ...of)).map((status) => status.name).sort();
  assert.deepEqual(await names("Task"), ["Approved", "Awaiting approval", "In progress", "Not started"]);
  assert.deepEqual(await names("AssetVersion"), ["Approved", "Pending"]);
  assert.deepEqual(await names("Shot"), ["Normal", "Omitted", "On Hold"]);
});

test("a type of tasks may have statuses of its own", async () => {
  const { id } = await findOne(session, 'select id from Type where name is "test type 2"');
  const statuses = await projectSchema.getStatuses(session, projectSchemaId, "Task", id);
  assert.deepEqual(statuses.map((status) => status.name).sort(), ["Approved", "Not started"]);
});
