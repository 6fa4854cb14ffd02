// Nodes, requests, and texts with their values and tags coloured.
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export async function ask(path, given) {
  const options = given ? { method: "POST", body: JSON.stringify(given) } : {};
  const answer = await fetch(path, options);
  return answer.json();
}

// The server has escaped everything but the tags that it chose itself.
export function drawn(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

const MARKED = /(%\(\w+\)s|%%|<[^<>]*>)/;
export function coloured(text) {
  const parts = text.split(MARKED).map((part, place) => {
    if (place % 2 === 0) return part;
    return make("span", { class: part.startsWith("<") ? "tag" : "value" }, part);
  });
  return make("p", {}, ...parts);
}
