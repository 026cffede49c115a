"use strict";

// Show the entries: a page at a time, so that ten thousand open as fast as ten.
const PAGE = 30;
const DATA = JSON.parse(document.getElementById("data").textContent);
const ITEMS = DATA.entries.map((entry) => ({ entry, provider: DATA.providers[entry.provider], index: null }));
const BY_ID = new Map(ITEMS.map((item) => [item.entry.id, item]));
const FILTERS = ["provider", "kind", "fault", "retry"];
const state = { language: "en", shown: [], pinned: null, rendered: 0 };

const at = (id) => document.getElementById(id);
const words = () => WORDS[state.language] || WORDS.en;

/** Return an element; what stands in it is text or other elements, never markup. */
function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** Return the items with what is searched of them, made when somebody first searches. */
function searchable() {
  for (const item of ITEMS) item.index = item.index || indexed(item.entry, item.provider);
  return ITEMS;
}

/** Return whether an item passes the filters. */
function passes({ entry }) {
  const chosen = (id) => at(id).value;
  if (chosen("provider") && entry.provider !== chosen("provider")) return false;
  if (chosen("kind") && entry.kind !== chosen("kind")) return false;
  if (chosen("fault") && entry.fault !== chosen("fault")) return false;
  return !chosen("retry") || (Boolean(entry.class) && Boolean(entry.retryable) === (chosen("retry") === "yes"));
}

/** Search and show anew. */
function update() {
  const query = at("query").value;
  const found = query.trim() ? find(query, searchable(), DATA.providers) : { items: ITEMS, pasted: false };
  state.shown = state.pinned ? [state.pinned] : found.items.filter(passes);
  state.rendered = 0;
  at("list").replaceChildren();
  showMore();
  const count = state.shown.length;
  const told = found.pasted && !state.pinned ? words().found(count) : words().count(count, ITEMS.length);
  at("count").textContent = count ? told : words().none;
  at("reset").hidden = count === ITEMS.length && !query && !state.pinned;
}

/** Add the next items to those that are shown. */
function showMore() {
  const next = state.shown.slice(state.rendered, state.rendered + PAGE);
  at("list").append(...next.map(card));
  state.rendered += next.length;
  at("more").hidden = state.rendered >= state.shown.length;
}

/** Add all the others: what is printed is what was found, not the part that was looked at. */
function showAll() {
  while (state.rendered < state.shown.length) showMore();
}

/** Return what an entry says. */
function card({ entry, provider }) {
  const article = make("article", { "aria-labelledby": `title-${entry.id}` });
  article.append(heading(entry, provider), badges(entry), ...sentences(entry));
  const rows = facts(entry);
  if (rows.length) article.append(make("dl", {}, ...rows));
  const actions = make("div", { class: "actions" });
  if (entry.class) {
    const text = catchOf(entry);
    article.append(make("pre", { tabindex: "0", "aria-label": words().copyCatch }, make("code", {}, text)));
    actions.append(copier("copyCatch", text, entry));
  }
  actions.append(copier("copyAddress", addressOf(entry), entry));
  article.append(actions);
  return article;
}

/** Return the address of an entry in this file. */
function addressOf(entry) {
  return `${location.href.split("#")[0]}#${encodeURIComponent(entry.id)}`;
}

function heading(entry, provider) {
  const code = entry.from === undefined ? entry.code : `${entry.from} ${words().to} ${entry.to}`;
  const link = make("a", { href: `#${encodeURIComponent(entry.id)}`, class: "code" });
  if (code !== undefined) link.append(make("code", {}, String(code)), " ");
  link.append(entry.name);
  return make("h2", { id: `title-${entry.id}` }, make("span", { class: "of" }, provider.title), link);
}

function badges(entry) {
  if (!entry.class) return make("ul", { class: "badges" }, make("li", { class: "yes" }, words().success));
  const wait = entry.retry_after ? words().retryAfter(words().second(entry.retry_after)) : words().backoff;
  const retry = make("li", { class: entry.retryable ? "yes" : "warn" }, entry.retryable ? wait : words().never);
  const kind = DATA.kinds.find((each) => each.class === entry.kind);
  const fault = `${words().fault}: ${words().faults[entry.fault] || entry.fault}`;
  return make("ul", { class: "badges" }, retry, make("li", {}, fault), make("li", { title: kind.summary }, entry.kind));
}

/** Return what happened and what to do, in the language of the page where the spec has it. */
function sentences(entry) {
  const own = (entry.texts || {})[state.language];
  const texts = own || entry;
  const lang = own ? state.language : "en";
  const remedy = texts.remedy ? [make("p", { class: "remedy", lang }, texts.remedy)] : [];
  return [make("p", { class: "summary", lang }, texts.summary), ...remedy];
}

