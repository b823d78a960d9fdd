// Commands by keys.

import { byId, el } from './dom.js';

/** What the help lists: the keys and what they do. */
export const COMMANDS = [
  ['a', 'A', 'accept', 'accept (keep)'],
  ['c', 'C', 'change', 'change, then accept'],
  ['r', 'R', 'reject', 'reject (delete); then 1 to 6 for the reason'],
  ['l', 'L', 'later', 'decide later'],
  ['u', 'U, Ctrl+Z', 'undo', 'undo'],
  ['U', 'Shift+U, Ctrl+Y', 'redo', 'redo'],
  ['j', 'J, ↓', 'next', 'next candidate'],
  ['k', 'K, ↑', 'previous', 'previous candidate'],
  ['/', '/', 'search', 'search'],
  ['?', '?', 'help', 'this help'],
];

/** The Latin letter of a key, whatever the layout of the keyboard. */
function letter(event) {
  if (/^[a-zA-Z/?]$/.test(event.key)) return event.key;
  const code = /^Key([A-Z])$/.exec(event.code);
  if (code) return event.shiftKey ? code[1] : code[1].toLowerCase();
  return event.key;
}

const typing = (target) => target.closest('input:not([type=checkbox]), textarea, select');

/** Listens; `acts` are the commands, `enabled()` whether single letters count. */
export function listen(acts, enabled) {
  byId('keys').replaceChildren(
    ...COMMANDS.map(([, keys, , what]) => el('tr', {}, el('td', {}, el('kbd', {}, keys)), el('td', {}, what))),
    el('tr', {}, el('td', {}, el('kbd', {}, 'Ctrl+Enter')), el('td', {}, 'save a change')),
    el('tr', {}, el('td', {}, el('kbd', {}, 'Esc')), el('td', {}, 'leave a form')));
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') {
      acts.cancel();
      return;
    }
    if (typing(event.target) || event.altKey || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      const key = letter(event).toLowerCase();
      const act = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : null;
      if (act) {
        event.preventDefault();
        acts[act]();
      }
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      acts[event.key === 'ArrowDown' ? 'next' : 'previous']();
      return;
    }
    if (!enabled() || event.repeat) return;
    const reason = /^[1-9]$/.test(event.key) && document.querySelector(`[data-reason="${event.key}"]`);
    if (reason) {
      event.preventDefault();
      reason.click();
      return;
    }
    const wanted = letter(event);
    const command = COMMANDS.find(([key]) => key === wanted) || COMMANDS.find(([key]) => key === wanted.toLowerCase());
    if (command) {
      event.preventDefault();
      acts[command[2]]();
    }
  });
}
