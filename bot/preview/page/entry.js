// What stands beside the phone: the entry under the cursor, and below it the checks.
import { ask, coloured, drawn, make } from "./make.js";

const STATES = {
  done: "", missing: "Not translated yet: people see English.",
  fuzzy: "Needs a new look because the English changed. Until then people see English.",
  changed: "The English changed since. Run sync and look again. Until then people see English.",
  broken: "It can't be shown with real values, so people see English.",
};

export class EntryPanel {
  // `open` shows another entry, `go` opens a screen.
  constructor(about, nodes, { open, go, neighbours }) {
    Object.assign(this, { about, nodes, open, go, neighbours });
    this.key = "";
    this.texts = {};
  }

  async show(key) {
    if (!key) return;
    this.key = key;
    const told = await ask(`entry?key=${encodeURIComponent(key)}`);
    if (this.key !== key || told.error) return;
    this.nodes.entry.replaceChildren(...this.entry(told));
    this.nodes.foot.replaceChildren(...this.foot(told));
  }

  again() { return this.show(this.key); }

  entry(told) {
    return [
      make("h2", {}, told.key),
      make("small", {}, told.file),
      make("div", { class: "texts" }, this.text("English", told.english, "en"), this.about.code === "ja" ? null : this.text("日本語", [told.japanese], "ja"), this.mine(told)),
      this.previous(told),
      this.comment(told),
      this.near(),
      this.terms(told),
      this.similar(told),
      this.trials(told),
      this.others(told),
    ].filter(Boolean);
  }

  text(name, forms, lang) {
    const shown = forms.filter(Boolean);
    if (!shown.length) return null;
    return make("div", { class: "text", lang }, make("h3", {}, name), ...shown.map(coloured));
  }

  mine(told) {
    if (["en", "qps", "qpr"].includes(this.about.code)) return null;
    const name = this.about.languages.find((each) => each.code === this.about.code).name;
    const forms = told.mine.filter(Boolean);
    const node = make("div", { class: "text yours" }, make("h3", {}, `${name} (yours)`));
    node.append(...(forms.length ? forms.map(coloured) : [make("p", {}, "…")]));
    node.querySelectorAll("p").forEach((each) => each.setAttribute("lang", this.about.bcp47));
    if (STATES[told.state]) node.append(make("em", {}, STATES[told.state]));
    if (this.about.signed) node.append(make("small", {}, this.about.signed));
    return node;
  }

  previous(told) {
    if (!told.previous.length) return null;
    const tags = { kept: "span", gone: "del", new: "ins" };
    const parts = told.previous.flatMap(([kind, text]) => [make(tags[kind], {}, drawn(text)), " "]);
    return make("div", { class: "old" }, make("h3", {}, "What changed in the English"), make("p", {}, ...parts));
  }

  comment(told) {
    const lines = [...told.comments, ...told.notes].map((line) => make("p", {}, line));
    return make("div", { class: "comment" }, make("h3", {}, "About this text"), ...lines);
  }

  near() {
    const rows = this.neighbours(this.key).flatMap(([word, key]) => {
      const [english, , mine] = this.texts[key] ?? ["", "", []];
      const text = make("p", {}, mine[0] || english, make("small", {}, key));
      return [make("button", { type: "button", onclick: () => this.open(key) }, make("span", {}, word), text)];
    });
    return rows.length ? make("div", {}, make("h3", {}, "Beside it on this screen"), make("div", { class: "near" }, ...rows)) : null;
  }

  terms(told) {
    if (!told.terms.length) return null;
    const rows = told.terms.map((term) => make("tr", {},
      make("td", {}, term.english), make("td", { lang: "ja" }, `${term.japanese}（${term.reading}）`),
      make("td", { lang: this.about.bcp47 }, make("b", {}, term.agreed || "–")), make("td", {}, make("small", {}, term.status))));
    return make("div", {}, make("h3", {}, "Agreed terms"), make("table", {}, ...rows));
  }

  similar(told) {
    if (!told.similar.length) return null;
    const rows = told.similar.map((each) => make("tr", {}, make("td", {}, each.english),
      make("td", { lang: this.about.bcp47 }, each.translation), make("td", {}, make("small", {}, `${Math.round(each.likeness * 100)} %`))));
    return make("div", {}, make("h3", {}, "Similar English, as you translated it elsewhere"), make("table", {}, ...rows));
  }

  trials(told) {
    if (!told.trials.length) return null;
    const cells = told.trials.flatMap((each) => {
      const look = told.button ? make("span", { class: "key" }, make("span", {}, drawn(each.html))) : make("div", { class: "bubble" }, make("div", { class: "words" }, drawn(each.html)));
      return [make("span", {}, each.label), look];
    });
    const box = make("div", { class: "trials", lang: this.about.bcp47, dir: this.about.direction }, ...cells);
    return make("div", {}, make("h3", {}, "Tried with values"), box);
  }

  others(told) {
    if (!told.others.length) return null;
    const rows = told.others.map((each) => make("div", {}, make("small", {}, each.endonym), make("p", { lang: each.bcp47, dir: each.direction }, each.text)));
    return make("details", {}, make("summary", {}, `In other languages (${told.others.length})`), make("div", { class: "others" }, ...rows));
  }

  foot(told) {
    const longest = Math.max(0, ...told.lengths);
    const left = told.limit - longest;
    const room = make("div", {}, make("h3", {}, "Room left"),
      make("div", { class: `left${left < 0 ? " over" : ""}` }, String(left), make("small", {}, `of ${told.limit} characters${told.warn_from < told.limit ? `; better under ${told.warn_from}` : ""}`)),
      make("meter", { max: told.limit, high: told.warn_from, value: longest, "aria-label": "Characters used" }));
    const checks = make("div", { id: "checks" }, make("h3", {}, "Checks"), ...this.found(told),
      make("button", { type: "button", class: "mistakes", onclick: () => this.mistakes() }, "Everything the checks find in this language"));
    const screens = make("div", {}, make("h3", {}, "Where people see it"), this.screens(told));
    return [room, checks, screens];
  }

  found(told) {
    if (!told.problems.length) {
      return [make("p", told.mine.some(Boolean) ? { class: "fine" } : {}, told.mine.some(Boolean) ? "Nothing is wrong." : "Nothing to check yet.")];
    }
    return told.problems.map((each) => make("p", { class: `found${each.blocking ? " error" : ""}` },
      make("b", {}, `${each.blocking ? "Mistake" : "Please look"}: ${each.what} `), make("span", {}, each.fix)));
  }

  screens(told) {
    const list = make("ul", { class: "screens" });
    for (const each of told.screens) {
      list.append(make("li", {}, make("button", { type: "button", onclick: () => this.go(each.id) }, each.title, make("small", {}, each.group))));
    }
    if (!told.screens.length) {
      list.append(make("li", {}, "Still looking…"));
      setTimeout(() => { if (this.key === told.key) this.again(); }, 1500);
    }
    return list;
  }

  async mistakes() {
    const found = await ask("mistakes");
    const list = found.map((each) => make("button", { type: "button", class: "mistakes", onclick: () => this.open(each.key) },
      each.key, make("small", {}, `${each.blocking ? "Mistake" : "Please look"}: ${each.what} ${each.fix}`)));
    this.nodes.entry.replaceChildren(make("h2", {}, found.length ? `${found.length} found` : "Nothing is wrong."), ...list.flatMap((each) => [each, make("br")]));
  }
}
