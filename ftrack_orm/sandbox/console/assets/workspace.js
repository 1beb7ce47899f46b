// What the console asks of the server: batches of operations, as every client does.

export class Refused extends Error {
  constructor(answer) {
    super(answer.content ?? "the server refused");
    this.exception = answer.exception;
  }
}

export class Workspace {
  #headers;

  constructor(user, key) {
    this.user = user;
    this.key = key;
    this.#headers = {
      "Content-Type": "application/json", Accept: "application/json", "ftrack-user": user, "ftrack-api-key": key,
    };
  }

  async call(operation) {
    const response = await fetch("/api", { method: "POST", headers: this.#headers, body: JSON.stringify([operation]) });
    const answer = await response.json().catch(() => ({ content: `the server answered ${response.status}` }));
    if (!Array.isArray(answer)) throw new Refused(answer);
    return answer[0];
  }

  async open() {
    this.schemas = new Map((await this.call({ action: "query_schemas" })).map((schema) => [schema.id, schema]));
  }

  query(expression) {
    return this.call({ action: "query", expression });
  }

  // The attributes that tell what an entity is, those that come first being the ones that people look for.
  columns(type) {
    const { properties = {}, primary_key: key = ["id"] } = this.schemas.get(type) ?? {};
    const scalars = Object.keys(properties).filter((name) => this.isScalar(type, name) && !name.startsWith("_"));
    return inOrder([...new Set([...scalars, ...key])]).slice(0, 9);
  }

  isScalar(type, name) {
    const stated = this.schemas.get(type)?.properties?.[name] ?? {};
    return !["array", "mapped_array"].includes(stated.type) && (stated.type !== undefined || !stated.$ref);
  }

  // Everything that can be shown of one entity: its scalars, and the entities that its links lead to.
  details(type) {
    return Object.entries(this.schemas.get(type)?.properties ?? {})
      .filter(([name, stated]) => (this.isScalar(type, name) || stated.$ref) && stated.type !== "mapped_array")
      .map(([name]) => name);
  }

  primaryKey(entity) {
    const names = this.schemas.get(entity.__entity_type__)?.primary_key ?? ["id"];
    return names.map((name) => [name, entity[name]]);
  }
}

const TELLING = ["name", "label", "key", "title", "username", "content", "version", "id"];

// What tells people apart comes first, whatever order the server answers in.
export const inOrder = (names) =>
  [...TELLING.filter((name) => names.includes(name)), ...names.filter((name) => !TELLING.includes(name))];

export const quoted = (value) => `"${String(value).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

export const shown = (value) => {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  if (value.__type__) return value.value;
  if (Array.isArray(value)) return value.map(shown).join(" › ");
  return value.name ?? value.label ?? value.username ?? value.__entity_type__ ?? JSON.stringify(value);
};
