// A hub of the official client that does what each line of JSON on its input says, and tells what happens on its output.
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { Event, Session } from "@ftrack/api";
import loglevel from "loglevel";

loglevel.getLogger("ftrack_api").setLevel("silent", false);

const { FTRACK_SERVER, FTRACK_API_USER, FTRACK_API_KEY } = process.env;
const session = new Session(FTRACK_SERVER, FTRACK_API_USER, FTRACK_API_KEY, { autoConnectEventHub: true });
await session.initializing;
const hub = session.eventHub;

function tell(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Wait until the server has taken all that was sent before: it answers in the order of what comes. */
async function settled() {
  const topic = `scenario.settled.${randomUUID()}`;
  const { promise, resolve } = withResolvers();
  const id = hub.subscribe(`topic=${topic}`, () => resolve());
  await hub.publish(new Event(topic, {}));
  await promise;
  hub.unsubscribe(id);
}

function withResolvers() {
  let resolve;
  const promise = new Promise((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

const deeds = {
  async subscribe({ topic, key, answer, metadata }) {
    const handle = (event) => {
      tell({ event: { key, data: event.data, source: event.source } });
      return answer ?? undefined;
    };
    hub.subscribe(`topic=${topic}`, handle, metadata ?? undefined);
    await settled();
  },
  async publish({ topic, data, target }) {
    await hub.publish(new Event(topic, data, { target: target ?? "" }));
  },
  async ask({ topic, data }) {
    const reply = await hub.publishAndWaitForReply(new Event(topic, data), { timeout: 10 });
    return reply.data;
  },
};

await hub.publish(new Event("scenario.connected", {}));
tell({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const { number, deed, ...words } = JSON.parse(line);
  tell({ number, result: (await deeds[deed](words)) ?? null });
}
process.exit(0);
