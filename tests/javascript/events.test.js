import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";
import { Event, Session, error } from "@ftrack/api";
import { colleague, connect, find, newName, newShot, owner, promised, server } from "./workspace.js";

/** Return a session of a new user whose hub is connected, and listens to nothing yet but replies. */
async function listening() {
  const session = await connect({ autoConnectEventHub: true }, await newUser());
  await session.eventHub.publish(new Event("scenario.connected", {}));
  return session;
}

/** Wait until the server has taken all that a session sent before: it answers in the order of what comes. */
async function settled(session) {
  const topic = newName("scenario.settled");
  const { promise, keep } = promised();
  const id = session.eventHub.subscribe(`topic=${topic}`, () => keep());
  await session.eventHub.publish(new Event(topic, {}));
  await promise;
  session.eventHub.unsubscribe(id);
}

/** Subscribe and wait until the server knows; return the events that came, and a promise of the first. */
async function collect(session, topic, answer = () => undefined, metadata = undefined) {
  const { promise, keep } = promised();
  const events = [];
  session.eventHub.subscribe(
    `topic=${topic}`,
    (event) => {
      events.push(event);
      keep(event);
      return answer(event);
    },
    metadata,
  );
  await settled(session);
  return { events, first: promise };
}

test("a hub connects when it is told to", async () => {
  const session = await connect({}, colleague);
  assert.equal(session.eventHub.isConnected(), false);
  session.eventHub.connect();
  await session.eventHub.publish(new Event("scenario.connected", {}));
  assert.equal(session.eventHub.isConnected(), true);
});

test("a hub connects by itself when the session was told so", async () => {
  const session = await listening();
  assert.equal(session.eventHub.isConnected(), true);
});

test("a hub that was disconnected publishes nothing", async () => {
  const session = await listening();
  session.eventHub.disconnect();
  assert.equal(session.eventHub.isConnected(), false);
  assert.throws(() => session.eventHub.publish(new Event("scenario.never", {})), error.EventServerPublishError);
});

test("an event reaches another client with its data and source", async () => {
  const [here, there] = [await listening(), await listening()];
  const topic = newName("scenario.message");
  const { first } = await collect(there, topic);
  const event = new Event(topic, { key: "value", list: [1, { deep: "ü" }] });
  const id = await here.eventHub.publish(event);
  const received = await first;
  assert.equal(received.id, id);
  assert.deepEqual(received.data, { key: "value", list: [1, { deep: "ü" }] });
  assert.equal(received.source.user.username, here.apiUser);
  assert.equal(received.source.applicationId, "ftrack.api.javascript");
});

test("a publisher hears itself", async () => {
  const session = await listening();
  const topic = newName("scenario.echo");
  const { first } = await collect(session, topic);
  await session.eventHub.publish(new Event(topic, { n: 1 }));
  assert.deepEqual((await first).data, { n: 1 });
});

test("a wildcard hears all topics that begin so", async () => {
  const session = await listening();
  const topic = newName("scenario.wild");
  const { events } = await collect(session, `${topic}.*`);
  for (const ending of ["one", "two"]) {
    await session.eventHub.publish(new Event(`${topic}.${ending}`, {}));
  }
  await session.eventHub.publish(new Event(`${topic}other`, {}));
  await settled(session);
  assert.deepEqual(events.map((event) => event.topic), [`${topic}.one`, `${topic}.two`]);
});

test("a thousand events arrive in their order and none is lost", async () => {
  const [here, there] = [await listening(), await listening()];
  const topic = newName("scenario.many");
  const { promise, keep } = promised();
  const { events } = await collect(there, topic, (event) => {
    if (event.data.n === 999) {
      keep();
    }
  });
  for (let n = 0; n < 1000; n += 1) {
    await here.eventHub.publish(new Event(topic, { n }));
  }
  await promise;
  assert.deepEqual(events.map((event) => event.data.n), [...Array(1000).keys()]);
});

