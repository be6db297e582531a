// Keys for a list: j and k go through it, Enter opens what is shown, e and s do what the item's own buttons do. Nothing
// here decides anything: a key presses a button that is there.
"use strict";

const items = () => [...document.querySelectorAll("[data-keys] > .item")];
const typing = (at) => at.closest("input, textarea, select, [contenteditable]") !== null;
const current = () => document.activeElement?.closest("[data-keys] > .item, [data-keys] > .said") ?? null;

function go(step) {
  const all = items();
  if (!all.length) return;
  const at = current();
  let next;
  if (at === null) next = step > 0 ? all[0] : all[all.length - 1];
  else if (at.classList.contains("item")) next = all[all.indexOf(at) + step];
  else next = neighbour(at, step);
  if (next) focus(next);
}

function neighbour(at, step) {
  let one = at;
  do one = step > 0 ? one.nextElementSibling : one.previousElementSibling;
  while (one && !one.classList.contains("item"));
  return one;
}

function focus(item) {
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function press(item, key) {
  const button = item.querySelector(`form[data-key="${key}"] button`);
  if (button) button.click();
}

function open(item) {
  const box = item.querySelector("details.reply");
  const field = box?.querySelector("textarea");
  if (field) {
    box.open = true;
    field.focus();
    return;
  }
  if (box && !box.open) box.querySelector("summary").click();
  item.querySelector("form.choices button, p a.button, footer button")?.focus();
}

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key === "Escape" && typing(at) && current()?.classList.contains("item")) {
    focus(current());
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && at.tagName === "TEXTAREA") {
    at.form?.requestSubmit();
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(at)) return;
  // A key that is held down presses one thing: else Enter would open an item and answer for them, too.
  if (event.repeat && ["Enter", " ", "e", "s", "u"].includes(event.key) && at.closest("[data-keys]")) { event.preventDefault(); return; }
  if (event.key === "/") {
    const find = document.querySelector("#q, #find");
    if (find) { find.focus(); event.preventDefault(); }
    return;
  }
  if (!document.querySelector("[data-keys]")) return;
  const item = current();
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "Enter" && item !== null && at === item && item.classList.contains("item")) { open(item); event.preventDefault(); }
  else if ((event.key === "e" || event.key === "s") && item?.classList.contains("item")) press(item, event.key);
  else if (event.key === "u" && item?.classList.contains("said")) item.querySelector("button")?.click();
});

// What is done gives its place to what came of it: the list goes on from there.
document.addEventListener("htmx:afterSwap", (event) => {
  const said = document.querySelector("[data-keys] > .said:last-of-type");
  const done = event.detail.elt?.classList?.contains("said") ? event.detail.elt : null;
  const place = done ?? said;
  if (place && (document.activeElement === document.body || document.activeElement === null)) place.focus({ preventScroll: true });
});

// What went wrong is said beside what was pressed, also where nothing answers at all; what was typed stays.
function trouble(event, words) {
  const from = event.detail.elt;
  const place = from?.closest?.(".item")?.querySelector(".wrong-place") ?? from?.closest?.("form")?.parentElement;
  if (!place) return;
  place.querySelectorAll(":scope > .wrong").forEach((one) => one.remove());
  const said = document.createElement("p");
  said.className = "wrong";
  said.setAttribute("role", "alert");
  said.textContent = words;
  place.append(said);
}
document.addEventListener("htmx:sendError", (event) => trouble(event, document.body.dataset.away));
document.addEventListener("htmx:beforeSwap", (event) => {
  // A whole page belongs in no part of one.
  if (event.detail.xhr.status < 400 || !/^\s*<!doctype/i.test(event.detail.serverResponse)) return;
  event.detail.shouldSwap = false;
  const said = new DOMParser().parseFromString(event.detail.serverResponse, "text/html").querySelector("main p");
  trouble({ detail: { elt: event.detail.requestConfig.elt } }, said?.textContent ?? document.body.dataset.broken);
});

// Several at once: what is chosen goes along with the form.
document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-several]");
  if (!form || event.target.type !== "checkbox") return;
  const ones = [...form.querySelectorAll("[data-one]")];
  if (event.target.hasAttribute("data-all")) for (const one of ones) one.checked = event.target.checked;
  const chosen = ones.filter((one) => one.checked).map((one) => one.value);
  form.elements.ids.value = chosen.join("\n");
  form.querySelector("[data-many]").textContent = String(chosen.length);
  form.querySelector("[data-bulk]").hidden = chosen.length === 0;
  event.stopPropagation();
});

// A file's lines are counted beside it, and a finding leads to its line.
const measure = document.createElement("div");
measure.className = "measure";
function number(field) {
  const gutter = field.previousElementSibling;
  const lines = field.value.split("\n");
  const wraps = field.classList.contains("prose");
  if (wraps) {
    measure.style.width = `${field.clientWidth}px`;
    measure.replaceChildren(...lines.map((line) => Object.assign(document.createElement("div"), { textContent: line || " " })));
    field.parentElement.append(measure);
  }
  const heights = wraps ? [...measure.children].map((line) => line.getBoundingClientRect().height) : [];
  gutter.replaceChildren(...lines.map((_, n) => {
    const one = Object.assign(document.createElement("div"), { textContent: String(n + 1) });
    if (wraps) one.style.height = `${heights[n]}px`;
    return one;
  }));
  measure.remove();
  gutter.scrollTop = field.scrollTop;
}
const field = document.querySelector("[data-editing] textarea");
if (field) {
  let saved = field.value;
  number(field);
  field.addEventListener("input", () => number(field));
  field.addEventListener("scroll", () => { field.previousElementSibling.scrollTop = field.scrollTop; });
  new ResizeObserver(() => number(field)).observe(field);
  field.form.addEventListener("submit", () => { saved = field.value; });
  window.addEventListener("beforeunload", (event) => { if (field.value !== saved) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-line]");
    if (!link) return;
    const lines = field.value.split("\n");
    const line = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + lines[line].length);
    const number = field.previousElementSibling.children[line];
    field.scrollTop = Math.max(0, number.offsetTop - field.previousElementSibling.offsetTop - field.clientHeight / 3);
  });
}
