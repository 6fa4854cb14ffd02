// The gallery alone, without network: keys on hover or tap, English and Japanese on demand.
const texts = JSON.parse(document.getElementById("texts").textContent);
const tip = document.getElementById("tip");
const make = (tag, text, attributes = {}) => {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

function show(said) {
  document.querySelectorAll(".said.on").forEach((node) => node.classList.remove("on"));
  if (!said) { tip.hidden = true; return; }
  const key = said.dataset.key;
  const [english, japanese, note] = texts[key] ?? ["", "", ""];
  said.classList.add("on");
  tip.replaceChildren(make("code", key));
  for (const [name, text, lang] of [["English ", english, "en"], ["日本語 ", japanese, "ja"], ["", note, "en"]]) {
    if (!text) continue;
    const line = make("p", "", { lang });
    line.append(make("b", name), text);
    tip.append(line);
  }
  tip.hidden = false;
  const box = said.getBoundingClientRect();
  const left = Math.max(12, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 12));
  const below = box.bottom + 8 + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(below ? box.bottom + 8 : Math.max(8, box.top - tip.offsetHeight - 8)) + scrollY}px`;
}

document.addEventListener("mouseover", (event) => { const said = event.target.closest?.(".said"); if (said) show(said); });
document.addEventListener("click", (event) => show(event.target.closest?.(".said") ?? null));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") show(null); });

function beside(screen, wanted) {
  screen.querySelector(".beside")?.remove();
  if (!wanted.length) return;
  const list = make("dl", "", { class: "beside" });
  for (const key of new Set([...screen.querySelectorAll(".said")].map((node) => node.dataset.key))) {
    list.append(make("dt", key));
    for (const which of wanted) {
      const text = (texts[key] ?? [])[which];
      if (text) list.append(make("dd", text, { lang: which ? "ja" : "en" }));
    }
  }
  screen.append(list);
}

function choose() {
  const wanted = [...document.querySelectorAll(".choices input[type=checkbox]:checked")].map((box) => Number(box.value));
  document.querySelectorAll(".screen").forEach((screen) => beside(screen, wanted));
}
document.querySelectorAll(".choices input[type=checkbox]").forEach((box) => box.addEventListener("change", choose));

document.getElementById("find").addEventListener("input", (event) => {
  const sought = event.target.value.trim().toLowerCase();
  for (const screen of document.querySelectorAll(".screen")) {
    const keys = () => [...screen.querySelectorAll(".said")].some((node) => node.dataset.key.includes(sought));
    screen.hidden = Boolean(sought) && !screen.textContent.toLowerCase().includes(sought) && !keys();
  }
  for (const part of document.querySelectorAll("section")) part.hidden = !part.querySelector(".screen:not([hidden])");
});
