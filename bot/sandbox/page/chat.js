// The chat page: one person's client. Draws what /sim/chat tells and sends back what is done.
import { words } from "./words.js";

const byId = (id) => document.getElementById(id);
const LANGUAGES = {
  en: "English", ja: "日本語", "zh-hans": "简体中文", "zh-hant": "繁體中文", vi: "Tiếng Việt", ne: "नेपाली",
  id: "Bahasa Indonesia", my: "မြန်မာ", fil: "Filipino", tl: "Tagalog", ko: "한국어", th: "ไทย", "pt-br": "Português (Brasil)",
  es: "Español", si: "සිංහල", bn: "বাংলা", hi: "हिन्दी", mn: "Монгол", km: "ខ្មែរ", ur: "اردو", fa: "فارسی", ar: "العربية",
  ru: "Русский", uk: "Українська", uz: "Oʻzbekcha", fr: "Français", de: "Deutsch", tr: "Türkçe", "": "Not told to the bot",
};
const THINGS = {
  sticker: "M12 3a9 9 0 1 0 9 9h-5a4 4 0 0 1-4-4z M8 14a5 5 0 0 0 5 2", photo: "M4 6h16v13H4z M4 16l5-5 5 5 2-2 4 4",
  voice: "M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3z M6 12a6 6 0 0 0 12 0 M12 18v3", document: "M7 3h7l4 4v14H7z M14 3v5h4",
  location: "M12 21s7-6.5 7-11a7 7 0 0 0-14 0c0 4.5 7 11 7 11z M12 8v4", contact: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z M4 21a8 8 0 0 1 16 0",
};

const drawn = new Map(); // message id -> { key, node }
let person = Number(location.hash.slice(1)) || 1001;
let view = null;
let watching = null;
let lastToast = null;

async function act(name, given, signal) {
  const answer = await fetch(`sim/${name}`, { method: "POST", body: JSON.stringify(given), signal });
  const body = await answer.json();
  if (body.error) throw new Error(body.error);
  return body.result;
}

async function attempt(name, given) {
  try {
    return await act(name, given);
  } catch (error) {
    toast(error.message, false);
    return null;
  }
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

// Messages

function bubble(message) {
  const mine = message.from.id === person;
  const inside = make("div", { class: "bubble" });
  const kind = Object.keys(THINGS).find((name) => name in message);
  if (kind) {
    const name = message.document?.file_name ?? kind;
    inside.append(make("div", { class: "thing" }, icon(THINGS[kind]), make("span", {}, name)));
  }
  const text = message.text ?? message.caption;
  if (text) inside.append(words(text, message.entities ?? message.caption_entities ?? [], say));
  const time = new Date(message.date * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  inside.append(make("time", { class: "stamp" }, mine && message.edit_date ? `edited ${time}` : time));
  const keyed = message.reply_markup ? " keyed" : "";
  const node = make("article", { class: `message${mine ? " mine" : ""}${keyed}`, "data-id": message.message_id });
  node.append(make("span", { class: "unseen" }, mine ? "You:" : "Bot:"), inside);
  if (message.reply_markup) node.append(keys(message));
  return node;
}

function keys(message) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    make("div", { class: "row" }, ...row.map((button) => key(button, message.message_id))));
  return make("div", { class: "keys" }, ...rows);
}

