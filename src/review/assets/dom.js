// Making elements. Every text goes through textContent, so that nothing in it can be markup.

/** An element with attributes and children; strings become text. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

// Characters that show nothing or turn the direction of others.
const HIDDEN = /[\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;

/** Text in which characters that show nothing are shown by their numbers, so that nobody is misled. */
export function visible(text) {
  const parts = [];
  let plain = '';
  for (const c of text) {
    if (HIDDEN.test(c)) {
      if (plain) parts.push(plain);
      plain = '';
      const number = 'U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
      parts.push(el('span', { class: 'hidden-character', dir: 'ltr', title: 'an invisible character' }, number));
    } else {
      plain += c;
    }
  }
  if (plain) parts.push(plain);
  return parts;
}

/** Yiddish: right to left, and shut off from what surrounds it. */
export function yiddish(name, attributes, text) {
  return el(name, { lang: 'yi', dir: 'rtl', ...attributes }, visible(text));
}

/** Runs of text of which some are marked. */
export function marked(runs) {
  return runs.map((run) => (run.mark ? el('mark', {}, visible(run.text)) : visible(run.text))).flat();
}
