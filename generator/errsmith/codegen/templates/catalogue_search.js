"use strict";

// Find entries by words, or in a log line or a reply that was pasted.
const LONGEST_PASTE = 50000;
const MOST_WORDS = 6;
const LEAST_SCORE = 20;
const SHORTEST_PIECES = 3;
const KEY_AND_VALUE = /["']?([\w.-]+)["']?\s*[:=]\s*["']?(-?[\w.-]+)/g;
const XML_ELEMENT = /<([\w.-]+)>([^<>]+)<\//g;

/** Return a text as it is searched: in small letters, without accents, with plain quotes. */
function fold(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d");
  return plain.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
}

/** Return what is searched of an entry. */
function indexed(entry, provider) {
  const code = entry.code === undefined ? "" : String(entry.code);
  const spelled = [code, ...(entry.spellings || [])].map(fold).filter(Boolean);
  const texts = Object.values(entry.texts || {}).flatMap((each) => [each.summary, each.remedy]);
  const said = [entry.message, entry.translation, entry.summary, entry.remedy, entry.note, ...texts];
  const names = [entry.provider, provider.title, entry.name, entry.class, entry.kind, entry.sub_code];
  return {
    spelled,
    name: fold(entry.name),
    className: fold(entry.class || ""),
    message: fold(entry.message || ""),
    all: fold([...spelled, ...names, entry.http_status, ...said].filter(Boolean).join("\n")),
  };
}