test("what a handler returns is the reply", async () => {
  const [here, there] = [await listening(), await listening()];
  const topic = newName("scenario.question");
  await collect(there, topic, (event) => ({ answer: event.data.question * 2 }));
  const reply = await here.eventHub.publishAndWaitForReply(new Event(topic, { question: 21 }));
  assert.equal(reply.topic, "ftrack.meta.reply");
  assert.deepEqual(reply.data, { answer: 42 });
});

test("what a handler promises is the reply too", async () => {
  const session = await listening();
  const topic = newName("scenario.promise");
  await collect(session, topic, async () => ({ later: true }));
  const reply = await session.eventHub.publishAndWaitForReply(new Event(topic, {}));
  assert.deepEqual(reply.data, { later: true });
});

test("every reply comes to the one who asked and to nobody else", async () => {
  const [here, there, third] = [await listening(), await listening(), await listening()];
  const topic = newName("scenario.poll");
  await collect(there, topic, () => ({ from: "there" }));
  await collect(third, topic, () => ({ from: "third" }));
  const { events: overheard } = await collect(third, "ftrack.meta.reply");
  const { promise, keep } = promised();
  const replies = [];
  const onReply = (event) => {
    replies.push(event.data.from);
    if (replies.length === 2) {
      keep();
    }
  };
  const id = await here.eventHub.publish(new Event(topic, {}), { onReply });
  await promise;
  await settled(third);
  assert.deepEqual(replies.sort(), ["there", "third"]);
  assert.deepEqual(overheard.filter((event) => event.inReplyToEvent === id), []);
});

test("a reply may be published by hand, with a source of its own", async () => {
  const [here, there] = [await listening(), await listening()];
  const topic = newName("scenario.by_hand");
  await collect(there, topic, (event) => {
    void there.eventHub.publishReply(event, { ok: true }, { id: "by-hand", applicationId: "maya" });
  });
  const reply = await here.eventHub.publishAndWaitForReply(new Event(topic, {}));
  assert.deepEqual(reply.data, { ok: true });
  assert.equal(reply.source.applicationId, "maya");
});

test("without a reply the wait ends", async () => {
  const session = await listening();
  const event = new Event(newName("scenario.silence"), {});
  await assert.rejects(
    session.eventHub.publishAndWaitForReply(event, { timeout: 0.2 }),
    error.EventServerReplyTimeoutError,
  );
});

test("a target chooses by what subscribers said about themselves", async () => {
  const [there, third] = [await listening(), await listening()];
  const here = await listening();
  const topic = newName("scenario.target");
  const { first } = await collect(there, topic, undefined, { id: randomUUID(), applicationId: "maya" });
  const { events } = await collect(third, topic, undefined, { id: randomUUID(), applicationId: "nuke" });
  await here.eventHub.publish(new Event(topic, {}, { target: "applicationId=maya" }));
  assert.equal((await first).target, "applicationId=maya");
  await settled(here);
  await settled(third);
  assert.deepEqual(events, []);
});

test("whoever unsubscribed hears nothing more", async () => {
  const session = await listening();
  const topic = newName("scenario.unsubscribe");
  const heard = [];
  const id = session.eventHub.subscribe(`topic=${topic}`, (event) => void heard.push(event.data.n));
  assert.equal(session.eventHub.getSubscriberByIdentifier(id).subscription, `topic=${topic}`);
  await session.eventHub.publish(new Event(topic, { n: 1 }));
  await settled(session);
  assert.equal(session.eventHub.unsubscribe(id), true);
  await session.eventHub.publish(new Event(topic, { n: 2 }));
  await settled(session);
  assert.deepEqual(heard, [1]);
});

test("what is published before there is a connection is sent once there is one", async () => {
  const there = await listening();
  const topic = newName("scenario.early");
  const { first } = await collect(there, topic);
  const here = await connect({}, await newUser());
  here.eventHub.connect();
  assert.equal(here.eventHub.isConnected(), false);
  await here.eventHub.publish(new Event(topic, { early: true }));
  assert.deepEqual((await first).data, { early: true });
});

