// The preview: draws screens, remembers where it is, and looks again when a file is saved.
import { EntryPanel } from "./entry.js";
import { ask, drawn, make } from "./make.js";

const byId = (id) => document.getElementById(id);
const about = await ask("about");
let here = { screen: about.screens[0].id };
let language = about.code;
let past = [];
let kept = "";
let texts = {};

const own = await ask("screen", { screen: here.screen, language: about.code });
about.bcp47 = own.shown.bcp47;
about.direction = own.shown.direction;
const panel = new EntryPanel(about, { entry: byId("entry"), foot: byId("foot") }, { open, go, neighbours });

// The chat

function draw({ shown, recap, toast, title }, fresh = true) {
  const chat = byId("chat");
  chat.setAttribute("dir", shown.direction);
  chat.setAttribute("lang", shown.bcp47);
  const nodes = [];
  if (recap) nodes.push(message([recap], [], true));
  nodes.push(message(shown.bubbles, shown.rows));
  if (toast) nodes.push(make("div", { class: "toast", role: "status" }, drawn(toast)));
  chat.replaceChildren(...nodes);
  if (title) byId("where").textContent = title;
  const over = shown.size > 4096;
  byId("size").textContent = shown.refused ? `Telegram would refuse this text: ${shown.refused}` : `${shown.size} of 4096 characters in one message`;
  byId("size").classList.toggle("over", over || Boolean(shown.refused));
  byId("undo").disabled = !past.length;
  for (const each of byId("languages").children) each.setAttribute("aria-pressed", String(each.dataset.code === language));
  highlight(panel.key);
  if (fresh) chat.lastElementChild.scrollIntoView({ block: "start" });
}

function message(bubbles, rows, short = false) {
  const node = make("article", { class: "message" });
  for (const html of bubbles) node.append(make("div", { class: short ? "bubble short" : "bubble" }, make("div", { class: "words" }, drawn(html))));
  if (rows.length) node.append(make("div", { class: "keys" }, ...rows.map((row) => make("div", { class: "row" }, ...row.map(key)))));
  return node;
}

function key(button) {
  const label = make("span", {}, drawn(button.html));
  if (button.url) return make("a", { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer" }, label);
  const press = (event) => {
    if (event.altKey || !button.verb) return;
    act({ verb: button.verb, question: button.question, argument: button.argument });
  };
  return make("button", { class: "key", type: "button", onclick: press }, label);
}

async function go(screen) {
  past.push(here);
  here = { screen };
  await look();
}

async function act(given) {
  if (here.session === undefined) await look();
  if (!here.session) return;
  const told = await ask("act", { ...given, session: here.session, language });
  past.push(here);
  here = { session: told.session };
  if (told.language !== language) language = told.language;
  draw({ ...told, title: "Walking through" });
  byId("screens").value = "";
}

async function look(fresh = true) {
  const given = here.screen ? { screen: here.screen } : { session: here.session };
  const told = await ask("screen", { ...given, language });
  if (told.error) return;
  here.session = told.session;
  if (here.screen) byId("screens").value = here.screen;
  draw(told, fresh);
}

byId("undo").addEventListener("click", () => { here = past.pop() ?? here; look(); });
byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("text").value.trim();
  byId("text").value = "";
  byId("menu").hidden = true;
  if (text) act({ say: text });
});
byId("menu-button").addEventListener("click", () => {
  byId("menu").hidden = !byId("menu").hidden;
  byId("menu-button").setAttribute("aria-expanded", String(!byId("menu").hidden));
});
byId("menu").append(...about.commands.map((name) => make("li", {}, make("button", { type: "button", onclick: () => { byId("menu").hidden = true; act({ say: `/${name}` }); } }, `/${name}`))));

// The choices