/** Return the entries that have every word, the nearest first. */
function findWords(query, items) {
  const words = fold(query).split(/\s+/).map((word) => word.replace(/^["'(]+|[:,;"')]+$/g, "")).filter(Boolean);
  const whole = fold(query).trim();
  const found = [];
  for (const item of items) {
    if (words.every((word) => item.index.all.includes(word) || inRange(item.entry, word))) {
      found.push([wordScore(words, whole, item), item]);
    }
  }
  return found.sort((a, b) => b[0] - a[0]).map((pair) => pair[1]);
}

/** Return whether a number lies in the range of an entry. */
function inRange(entry, word) {
  return entry.from !== undefined && /^-?\d+$/.test(word) && entry.from <= Number(word) && Number(word) <= entry.to;
}

function wordScore(words, whole, { entry, index }) {
  let score = index.message.includes(whole) ? 60 : index.all.includes(whole) ? 50 : 0;
  for (const word of words) {
    if (index.spelled.includes(word) || index.name === word || index.className === word) score += 100;
    else if (index.spelled.some((code) => code.replace(/^-/, "") === word)) score += 80;
    else if (inRange(entry, word)) score += 60;
    else if (word.length > 2 && index.name.includes(word)) score += 20;
    else if (entry.provider === word) score += 10;
  }
  return score;
}

/** Return the entries that a log line or a reply is about, the likeliest first. */
function findPasted(text, items, providers) {
  const pasted = readPaste(text.slice(0, LONGEST_PASTE), providers);
  const scored = items.map((item) => [pasteScore(pasted, item), item]);
  const best = scored.reduce((most, pair) => Math.max(most, pair[0]), 0);
  if (best < LEAST_SCORE) return [];
  return scored.filter((pair) => pair[0] >= Math.max(LEAST_SCORE, best * 0.7)).sort((a, b) => b[0] - a[0]).map((pair) => pair[1]);
}

/** Return the words, and the values at each key, of a paste; what names a provider counts for it. */
function readPaste(text, providers) {
  const values = new Map();
  const add = (key, value) => values.set(key, (values.get(key) || new Set()).add(value));
  collect(parseJson(text), "", (key, value) => add(fold(key), fold(String(value)).trim().replace(/\.$/, "")));
  const inJson = [...values.values()].flatMap((each) => [...each]);
  const plain = text.replace(/\\(["\\/])/g, "$1");
  const folded = [fold(plain), ...inJson].join("\n");
  for (const pattern of [KEY_AND_VALUE, XML_ELEMENT]) {
    for (const [, key, value] of folded.matchAll(pattern)) add(key.split(".").pop(), value.trim());
  }
  const words = wordsOf(folded);
  const points = new Map();
  for (const [name, provider] of Object.entries(providers)) {
    const nearly = words.has(name.split("_")[0]) || folded.includes(fold(provider.title));
    const named = words.has(name) ? 40 : nearly ? 25 : 0;
    const keys = [...provider.code_keys, ...provider.keys].filter((key) => values.has(key));
    points.set(name, { named, keys: 3 * keys.length, codeKeys: provider.code_keys });
  }
  return { folded, words, exactWords: wordsOf(plain), values, points };
}

/** Return the words of a text, and the parts of those with points and hyphens. */
function wordsOf(text) {
  const words = new Set(text.match(/-?[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/gu) || []);
  for (const word of [...words]) word.split(/[.-]/).forEach((part) => words.add(part));
  return words;
}

/** Return the JSON in a text, or that of a Python literal; undefined where there is none. */
function parseJson(text) {
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]")) + 1;
  if (start < 0 || end <= start) return undefined;
  const part = text.slice(start, end);
  const python = part.replace(/'/g, '"').replace(/\bNone\b/g, "null").replace(/\bTrue\b/g, "true").replace(/\bFalse\b/g, "false");
  for (const each of [part, part.replace(/\\"/g, '"'), python]) {
    try {
      return JSON.parse(each);
    } catch {
      // the next reading
    }
  }
  return undefined;
}

/** Call `add` with each scalar below a value and its key; JSON in a text is read as well. */
function collect(value, key, add, depth = 0) {
  if (value === null || value === undefined || depth > 40) return;
  if (typeof value === "object") {
    for (const [name, each] of Object.entries(value)) {
      if (!Array.isArray(value)) add("key", name);
      collect(each, Array.isArray(value) ? key : name, add, depth + 1);
    }
    return;
  }
  add(key, value);
  if (typeof value === "string" && /^\s*[[{]/.test(value)) collect(parseJson(value), key, add, depth + 1);
}

function pasteScore(pasted, { entry, index }) {
  const points = pasted.points.get(entry.provider);
  let score = Math.max(0, ...index.spelled.map((code) => codeScore(pasted, code, points.codeKeys)));
  if (entry.from !== undefined && valuesAt(pasted, points.codeKeys).some((value) => inRange(entry, value))) score += 35;
  if (index.className && pasted.words.has(index.className)) score += 100;
  if (pasted.exactWords.has(entry.name) && !index.spelled.includes(index.name)) score += 40;
  if (fits(index.message, pasted.folded)) score += messageScore(index.message);
  if (!score) return 0;
  const second = entry.sub_code === undefined ? entry.status : entry.sub_code;
  if (second !== undefined) {
    const told = pasted.exactWords.has(entry.name) || fits(fold(String(second)), pasted.folded);
    score += told ? 25 : -10;
  }
  return (score + points.named + points.keys) * (entry.class ? 1 : 0.5);
}

/** Return how much speaks for a message that a paste has; one like `error` stands in many. */
function messageScore(message) {
  return /^[a-z]+$/.test(message) ? 5 : 20 + Math.min(message.length / 4, 15);
}

/** Return the values of a paste at some keys. */
function valuesAt(pasted, keys) {
  return keys.flatMap((key) => [...(pasted.values.get(key) || [])]);
}

/** Return how much speaks for a code: that it stands at a key of codes, or just anywhere. */
function codeScore(pasted, code, keys) {
  if (valuesAt(pasted, keys).includes(code)) return 40;
  const pattern = code.includes("{") && [...pasted.words].some((word) => fits(code, word));
  const anywhere = pattern || pasted.words.has(code) || (code.includes(" ") && pasted.folded.includes(code));
  if (!anywhere) return 0;
  return /^-?\d+$/.test(code) ? (code.length > 3 ? 15 : 6) : Math.min(4 * code.length, 35);
}

/** Return whether a text has the pieces of another around its placeholders, in their order. */
function fits(pattern, text) {
  const pieces = pattern.split(/\{[a-z0-9_]+\}/);
  if (pieces.join("").trim().length < SHORTEST_PIECES) return false;
  let place = 0;
  for (const piece of pieces) {
    const next = text.indexOf(piece, place);
    if (next < 0) return false;
    place = next + piece.length;
  }
  return true;
}

/** Return whether a query is rather a paste than words. */
function looksPasted(query) {
  return /[\n{[]/.test(query) || query.trim().split(/\s+/).length > MOST_WORDS;
}

/** Return the entries for a query, and whether they were found in a paste. */
function find(query, items, providers) {
  if (!query.trim()) return { items, pasted: false };
  const first = looksPasted(query) ? [] : findWords(query, items);
  if (first.length) return { items: first, pasted: false };
  const second = findPasted(query, items, providers);
  return second.length ? { items: second, pasted: true } : { items: looksPasted(query) ? findWords(query, items) : [], pasted: false };
}
