// The diagram of all entity types: springs along relations, and everything pushes everything else away.
(() => {
  const svg = document.getElementById("diagram");
  const make = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const { nodes, edges } = GRAPH;
  const bases = nodes.map((node, index) => [index, node.base, null]).filter(([, base]) => base >= 0);
  const links = [...edges.filter(([a, b]) => a !== b), ...bases];
  const weight = nodes.map(() => 0);
  for (const [a, b] of links) { weight[a] += 1; weight[b] += 1; }

  // A sunflower to begin with: the same picture each time.
  nodes.forEach((node, index) => {
    const radius = 26 * Math.sqrt(index + 1);
    node.x = radius * Math.cos(index * 2.4);
    node.y = radius * Math.sin(index * 2.4);
    node.r = 4 + Math.min(12, Math.sqrt(weight[index]) * 1.6);
  });
  const rounds = 320;
  for (let round = 0; round < rounds; round += 1) {
    const warmth = 1 - round / rounds;
    const push = nodes.map(() => [0, 0]);
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) {
        const dx = nodes[i].x - nodes[j].x;
        const dy = nodes[i].y - nodes[j].y;
        const square = Math.max(dx * dx + dy * dy, 25);
        const force = 30000 / square;
        push[i][0] += dx * force / Math.sqrt(square); push[i][1] += dy * force / Math.sqrt(square);
        push[j][0] -= dx * force / Math.sqrt(square); push[j][1] -= dy * force / Math.sqrt(square);
      }
      push[i][0] -= nodes[i].x * 0.012; push[i][1] -= nodes[i].y * 0.024; // wider than high, as screens are
    }
    for (const [a, b] of links) {
      const dx = nodes[b].x - nodes[a].x;
      const dy = nodes[b].y - nodes[a].y;
      const pull = 0.02 * (Math.hypot(dx, dy) - 110) / Math.hypot(dx, dy || 1) / Math.sqrt(Math.min(weight[a], weight[b]) || 1);
      push[a][0] += dx * pull; push[a][1] += dy * pull;
      push[b][0] -= dx * pull; push[b][1] -= dy * pull;
    }
    nodes.forEach((node, index) => {
      const length = Math.hypot(...push[index]) || 1;
      const step = Math.min(length, 40 * warmth + 0.5);
      node.x += push[index][0] / length * step;
      node.y += push[index][1] / length * step;
    });
  }

  const lines = links.map(([a, b, names]) => {
    const line = make("line");
    const title = make("title");
    title.textContent = names === null
      ? `${nodes[a].name} narrows ${nodes[b].name}` : `${nodes[a].name}.${names} leads to ${nodes[b].name}`;
    line.classList.toggle("base", names === null);
    line.append(title);
    svg.append(line);
    return line;
  });
  const groups = nodes.map((node, index) => {
    const group = make("g");
    const circle = make("circle");
    const text = make("text");
    circle.setAttribute("r", node.r);
    text.setAttribute("x", node.r + 3);
    text.setAttribute("y", 4);
    text.textContent = node.name;
    group.append(circle, text);
    group.dataset.name = node.name;
    group.classList.toggle("minor", node.r < 8);
    svg.append(group);
    circle.addEventListener("pointerenter", () => point(index));
    circle.addEventListener("pointerleave", () => point(-1));
    return group;
  });

  const place = () => {
    groups.forEach((group, index) => group.setAttribute("transform", `translate(${nodes[index].x} ${nodes[index].y})`));
    lines.forEach((line, index) => {
      const [a, b] = links[index];
      line.setAttribute("x1", nodes[a].x); line.setAttribute("y1", nodes[a].y);
      line.setAttribute("x2", nodes[b].x); line.setAttribute("y2", nodes[b].y);
    });
  };
  const point = (chosen) => {
    svg.classList.toggle("pointing", chosen >= 0);
    const near = new Set([chosen]);
    lines.forEach((line, index) => {
      const [a, b] = links[index];
      const touches = a === chosen || b === chosen;
      line.classList.toggle("near", touches);
      if (touches) { near.add(a); near.add(b); }
    });
    groups.forEach((group, index) => group.classList.toggle("near", near.has(index)));
  };

  // The view: what part of the plane is seen, in the plane's own units.
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const view = { x: Math.min(...xs) - 40, y: Math.min(...ys) - 40 };
  view.w = Math.max(...xs) - view.x + 160;
  view.h = Math.max(...ys) - view.y + 40;
  const look = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const factor = Math.exp(Math.sign(event.deltaY) * 0.12);
    const area = svg.getBoundingClientRect();
    view.x += view.w * (1 - factor) * (event.clientX - area.left) / area.width;
    view.y += view.h * (1 - factor) * (event.clientY - area.top) / area.height;
    view.w *= factor;
    view.h *= factor;
    look();
  }, { passive: false });

  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    const group = event.target.closest("g");
    held = { node: group ? nodes[groups.indexOf(group)] : null, moved: 0, x: event.clientX, y: event.clientY };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const scale = Math.max(view.w / svg.clientWidth, view.h / svg.clientHeight);
    const dx = (event.clientX - held.x) * scale;
    const dy = (event.clientY - held.y) * scale;
    held.moved += Math.abs(event.clientX - held.x) + Math.abs(event.clientY - held.y);
    held.x = event.clientX;
    held.y = event.clientY;
    if (held.node) { held.node.x += dx; held.node.y += dy; place(); } else { view.x -= dx; view.y -= dy; look(); }
  });
  svg.addEventListener("pointerup", () => {
    if (held?.node && held.moved < 4) window.location.href = held.node.file;
    held = null;
  });
  place();
  look();
})();