/** Return terms and descriptions. */
function facts(entry) {
  const known = [
    ["message", entry.message && make("code", { translate: "no" }, entry.message)],
    ["english", entry.translation],
    ["subCode", entry.sub_code && String(entry.sub_code)],
    ["http", String(entry.status || entry.http_status || "")],
    ["retryNote", entry.retry_note],
    ["outcome", entry.outcome && words().unknownOutcome],
    ["deprecated", entry.deprecated],
    ["note", entry.note],
  ];
  const links = (entry.see || []).filter((link) => /^https?:\/\//i.test(link));
  const rows = known.filter((pair) => pair[1]).map(([word, text]) => [word, [text]]);
  if (links.length) rows.push(["see", links.flatMap((link) => [outward(link), " "])]);
  return rows.flatMap(([word, parts]) => [make("dt", {}, words()[word]), make("dd", {}, ...parts)]);
}

function outward(link) {
  return make("a", { href: link, rel: "noopener noreferrer external" }, link);
}

function catchOf(entry) {
  return `from ${DATA.package}.${entry.provider} import ${entry.class}\n\ntry:\n    ...\nexcept ${entry.class} as error:\n    ...\n`;
}

/** Return a button that copies a text and says so. */
function copier(word, text, entry) {
  const button = make("button", { type: "button", "aria-label": `${words()[word]}: ${entry.name}` }, words()[word]);
  button.addEventListener("click", async () => {
    const done = await copy(text);
    at("copied").textContent = words()[done ? "copied" : "notCopied"];
    setTimeout(() => { at("copied").textContent = ""; }, 2500);
    button.focus();
  });
  return button;
}

/** Copy a text; the old way serves pages without the new, such as those of a plain intranet. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make("textarea", { readonly: "" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** Show the entry or the provider that the address of the page names. */
function followAddress() {
  let wanted = location.hash.slice(1);
  try {
    wanted = decodeURIComponent(wanted);
  } catch {
    // an address that somebody cut is taken as it is
  }
  const named = (item) => `${item.entry.provider}-${item.entry.name}` === wanted;
  state.pinned = BY_ID.get(wanted) || ITEMS.find(named) || null;
  if (Object.hasOwn(DATA.providers, wanted)) at("provider").value = wanted;
  update();
  if (state.pinned) {
    at("list").querySelector("h2 a").focus();
    document.title = `${at("list").querySelector("h2 a").textContent} - ${words().title}`;
  }
}

/** Forget the address, since somebody looks for something else. */
function unpin() {
  state.pinned = null;
  document.title = words().title;
  if (location.hash) history.replaceState(null, "", location.href.split("#")[0]);
}

function reset() {
  unpin();
  at("query").value = "";
  for (const id of FILTERS) at(id).value = "";
  update();
  at("query").focus();
}

/** Write the page's own words, and the choices of the filters, in a language. */
function speak(language) {
  state.language = language;
  document.documentElement.lang = WORDS[language] ? language : "en";
  document.title = words().title;
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = words()[each.dataset.word];
  choices("provider", Object.entries(DATA.providers).map(([name, each]) => [name, each.title]));
  choices("kind", DATA.kinds.map((kind) => [kind.class, kind.class]));
  choices("fault", DATA.faults.map((fault) => [fault, words().faults[fault] || fault]));
  choices("retry", [["yes", words().yes], ["no", words().no]]);
}

function choices(id, pairs) {
  const chosen = at(id).value;
  const all = [["", words().all], ...pairs];
  at(id).replaceChildren(...all.map(([value, label]) => make("option", { value }, label)));
  at(id).value = chosen;
}

/** Go to the heading before or after the one that has the focus. */
function step(by) {
  const links = [...at("list").querySelectorAll("h2 a")];
  const inside = document.activeElement.closest ? document.activeElement.closest("article") : null;
  const now = links.findIndex((link) => inside && inside.contains(link));
  if (now + by >= links.length) showMore();
  const next = now + by < 0 ? at("query") : at("list").querySelectorAll("h2 a")[now + by];
  if (next) next.focus();
}

function onKey(event) {
  const field = event.target.closest("textarea, select");
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "/" && !field) at("query").focus();
  else if (event.key === "Escape") reset();
  else if (event.key === "Enter" && event.target === at("query")) step(1);
  else if (event.key === "ArrowDown" && (!field || (field === at("query") && !field.value.includes("\n")))) step(1);
  else if (event.key === "ArrowUp" && !field && event.target.closest("article")) step(-1);
  else return;
  event.preventDefault();
}

function start() {
  const languages = ["en", ...DATA.languages];
  const label = (each) => (WORDS[each] ? WORDS[each].name : each);
  at("language").replaceChildren(...languages.map((each) => make("option", { value: each }, label(each))));
  const wished = (navigator.language || "en").split("-")[0];
  at("language").value = languages.includes(wished) ? wished : "en";
  speak(at("language").value);
  at("query").addEventListener("input", () => { unpin(); update(); });
  for (const id of FILTERS) at(id).addEventListener("change", () => { unpin(); update(); });
  at("language").addEventListener("change", () => { speak(at("language").value); update(); });
  at("controls").addEventListener("submit", (event) => event.preventDefault());
  at("more").addEventListener("click", () => { const before = state.rendered; showMore(); at("list").children[before].querySelector("a").focus(); });
  at("reset").addEventListener("click", reset);
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", followAddress);
  addEventListener("beforeprint", showAll);
  followAddress();
}

start();
