import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import test, { before } from "node:test";
import { Event, SERVER_LOCATION_ID } from "@ftrack/api";
import { newFile, splitFilesInto } from "./page.js";
import { connect, find, findOne, newName, newShot, newTask, promised, serverLocationId } from "./workspace.js";

let session;
let picture;

before(async () => {
  session = await connect();
  picture = Buffer.from(await (await fetch(session.thumbnailUrl(null))).arrayBuffer());
});

test("a file is uploaded and downloaded again", async () => {
  const content = JSON.stringify({ foo: "bar" });
  const [created, located, metadata] = await session.createComponent(newFile(content, "data.json"));
  assert.equal(located.data.location_id, SERVER_LOCATION_ID);
  assert.equal(metadata.component_id, created.data.id);
  const found = await findOne(
    session,
    `select name, file_type, size, component_locations.location_id from Component where id is ${created.data.id}`,
  );
  assert.deepEqual([found.name, found.file_type, found.size], ["data", ".json", content.length]);
  assert.deepEqual(found.component_locations.map((each) => each.location_id), [serverLocationId]);
  assert.equal(await (await fetch(session.getComponentUrl(created.data.id))).text(), content);
});

test("a component's values may be chosen", async () => {
  const id = randomUUID();
  const name = `${newName("chosen")}.txt`;
  const [created] = await session.createComponent(newFile("text", "other.bin"), { name, data: { id } });
  assert.equal(created.data.id, id);
  const found = await findOne(session, `select name, file_type from FileComponent where id is ${id}`);
  assert.equal(`${found.name}${found.file_type}`, name);
});

test("a component belongs to the version that it was uploaded for", async () => {
  const shot = await newShot(session);
  const { data: asset } = await session.create("Asset", { name: newName("asset"), context_id: shot.id });
  const { data: version } = await session.create("AssetVersion", { asset_id: asset.id });
  await session.createComponent(newFile("frames", "main.mov"), { data: { version_id: version.id } });
  const found = await findOne(session, `select components.name from AssetVersion where id is ${version.id}`);
  assert.deepEqual(found.components.map((each) => each.name), ["main"]);
});

test("a name in another script is kept", async () => {
  const [created] = await session.createComponent(newFile("ü", "Übersicht ñ 夜.txt"));
  const found = await findOne(session, `select name from FileComponent where id is ${created.data.id}`);
  assert.equal(found.name, "Übersicht ñ 夜".normalize());
});

test("a large file is uploaded in parts and is whole afterwards", async () => {
  const content = randomBytes(700_001);
  splitFilesInto(100_000);
  try {
    const [created, , metadata] = await session.createComponent(newFile(content, "plate.exr"));
    assert.deepEqual(created.data.size, content.length);
    assert.ok(metadata.upload_id);
    const answer = await fetch(session.getComponentUrl(created.data.id));
    assert.ok(content.equals(Buffer.from(await answer.arrayBuffer())));
  } finally {
    splitFilesInto(null);
  }
});

test("an upload tells its progress", async () => {
  const told = [];
  await session.createComponent(newFile(randomBytes(300_000), "plate.exr"), {
    onProgress: (percentage) => told.push(percentage),
  });
  assert.ok(told.length >= 1);
});

test("an upload in parts tells its progress", async () => {
  const told = [];
  splitFilesInto(100_000);
  try {
    await session.createComponent(newFile(randomBytes(350_000), "plate.exr"), {
      onProgress: (percentage) => told.push(percentage),
    });
  } finally {
    splitFilesInto(null);
  }
  assert.ok(told.length >= 4);
  assert.ok(told.every((percentage) => percentage >= 0 && percentage <= 100));
});

test("an aborted upload ends up in no location", async () => {
  const controller = new AbortController();
  const { promise: aborted, keep } = promised();
  const id = randomUUID();
  void session.createComponent(newFile(randomBytes(20_000_000), "plate.exr"), {
    data: { id },
    signal: controller.signal,
    onProgress: () => controller.abort(),
    onAborted: keep,
  });
  await aborted;
  assert.deepEqual(await find(session, `select id from ComponentLocation where component_id is ${id}`), []);
});

test("a thumbnail is scaled to the size that was asked for", async () => {
  const [created] = await session.createComponent(newFile(picture, "picture.png"));
  const task = await newTask(session);
  await session.update("Task", [task.id], { thumbnail_id: created.data.id });
  const found = await findOne(session, `select thumbnail_id from Task where id is ${task.id}`);
  const answer = await fetch(session.thumbnailUrl(found.thumbnail_id, { size: 32 }));
  assert.match(answer.headers.get("content-type"), /^image\//);
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.ok(Math.max(...sizeOf(bytes)) <= 32);
});

test("without a component there is the default thumbnail, and no address to download from", async () => {
  const answer = await fetch(session.thumbnailUrl(null));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "image/png");
  assert.equal(session.getComponentUrl(null), null);
});

test("a component that is deleted takes its file along", async () => {
  const [created] = await session.createComponent(newFile("soon gone", "a.txt"));
  await session.delete("FileComponent", created.data.id);
  assert.deepEqual(await find(session, `select id from ComponentLocation where component_id is ${created.data.id}`), []);
  assert.equal((await fetch(session.getComponentUrl(created.data.id))).status, 404);
});

test("media is encoded by a job that says what came of it", async () => {
  const [created] = await session.createComponent(newFile(picture, "picture.png"));
  const [{ job_id: id }] = await session.call([
    { action: "encode_media", component_id: created.data.id, version_id: null, keep_original: true },
  ]);
  const job = await finished(id);
  assert.equal(job.status, "done");
  const data = JSON.parse(job.data);
  assert.equal(data.source_component_id, created.data.id);
  assert.ok(data.output.length >= 1);
  for (const { component_id: output } of data.output) {
    assert.equal((await fetch(session.getComponentUrl(output))).status, 200);
  }
});

test("an upload is told to those who listen", async () => {
  const listening = await connect({ autoConnectEventHub: true });
  const { promise: told, keep } = promised();
  const id = randomUUID();
  listening.eventHub.subscribe("topic=ftrack.location.component-added", (event) => {
    if (event.data.component_id === id) {
      keep(event);
    }
  });
  await listening.eventHub.publish(new Event("scenario.connected", {}));
  await listening.createComponent(newFile("told", "told.txt"), { data: { id } });
  assert.equal((await told).data.location_id, serverLocationId);
});

async function finished(id) {
  for (;;) {
    const job = await findOne(session, `select status, data from Job where id is ${id}`);
    if (!["queued", "running"].includes(job.status)) {
      return job;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Return width and height of a picture, as its header says. */
function sizeOf(bytes) {
  if (bytes.subarray(1, 4).toString() === "PNG") {
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  }
  for (let place = 2; place < bytes.length; place += 2 + bytes.readUInt16BE(place + 2)) {
    const marker = bytes[place + 1];
    if (marker >= 0xc0 && marker <= 0xc3) {
      return [bytes.readUInt16BE(place + 7), bytes.readUInt16BE(place + 5)];
    }
  }
  throw new Error("neither PNG nor JPEG");
}
