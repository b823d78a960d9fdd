// Yiddish letters from Latin ones (YIVO), as they are typed, and a keyboard on the screen.

import { el } from './dom.js';
import { words } from './api.js';

let table = new Map();
let longest = 1;

/** Takes the table: [latin, at the beginning, inside, at the end]. */
export function prepare(rows) {
  table = new Map(rows.map(([roman, start, middle, end]) => [roman, { start, middle, end }]));
  longest = Math.max(1, ...rows.map(([roman]) => [...roman].length));
}

/** Whether the character is one that the table knows or may know with others. */
export const isTyped = (c) => /^[A-Za-z;]$/.test(c) || table.has(c);

/** The Yiddish of a word in Latin letters; the longest rows of the table win. */
export function convert(roman) {
  const letters = [...roman];
  let out = '';
  for (let at = 0; at < letters.length; ) {
    let length = Math.min(longest, letters.length - at);
    let row;
    while (length > 0) {
      const piece = letters.slice(at, at + length).join('');
      row = table.get(piece) || table.get(piece.toLowerCase());
      if (row) break;
      length -= 1;
    }
    if (!row) {
      out += letters[at];
      at += 1;
      continue;
    }
    const first = at === 0 || /[-'"\s|]/.test(letters[at - 1]);
    const next = letters[at + length];
    const last = next === undefined || /[-\s|]/.test(next);
    out += first ? row.start : last ? row.end : row.middle;
    // A single letter is both the first and the last; it is written as one that begins.
    at += length;
  }
  return out;
}

/** Lets `field` be typed in Latin letters while `on()` says so. */
export function attach(field, on, suggest) {
  let word = null;
  const forget = () => {
    word = null;
    suggest([], () => {});
  };
  const show = () => {
    const text = convert(word.roman);
    field.setRangeText(text, word.start, word.end, 'end');
    word.end = word.start + text.length;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    const roman = word.roman;
    words(roman).then(
      (found) => {
        if (!word || word.roman !== roman) return;
        suggest(found.words, (chosen) => {
          if (!word) return;
          field.setRangeText(chosen, word.start, word.end, 'end');
          word = null;
          suggest([], () => {});
          field.focus();
          field.dispatchEvent(new Event('change', { bubbles: true }));
        });
      },
      () => {},
    );
  };
  field.addEventListener('beforeinput', (event) => {
    if (!on()) return;
    if (word && field.selectionEnd !== word.end) forget();
    if (event.inputType === 'insertText' && event.data && [...event.data].every(isTyped)) {
      event.preventDefault();
      if (!word || field.selectionStart !== field.selectionEnd) {
        field.setRangeText('', field.selectionStart, field.selectionEnd, 'end');
        word = { roman: '', start: field.selectionStart, end: field.selectionStart };
      }
      word.roman += event.data;
      show();
    } else if (event.inputType === 'deleteContentBackward' && word && word.roman.length > 1) {
      event.preventDefault();
      word.roman = [...word.roman].slice(0, -1).join('');
      show();
    } else {
      forget();
    }
  });
  field.addEventListener('blur', () => {
    word = null;
  });
  return () => forget();
}

/** A keyboard that types into the field that `target()` names. */
export function keyboard(keys, target) {
  const type = (text) => {
    const field = target();
    if (!field) return;
    field.focus();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const erase = () => {
    const field = target();
    if (!field) return;
    field.focus();
    if (field.selectionStart === field.selectionEnd && field.selectionStart > 0) {
      field.selectionStart -= 1;
    }
    field.setRangeText('', field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  // The name spoken has the letters that are seen, for those who say what they see.
  const button = (label, name, act, kind = '') =>
    el('button', { type: 'button', class: `key ${kind}`, 'aria-label': `${label} ${name}`, title: name, onclick: act },
      el('bdi', { lang: 'yi' }, label));
  const rows = new Map();
  for (const key of keys) {
    if (!rows.has(key.row)) rows.set(key.row, []);
    rows.get(key.row).push(button(key.letters, key.name, () => type(key.letters)));
  }
  return el('div', { class: 'keyboard', role: 'group', 'aria-label': 'Yiddish keyboard', dir: 'rtl' },
    [...rows.values()].map((row) => el('div', { class: 'keys' }, row)),
    el('div', { class: 'keys' },
      button('␣', 'space', () => type(' '), 'long'),
      button('⌫', 'erase', erase)));
}
