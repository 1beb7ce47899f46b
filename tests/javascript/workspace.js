// The sandbox that the environment names, and sessions of the official client on it.
import { randomUUID } from "node:crypto";
import { after } from "node:test";
import { Session } from "@ftrack/api";
import loglevel from "loglevel";

loglevel.getLogger("ftrack_api").setLevel("silent", false); // it warns of each refusal, which tests provoke
keepNoProcessAlive();

export const server = needed("FTRACK_SERVER");
export const owner = { user: needed("FTRACK_API_USER"), key: needed("FTRACK_API_KEY") };
export const colleague = { user: needed("FTRACK_COLLEAGUE"), key: needed("FTRACK_COLLEAGUE_KEY") };
export const reader = { user: needed("FTRACK_READER"), key: needed("FTRACK_READER_KEY") };
export const projectId = "5671dcb0-66de-11e1-8e6e-f23c91df25eb";
export const projectSchemaId = "69cb7f92-4dbf-11e1-9902-f23c91df25eb";
export const serverLocationId = "3a372bde-05bc-11e4-8908-20c9d081909b";

/** Return a session that is ready; of the sandbox's own user unless another is named. */
export async function connect(options = {}, { user, key } = owner) {
  const session = new Session(server, user, key, options);
  await session.initializing;
  after(() => session.eventHub.disconnect());
  return session;
}

/** Return a name that nothing has yet. */
export function newName(word = "thing") {
  return `${word}_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
}

/** Create a shot with a name of its own, and more values. */
export async function newShot(session, values = {}) {
  const { data } = await session.create("Shot", { name: newName("shot"), parent_id: projectId, ...values });
  return data;
}

/** Create a task with a name of its own below a new shot. */
export async function newTask(session, values = {}) {
  const shot = await newShot(session);
  const { data } = await session.create("Task", { name: newName("task"), parent_id: shot.id, ...values });
  return data;
}

/** Return all that a query finds. */
export async function find(session, expression, options) {
  return (await session.query(expression, options)).data;
}

/** Return the one entity that a query finds. */
export async function findOne(session, expression, options) {
  const found = await find(session, expression, options);
  if (found.length !== 1) {
    throw new Error(`${found.length} entities instead of one: ${expression}`);
  }
  return found[0];
}

/** Return a promise, and the function that keeps it. */
export function promised() {
  let keep;
  const promise = new Promise((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

function needed(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: these scenarios are run by tests/sandbox/test_javascript_client.py`);
  }
  return value;
}

/** Let node end while the client still has time limits running: it sets one of 30 seconds for each event. */
function keepNoProcessAlive() {
  const setTimeout = globalThis.setTimeout;
  globalThis.setTimeout = (callback, delay, ...rest) => {
    const timer = setTimeout(callback, delay, ...rest);
    return delay >= 20_000 ? timer.unref() : timer;
  };
}
