import assert from "node:assert/strict";
import test, { before } from "node:test";
import { error, operation } from "@ftrack/api";
import { colleague, connect, find, findOne, newName, newShot, newTask, owner, projectId } from "./workspace.js";

let session;
let user;

before(async () => {
  session = await connect();
  user = await findOne(session, `select id from User where username is "${owner.user}"`);
});

test("a note is written and answered", async () => {
  const shot = await newShot(session);
  const written = { parent_id: shot.id, parent_type: "task", user_id: user.id };
  const { data: note } = await session.create("Note", { content: "Softer.", ...written });
  await session.create("Note", { content: "Like this?", in_reply_to_id: note.id, ...written });
  const found = await findOne(
    session,
    `select content, author.id, replies.content from Note where id is ${note.id}`,
  );
  assert.equal(found.content, "Softer.");
  assert.equal(found.author.id, user.id);
  assert.deepEqual(found.replies.map((reply) => reply.content), ["Like this?"]);
});

test("notes are found through what they are about", async () => {
  const task = await newTask(session);
  const note = { content: newName("note"), parent_id: task.id, parent_type: "task", user_id: user.id };
  await session.create("Note", note);
  const found = await findOne(session, `select notes.content from Task where id is ${task.id}`);
  assert.deepEqual(found.notes.map((each) => each.content), [note.content]);
});

test("a note has recipients and labels", async () => {
  const task = await newTask(session);
  const { id: label } = await findOne(session, 'select id from NoteCategory where name is "Internal"');
  const other = await findOne(session, `select id from User where username is "${colleague.user}"`);
  const { data: note } = await session.create("Note", {
    content: "For you.",
    parent_id: task.id,
    parent_type: "task",
    user_id: user.id,
  });
  await session.call([
    operation.create("Recipient", { note_id: note.id, resource_id: other.id }),
    operation.create("NoteLabelLink", { note_id: note.id, label_id: label }),
  ]);
  const found = await findOne(
    session,
    `select recipients.resource_id, note_label_links.label.name from Note where id is ${note.id}`,
  );
  assert.ok(found.recipients.map((each) => each.resource_id).includes(other.id));
  assert.deepEqual(found.note_label_links.map((each) => each.label.name), ["Internal"]);
});

test("a timer runs once for a user and becomes a timelog", async () => {
  const task = await newTask(session);
  const { data: timer } = await session.create("Timer", { context_id: task.id, user_id: user.id, name: "comp" });
  await assert.rejects(session.create("Timer", { context_id: task.id, user_id: user.id }), /DuplicateEntryError/);
  const running = await findOne(session, `select start, context.name from Timer where id is ${timer.id}`);
  assert.equal(running.context.name, task.name);
  await session.call([
    operation.delete("Timer", [timer.id]),
    operation.create("Timelog", { user_id: user.id, context_id: task.id, start: running.start, duration: 900 }),
  ]);
  assert.deepEqual(await find(session, `select id from Timer where user_id is ${user.id}`), []);
  const found = await findOne(session, `select time_logged from Task where id is ${task.id}`);
  assert.equal(found.time_logged, 900);
});

test("a task is assigned and its assignees are listed", async () => {
  const task = await newTask(session);
  await session.create("Appointment", { context_id: task.id, resource_id: user.id, type: "assignment" });
  const found = await findOne(session, `select assignments.resource.username from Task where id is ${task.id}`);
  assert.deepEqual(found.assignments.map((each) => each.resource.username), [owner.user]);
});

test("a user and an invitee of a review session are invited", async () => {
  const { data: review } = await session.create("ReviewSession", {
    name: newName("review"),
    description: "",
    project_id: projectId,
  });
  const { data: invitee } = await session.create("ReviewSessionInvitee", {
    name: "Client",
    email: "client@example.com",
    review_session_id: review.id,
  });
  const [toReview, toUser] = await session.call([
    { action: "send_review_session_invite", review_session_invitee_id: invitee.id },
    { action: "send_user_invite", user_id: user.id },
  ]);
  assert.equal(toReview.sent, true);
  assert.equal(toUser.sent, true);
});

test("a widget has an address that answers", async () => {
  const task = await newTask(session);
  const [{ widget_url: url }] = await session.call([
    { action: "get_widget_url", name: "info", theme: null, entity_type: "Task", entity_key: task.id },
  ]);
  const page = await fetch(url);
  assert.equal(page.status, 200);
  assert.match(await page.text(), new RegExp(task.name));
});

test("a job is created, run and finished", async () => {
  const { data: job } = await session.create("Job", {
    user_id: user.id,
    status: "running",
    data: JSON.stringify({ description: "Making tea" }),
  });
  await session.update("Job", [job.id], { status: "done" });
  const found = await findOne(session, `select status, type, data from Job where id is ${job.id}`);
  assert.deepEqual([found.status, found.type, JSON.parse(found.data).description], ["done", "api_job", "Making tea"]);
});

test("a new key for a user replaces the one before", async () => {
  const { data: created } = await session.create("User", { username: newName("user"), is_active: true });
  const reset = { action: "reset_remote", reset_type: "api_key", entity_type: "User", entity_key: created.id };
  const [{ data: first }] = await session.call([reset]);
  const credentials = { user: created.username, key: first.api_key };
  assert.equal((await connect({}, credentials)).initialized, true);
  const [{ data: second }] = await session.call([reset]);
  assert.notEqual(second.api_key, first.api_key);
  await assert.rejects(connect({}, credentials), error.ServerError);
});
