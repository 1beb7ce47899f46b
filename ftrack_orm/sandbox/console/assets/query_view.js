// The query, its rows, and the entity that was chosen. All that the server says is set as text, never as markup.

import { Refused, inOrder, quoted, shown } from "./workspace.js";

const PAGE = 50;
const element = (name, text, children = []) => {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  made.append(...children);
  return made;
};

export class QueryView {
  #workspace;
  #form = document.getElementById("query");
  #box = document.getElementById("expression");
  #fault = document.getElementById("fault");
  #count = document.getElementById("count");
  #rows = document.getElementById("rows");
  #more = document.getElementById("more");
  #entity = document.getElementById("entity");
  #next = null;
  #turn = 0;

  constructor(workspace) {
    this.#workspace = workspace;
    this.#form.onsubmit = (event) => { event.preventDefault(); this.run(); };
    this.#box.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#form.requestSubmit();
    };
    this.#more.onclick = () => this.#fetch(this.#next);
  }

  browse(type) {
    this.#box.value = `select ${this.#workspace.columns(type).join(", ")} from ${type}`;
    return this.run();
  }

  run() {
    this.#rows.replaceChildren();
    this.#entity.hidden = true;
    return this.#fetch(0);
  }

  async #fetch(offset) {
    const turn = (this.#turn += 1);
    const expression = this.#box.value.trim();
    const limited = /\slimit\s+\d+\s*$|\soffset\s+\d+\s*$/i.test(` ${expression}`);
    this.#fault.hidden = true;
    this.#more.hidden = true;
    try {
      const answer = await this.#workspace.query(limited ? expression : `${expression} offset ${offset} limit ${PAGE}`);
      if (turn !== this.#turn) return;
      this.#append(answer.data);
      this.#next = limited ? null : answer.metadata?.next?.offset ?? null;
      this.#more.hidden = this.#next === null;
      const rows = this.#rows.querySelectorAll("tbody tr").length;
      this.#count.textContent = `${rows} row${rows === 1 ? "" : "s"}${this.#next === null ? "" : ", and more"}`;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#fault.textContent = error instanceof Refused ? error.message : `no answer: ${error.message}`;
      this.#fault.hidden = false;
      this.#count.textContent = "";
    }
  }

  #append(rows) {
    if (!rows.length) return;
    const names = this.#rows.tHead
      ? [...this.#rows.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent)
      : inOrder(Object.keys(rows[0]).filter((name) => name !== "__entity_type__"));
    if (!this.#rows.tHead) {
      const head = this.#rows.createTHead().insertRow();
      head.append(...["entity", ...names].map((name) => element("th", name)));
      this.#rows.createTBody();
    }
    for (const row of rows) {
      const line = this.#rows.tBodies[0].insertRow();
      const link = element("a", row.__entity_type__ ?? "");
      link.tabIndex = 0;
      link.onclick = () => this.show(row);
      link.onkeydown = (event) => { if (event.key === "Enter") this.show(row); };
      line.append(element("td", null, [link]), ...names.map((name) => element("td", shown(row[name]))));
    }
  }

  async show(entity) {
    const workspace = this.#workspace;
    const type = entity.__entity_type__;
    if (!workspace.schemas.has(type)) return;
    const filter = workspace.primaryKey(entity).map(([name, value]) => `${name} is ${quoted(value)}`).join(" and ");
    try {
      const answer = await workspace.query(`select ${workspace.details(type).join(", ")} from ${type} where ${filter}`);
      const [found] = answer.data;
      if (!found) throw new Error("it is there no more");
      const rows = Object.entries(found).filter(([name]) => name !== "__entity_type__").map(([name, value]) => {
        const cell = element("td", null);
        if (value?.__entity_type__) {
          const link = element("a", `${value.__entity_type__} ${shown(value)}`);
          link.tabIndex = 0;
          link.onclick = () => this.show(value);
          cell.append(link);
        } else {
          cell.textContent = shown(value);
        }
        const line = element("tr", null, [element("th", name), cell]);
        line.dataset.attribute = name;
        return line;
      });
      this.#entity.querySelector("h2").textContent = `${type} ${shown(found)}`;
      this.#entity.querySelector("table").replaceChildren(...rows);
      this.#entity.hidden = false;
      this.#entity.scrollIntoView({ block: "nearest" });
    } catch (error) {
      this.#fault.textContent = error.message;
      this.#fault.hidden = false;
    }
  }
}