const groups = Map.groupBy ? Map.groupBy(about.screens, (each) => each.group) : new Map([["Screens", about.screens]]);
byId("screens").append(make("option", { value: "", hidden: true }, "Walking through"));
for (const [name, screens] of groups) {
  byId("screens").append(make("optgroup", { label: name }, ...screens.map((each) => make("option", { value: each.id }, each.title === "Result" ? name.replace("Result: ", "") : each.title))));
}
byId("screens").addEventListener("change", (event) => { if (event.target.value) go(event.target.value); });
for (const each of about.languages) {
  byId("languages").append(make("button", { type: "button", "data-code": each.code, onclick: () => { language = each.code; look(); } }, each.name));
}

byId("sought").addEventListener("input", () => {
  const sought = byId("sought").value.trim().toLowerCase();
  const fits = ([name, [english, japanese, mine]]) => [name, english, japanese, ...mine].some((text) => text.toLowerCase().includes(sought));
  const hits = sought.length > 1 ? Object.entries(texts).filter(fits).slice(0, 40) : [];
  byId("hits").hidden = !hits.length;
  byId("hits").replaceChildren(...hits.map(([name, [english, , mine]]) => make("li", {},
    make("button", { type: "button", onclick: () => { byId("hits").hidden = true; open(name); } }, mine[0] || english, make("small", {}, name)))));
});
byId("find").addEventListener("submit", (event) => { event.preventDefault(); byId("hits").querySelector("button")?.click(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") { byId("hits").hidden = true; byId("menu").hidden = true; kept = ""; } });

// The entry under the cursor

function highlight(name) {
  for (const node of byId("chat").querySelectorAll(".said")) node.classList.toggle("on", node.dataset.key === name);
}

function show(name) {
  if (name === panel.key) return;
  panel.show(name).then(() => highlight(panel.key));
  highlight(name);
}

// Shows an entry, and a screen on which it stands.
async function open(name) {
  kept = name;
  await panel.show(name);
  highlight(name);
  if (byId("chat").querySelector(`[data-key="${name}"]`)) { reveal(name); return; }
  for (let tries = 0; tries < 60; tries += 1) {
    const { screens = [] } = await ask(`entry?key=${encodeURIComponent(name)}`);
    if (screens.length) { await go(screens[0].id); break; }
    await new Promise((done) => setTimeout(done, 500));
  }
  reveal(name);
}

function reveal(name) {
  byId("chat").querySelector(`[data-key="${name}"]`)?.scrollIntoView({ block: "center" });
}

function neighbours(name) {
  const order = [...new Set([...byId("chat").querySelectorAll(".said")].map((node) => node.dataset.key))];
  const place = order.indexOf(name);
  if (place < 0) return [];
  return [["before", order[place - 1]], ["after", order[place + 1]]].filter(([, each]) => each);
}

byId("chat").addEventListener("mouseover", (event) => {
  const said = event.target.closest(".said");
  if (said && !kept) show(said.dataset.key);
});
byId("chat").addEventListener("focusin", (event) => {
  const said = event.target.querySelector?.(".said");
  if (said && !kept) show(said.dataset.key);
});
byId("chat").addEventListener("click", (event) => {
  const said = event.target.closest(".said");
  const button = event.target.closest(".key");
  if (button && !event.altKey) return;
  kept = said && kept !== said.dataset.key ? said.dataset.key : "";
  if (said) show(said.dataset.key);
});

// A saved file

async function refresh() {
  texts = await ask("texts");
  panel.texts = texts;
}

let version = 0;
new EventSource("events").addEventListener("message", async (event) => {
  const news = JSON.parse(event.data);
  byId("trouble").hidden = !news.trouble;
  byId("trouble").textContent = news.trouble ? `The saved file can't be read, so the page shows it as it was before. ${news.trouble}` : "";
  if (version && news.version !== version) {
    await Promise.all([look(false), panel.again(), refresh()]);
  }
  version = news.version;
});

document.title = `Preview: ${about.languages.find((each) => each.code === about.code).name}`;
await refresh();
await look();
if (about.key) await open(about.key);