function key(button, message) {
  const look = `key ${button.style ?? ""}`;
  if (button.url) return make("a", { class: look, href: button.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, button.text);
  const press = async (event) => {
    if (button.copy_text) {
      await navigator.clipboard?.writeText(button.copy_text.text);
      toast("Copied", false);
    } else if (button.callback_data) {
      event.currentTarget.setAttribute("aria-busy", "true");
      await attempt("tap", { person, message, data: button.callback_data });
    }
  };
  return make("button", { class: look, type: "button", dir: "auto", onclick: press }, button.text);
}

function drawMessages(messages) {
  const log = byId("log");
  const first = drawn.size === 0;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const alive = new Set(messages.map((message) => message.message_id));
  for (const [id, old] of drawn) {
    if (!alive.has(id)) { old.node.remove(); drawn.delete(id); }
  }
  log.querySelectorAll(".intro, .day").forEach((node) => node.remove());
  let added = false;
  for (const message of messages) {
    const state = JSON.stringify([message.text, message.caption, message.entities, message.reply_markup, message.edit_date]);
    const old = drawn.get(message.message_id);
    if (old?.state === state) continue;
    const node = bubble(message);
    if (old) {
      const focused = [...old.node.querySelectorAll(".key")].indexOf(document.activeElement);
      old.node.replaceWith(node);
      if (focused >= 0) node.querySelectorAll(".key")[focused]?.focus({ preventScroll: true });
    } else {
      if (!first) node.classList.add("new");
      log.append(node);
      added = true;
    }
    drawn.set(message.message_id, { state, node });
  }
  if (!messages.length) log.append(intro());
  else log.prepend(make("div", { class: "day" }, day(messages[0].date)));
  if (added || atEnd) log.scrollTop = log.scrollHeight;
}

function day(seconds) {
  const when = new Date(seconds * 1000);
  return when.toDateString() === new Date().toDateString() ? "Today" : when.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

function intro() {
  const text = view.bot.description || "No messages here yet.";
  return make("div", { class: "intro", dir: "auto" }, view.bot.description ? text : make("p", {}, text));
}

function drawBusy(waiting) {
  const busy = new Set(Object.values(waiting));
  for (const [id, { node }] of drawn) {
    if (!busy.has(id)) node.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
}

function toast(text, alert) {
  const node = make("div", { class: `toast${alert ? " alert" : ""}`, dir: "auto" }, text);
  if (alert) node.append(make("button", { type: "button", onclick: () => node.remove() }, "OK"));
  else setTimeout(() => node.remove(), 3500);
  byId("toasts").append(node);
}

function drawToasts(toasts) {
  if (lastToast !== null) {
    for (const each of toasts) if (each.id > lastToast && each.text) toast(each.text, each.alert);
  }
  lastToast = Math.max(lastToast ?? 0, ...toasts.map((each) => each.id));
}

// The rest of the phone

function draw() {
  byId("phone").setAttribute("dir", view.person.direction);
  byId("phone").setAttribute("lang", view.person.language_code ?? "en");
  byId("bot-name").textContent = view.bot.name;
  byId("bot-face").textContent = [...view.bot.name][0]?.toUpperCase() ?? "";
  byId("status").textContent = view.busy ? "typing…" : "bot";
  drawMessages(view.messages);
  drawBusy(view.waiting);
  drawToasts(view.toasts);
  const gate = view.blocked ? "Unblock and restart" : view.messages.length ? "" : "Start";
  byId("gate").hidden = !gate;
  byId("gate-button").textContent = gate;
  byId("composer").hidden = Boolean(gate);
  byId("block").textContent = view.blocked ? "Unblock the bot" : "Block the bot";
  byId("language").value = view.person.language_code ?? "";
  drawLists();
}

function drawLists() {
  const use = (text) => () => { closeSheets(); say(text); };
  byId("command-button").hidden = !view.commands.length;
  byId("command-list").replaceChildren(...view.commands.map((each) => make("li", {},
    make("button", { type: "button", onclick: use(`/${each.command}`) },
      make("b", {}, `/${each.command}`), make("span", { dir: "auto" }, each.description)))));
  byId("thing-list").replaceChildren(...view.things.map((kind) => make("li", {},
    make("button", { type: "button", onclick: () => { closeSheets(); attempt("send", { person, kind }); } }, icon(THINGS[kind]), kind))));
}

function closeSheets() {
  for (const name of ["command", "thing"]) {
    byId(`${name}s`).hidden = true;
    byId(`${name}-button`).setAttribute("aria-expanded", "false");
  }
}

for (const name of ["command", "thing"]) {
  byId(`${name}-button`).addEventListener("click", () => {
    const opening = byId(`${name}s`).hidden;
    closeSheets();
    byId(`${name}s`).hidden = !opening;
    byId(`${name}-button`).setAttribute("aria-expanded", String(opening));
    if (opening) byId(`${name}s`).querySelector("button")?.focus();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closeSheets();
  openBench(false);
});
byId("log").addEventListener("click", closeSheets);

function say(text) {
  if (text.trim()) attempt("say", { person, text });
}

const box = byId("text");
const grow = () => { box.style.height = "auto"; box.style.height = `${Math.min(box.scrollHeight + 2, 132)}px`; };
box.addEventListener("input", grow);
box.addEventListener("keydown", (event) => {
  // Enter also ends a Japanese or Chinese conversion: that one is not for us.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId("composer").requestSubmit();
  }
});
byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  say(box.value);
  box.value = "";
  grow();
  box.focus();
});
byId("gate-button").addEventListener("click", async () => {
  if (view.blocked) await attempt("unblock", { person });
  await attempt("start", { person });
});

// The bench

function openBench(open) {
  byId("bench").classList.toggle("open", open);
  byId("open-bench").setAttribute("aria-expanded", String(open));
  if (open) byId("close-bench").focus();
}
byId("open-bench").addEventListener("click", () => openBench(true));
byId("close-bench").addEventListener("click", () => { openBench(false); byId("open-bench").focus(); });

byId("language").append(...Object.entries(LANGUAGES).map(([code, name]) => make("option", { value: code }, code ? `${name} (${code})` : name)));
byId("language").addEventListener("change", async (event) => {
  await attempt("person", { id: person, language_code: event.target.value || null });
  drawPeople();
});
byId("link").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt("start", { person, payload: byId("payload").value });
  openBench(false);
});
byId("block").addEventListener("click", () => attempt(view.blocked ? "unblock" : "block", { person }));
byId("restart").addEventListener("click", async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  byId("bench-note").textContent = "Restarting…";
  try {
    await act("restart", {});
    byId("bench-note").textContent = "Killed and started again. Go on where you were.";
  } catch (error) {
    byId("bench-note").textContent = error.message;
  }
  button.disabled = false;
});

async function drawPeople() {
  const people = await attempt("people", {}) ?? [];
  byId("people").replaceChildren(...people.map((each) => make("button",
    { type: "button", "aria-pressed": String(each.id === person), onclick: () => become(each.id) },
    make("span", { class: "face", "aria-hidden": "true" }, [...each.first_name][0]),
    each.first_name, make("small", {}, each.language_code ?? "—"))));
}

function become(id) {
  person = id;
  location.hash = String(id);
  drawn.clear();
  lastToast = null;
  byId("log").replaceChildren();
  byId("toasts").replaceChildren();
  closeSheets();
  openBench(false);
  drawPeople();
  watch();
}

async function watch() {
  watching?.abort();
  const mine = watching = new AbortController();
  let after = null;
  while (!mine.signal.aborted) {
    try {
      const seen = await act("chat", { person, after, wait: 25 }, mine.signal);
      if (mine.signal.aborted) return;
      if (after !== null && seen.version < after) { drawn.clear(); byId("log").replaceChildren(); }
      after = seen.version;
      view = seen;
      draw();
      if (seen.busy) setTimeout(() => { if (view === seen) byId("status").textContent = "bot"; }, 5000);
    } catch (error) {
      if (mine.signal.aborted) return;
      byId("status").textContent = "waiting for the sandbox…";
      after = null;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

drawPeople();
watch();
