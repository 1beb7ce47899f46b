// The events as they come: a small client of Socket.IO 0.9, which subscribes to everything.

const MOST = 200;

export class EventView {
  #workspace;
  #list = document.getElementById("events");
  #link = document.getElementById("link");
  #wait = 1000;
  #id = crypto.randomUUID();

  constructor(workspace) {
    this.#workspace = workspace;
  }

  async connect() {
    try {
      const { user, key } = this.#workspace;
      const answer = await fetch("/socket.io/1/", { headers: { "ftrack-user": user, "ftrack-api-key": key } });
      if (!answer.ok) throw new Error(`the event server answered ${answer.status}`);
      const [session] = (await answer.text()).split(":");
      const address = new URL(`/socket.io/1/websocket/${encodeURIComponent(session)}`, window.location.href);
      address.protocol = address.protocol.replace("http", "ws");
      const socket = new WebSocket(address);
      socket.onmessage = ({ data }) => this.#receive(socket, data);
      socket.onclose = () => this.#again("the connection ended");
    } catch (error) {
      this.#again(error.message);
    }
  }

  #again(reason) {
    this.#link.textContent = `not connected: ${reason}`;
    setTimeout(() => this.connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, 30000);
  }

  #receive(socket, frame) {
    const [, code, id, , data] = /^(\d):([^:]*):([^:]*):?([\s\S]*)$/.exec(frame) ?? [];
    if (code === "1") {
      this.#wait = 1000;
      this.#link.textContent = "connected";
      this.#publish(socket, "ftrack.meta.subscribe", { subscriber: { id: this.#id }, subscription: "topic=*" });
    }
    if (code === "2") socket.send("2::");
    if (code === "5") {
      const packet = JSON.parse(data);
      if (id) socket.send(`6:::${id.replace("+", "")}${id.endsWith("+") ? "+[]" : ""}`);
      if (packet.name === "ftrack.event") packet.args.forEach((event) => this.#show(event));
    }
  }

  #publish(socket, topic, data) {
    const event = {
      id: crypto.randomUUID(), topic, data, sent: null, target: "", inReplyToEvent: null,
      source: { id: this.#id, user: { username: this.#workspace.user } },
    };
    socket.send(`5:::${JSON.stringify({ name: "ftrack.event", args: [event] })}`);
  }

  #show(event) {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const topic = document.createElement("span");
    const body = document.createElement("pre");
    const item = document.createElement("li");
    topic.className = "topic";
    topic.textContent = event.topic;
    summary.append(topic, ` ${this.#told(event)}`);
    body.textContent = JSON.stringify(event, null, 2);
    details.append(summary, body);
    item.append(details);
    this.#list.prepend(item);
    while (this.#list.children.length > MOST) this.#list.lastElementChild.remove();
  }

  #told({ data, source }) {
    const changes = (data?.entities ?? []).map(({ action, entity_type: type, entityType, keys }) =>
      `${action} ${type ?? entityType}${keys?.length ? ` (${keys.join(", ")})` : ""}`);
    return [source?.user?.username, changes.slice(0, 3).join("; "), changes.length > 3 ? `and ${changes.length - 3} more` : ""]
      .filter(Boolean).join(" · ");
  }
}