test("a commit is told with old and new values, who made it and by which client", async () => {
  const [session, there] = [await connect({ clientToken: newName("client") }), await listening()];
  const shot = await newShot(session, { description: "old" });
  const { promise, keep } = promised();
  there.eventHub.subscribe("topic=ftrack.update", (event) => {
    const found = event.data.entities.find((entity) => entity.entityId === shot.id);
    if (found) {
      keep({ ...event.data, found });
    }
  });
  await settled(there);
  await session.update("Shot", [shot.id], { description: "new" }, { pushToken: "push-1" });
  const { found, user, clientToken, pushToken } = await promise;
  assert.equal(found.action, "update");
  assert.deepEqual(found.keys, ["description"]);
  assert.deepEqual(found.changes.description, { old: "old", new: "new" });
  assert.equal(found.parents.at(-1).entityType, "show");
  assert.equal(user.name.length > 0, true);
  assert.equal(clientToken, session.clientToken);
  assert.equal(pushToken, "push-1");
});

test("creating and deleting are told too, and a refused batch is not", async () => {
  const [session, there] = [await connect(), await listening()];
  const [kept, refused] = [randomUUID(), randomUUID()];
  const told = [];
  there.eventHub.subscribe("topic=ftrack.update", (event) => {
    told.push(...event.data.entities.map((entity) => [entity.entityId, entity.action]));
  });
  await settled(there);
  await assert.rejects(newShot(session, { id: refused, sort: "nonsense" }));
  await newShot(session, { id: kept });
  await session.delete("Shot", [kept]);
  await settled(there);
  assert.deepEqual(told.filter(([id]) => id === kept).map(([, action]) => action), ["add", "remove"]);
  assert.deepEqual(told.filter(([id]) => id === refused), []);
});

test("changes that were missed are kept as rows of Event", async () => {
  const session = await connect();
  const shot = await newShot(session, { description: "old" });
  await session.update("Shot", [shot.id], { description: "new" });
  const rows = await find(session, `select action, user.username, data from Event where parent_id is "${shot.id}"`);
  assert.ok(rows.length >= 2);
  assert.ok(rows.every((row) => row.user.username === owner.user));
});

test("a lost connection comes back, and subscriptions with it", async () => {
  const session = await listening();
  const topic = newName("scenario.lost");
  const { events } = await collect(session, topic);
  const { socket } = session.eventHub._socketIo;
  const before = socket.transport.websocket;
  before.terminate();
  while (socket.connected && socket.transport.websocket === before) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(session.eventHub.isConnected(), false);
  await session.eventHub.publish(new Event(topic, { n: 2 }));
  assert.equal(session.eventHub.isConnected(), true);
  assert.notEqual(socket.transport.websocket, before);
  await settled(session);
  assert.deepEqual(events.map((event) => event.data.n), [2]);
});

test("a hub with a wrong key is not connected", async () => {
  const complaints = [];
  const complain = console.error;
  console.error = (...words) => complaints.push(words);
  try {
    const session = new Session(server, owner.user, "INVALID_API_KEY");
    await assert.rejects(session.initializing);
    session.eventHub.connect();
    await session.eventHub._socketIo.initializing;
    assert.equal(session.eventHub.isConnected(), false);
    assert.equal(complaints.length, 1);
    session.eventHub.disconnect();
  } finally {
    console.error = complain;
  }
});

/** Return credentials of a new user: hubs of the same user and key share one connection within a process. */
async function newUser() {
  const session = await connect();
  const { data: user } = await session.create("User", { username: newName("listener"), is_active: true });
  const [{ data }] = await session.call([
    { action: "reset_remote", reset_type: "api_key", entity_type: "User", entity_key: user.id },
  ]);
  return { user: user.username, key: data.api_key };
}
