// Text and entities into nodes. Offsets are UTF-16 units, which is what JavaScript counts in.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const COMMAND = /(^|[\s(])(\/[a-z0-9_]{1,32})(?![\w/])/g;

export function words(text, entities, say) {
  const root = document.createElement("div");
  root.className = "words";
  root.dir = "auto";
  fill(root, text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length), say);
  return root;
}

function fill(parent, text, from, to, entities, say) {
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, to);
    const inner = [];
    index += 1;
    while (index < entities.length && entities[index].offset < end) inner.push(entities[index++]);
    plain(parent, text.slice(at, entity.offset), say);
    const node = wrap(entity, text.slice(entity.offset, end), say);
    parent.append(node);
    if (entity.type === "bot_command") node.textContent = text.slice(entity.offset, end);
    else fill(node, text, entity.offset, end, inner, entity.type === "code" || entity.type === "text_link" ? null : say);
    // A quotation is a block: the line break written after it is its own.
    at = entity.type.endsWith("blockquote") && text[end] === "\n" ? end + 1 : end;
  }
  plain(parent, text.slice(at, to), say);
}

function wrap(entity, inside, say) {
  if (entity.type === "text_link" || entity.type === "url") {
    const node = document.createElement("a");
    node.href = entity.url ?? inside;
    node.target = "_blank";
    node.rel = "noopener noreferrer";
    return node;
  }
  if (entity.type === "bot_command") return command(inside, say);
  const node = document.createElement(TAGS[entity.type] ?? "span");
  if (entity.type === "spoiler") { node.className = "spoiler"; node.tabIndex = 0; }
  if (entity.type === "expandable_blockquote" && inside.length > 140) {
    node.className = "expand";
    node.tabIndex = 0;
    const toggle = () => node.classList.toggle("open");
    node.addEventListener("click", toggle);
    node.addEventListener("keydown", (event) => { if (event.key === "Enter") toggle(); });
  }
  return node;
}

function command(text, say) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "command";
  node.textContent = text;
  node.addEventListener("click", () => say?.(text));
  return node;
}

function plain(parent, text, say) {
  if (!say) { parent.append(text); return; }
  let at = 0;
  for (const found of text.matchAll(COMMAND)) {
    const begin = found.index + found[1].length;
    parent.append(text.slice(at, begin), command(found[2], say));
    at = begin + found[2].length;
  }
  parent.append(text.slice(at));
}
