// The search box: every word that was typed must occur; what begins with the text comes first.
(() => {
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  const root = document.body.dataset.root;
  const most = 30;
  let chosen = -1;

  const rank = ([text], words) => {
    const name = text.toLowerCase();
    const last = name.slice(name.lastIndexOf(".") + 1);
    if (name === words[0]) return 0;
    if (last === words.at(-1)) return 1;
    if (name.startsWith(words[0])) return 2;
    return last.startsWith(words.at(-1)) ? 3 : 4;
  };

  const search = (text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    const hits = SEARCH.filter(([name, about]) => {
      const told = `${name} ${about}`.toLowerCase();
      return words.every((word) => told.includes(word));
    });
    return hits.sort((a, b) => rank(a, words) - rank(b, words) || a[0].length - b[0].length).slice(0, most);
  };

  const show = () => {
    const hits = search(box.value);
    chosen = hits && hits.length ? 0 : -1;
    list.replaceChildren(...(hits ?? []).map(([name, about, path], index) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const kind = document.createElement("span");
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(index === chosen));
      link.href = root + path;
      link.append(name, kind);
      kind.className = "quiet";
      kind.textContent = about;
      item.append(link);
      return item;
    }));
    if (hits && !hits.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = "Nothing found";
      list.append(none);
    }
    list.hidden = !hits;
    box.setAttribute("aria-expanded", String(Boolean(hits)));
  };

  const choose = (index) => {
    const items = [...list.querySelectorAll("[role=option]")];
    if (!items.length) return;
    chosen = (index + items.length) % items.length;
    items.forEach((item, number) => item.setAttribute("aria-selected", String(number === chosen)));
    items[chosen].scrollIntoView({ block: "nearest" });
  };

  box.addEventListener("input", show);
  box.addEventListener("focus", show);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { choose(chosen + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { choose(chosen - 1); event.preventDefault(); }
    if (event.key === "Enter") list.querySelectorAll("a")[chosen]?.click();
    if (event.key === "Escape") { box.value = ""; show(); box.blur(); }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) list.hidden = true; });
  list.addEventListener("click", () => { list.hidden = true; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== box) { box.focus(); event.preventDefault(); }
  });
})();
