// The console: sign in, choose an entity type, ask, look.

import { EventView } from "./event_view.js";
import { QueryView } from "./query_view.js";
import { Workspace } from "./workspace.js";

const form = document.getElementById("sign-in");
const notice = document.getElementById("notice");
const types = document.getElementById("types");
const filter = document.getElementById("filter");

const open = async (user, key) => {
  const workspace = new Workspace(user, key);
  notice.hidden = true;
  try {
    await workspace.open();
  } catch (error) {
    sessionStorage.removeItem("credentials");
    notice.textContent = error.message;
    notice.hidden = false;
    return;
  }
  sessionStorage.setItem("credentials", JSON.stringify([user, key]));
  form.hidden = true;
  document.getElementById("who").textContent = user;
  document.getElementById("who").hidden = false;
  document.getElementById("workspace").hidden = false;
  const queries = new QueryView(workspace);
  list(workspace, queries);
  new EventView(workspace).connect();
  queries.browse(workspace.schemas.has("Project") ? "Project" : [...workspace.schemas.keys()][0]);
};

const list = (workspace, queries) => {
  const links = [...workspace.schemas.keys()].sort().map((type) => {
    const link = document.createElement("a");
    const item = document.createElement("li");
    link.textContent = type;
    link.href = "#";
    link.onclick = (event) => {
      event.preventDefault();
      types.querySelector("[aria-current]")?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      queries.browse(type);
    };
    item.append(link);
    return item;
  });
  types.replaceChildren(...links);
  filter.oninput = () => {
    const wanted = filter.value.toLowerCase();
    links.forEach((item) => { item.hidden = !item.textContent.toLowerCase().includes(wanted); });
  };
};

form.onsubmit = (event) => {
  event.preventDefault();
  open(document.getElementById("user").value.trim(), document.getElementById("key").value.trim());
};

const kept = JSON.parse(sessionStorage.getItem("credentials") ?? "null");
if (kept) open(...kept);
