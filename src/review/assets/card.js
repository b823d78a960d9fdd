// The candidate being looked at.

import { byId, el, marked, visible, yiddish } from './dom.js';

const STATES = { open: 'to do', accepted: 'accepted', rejected: 'rejected', later: 'later' };

const when = (at) => new Date(at).toLocaleString();

/** A judgement in words. */
export function told(event) {
  const what = event.action === 'undo' ? `undone, ${STATES[event.state] || event.state} again` : event.state;
  const reason = event.reason ? `: ${event.reason}` : '';
  return `${what}${reason} (${event.reviewer}, ${when(event.at)})`;
}

export function findings(list) {
  if (!list.length) return null;
  return el('ul', { class: 'findings', 'aria-label': 'Findings' },
    list.map((f) => el('li', {}, el('b', {}, f.column ? `${f.column}: ` : ''), visible(f.found), '; ', visible(f.advice),
      ' ', el('code', {}, f.code))));
}

/** The cells of an entry as a list of terms. */
function cells(draft) {
  const text = (value) => (value ? el('dd', { dir: 'auto' }, visible(value)) : null);
  const list = (values) => (values.length ? el('dd', { dir: 'auto' }, visible(values.join(' | '))) : null);
  const row = (name, node) => (node ? [el('dt', {}, name), node] : []);
  return el('dl', { class: 'cells' },
    row('Lemma', yiddish('dd', {}, draft.yiddish)),
    row('Senses', el('dd', {}, visible(draft.english.join(' | ')))),
    row('Part of speech', text(draft.pos)),
    row('Forms', list(draft.forms)),
    row('Variants', list(draft.variants)),
    row('Tags', list(draft.tags)),
    row('Note', text(draft.note)),
    row('Romanized', text(draft.romanized)));
}

/** Shows a candidate with its buttons; `acts` are what they do. */
export function show(c, mode, acts) {
  const glossary = mode === 'glossary';
  const figures = [
    c.pos && `${c.pos}`,
    !glossary && c.kind,
    !glossary && c.count > 0 && `met ${c.count.toLocaleString('en')} ${c.count === 1 ? 'time' : 'times'}`,
    !glossary && c.probability > 0 && `${Math.round(c.probability * 100)} % likely`,
    glossary && `line ${c.count}`,
  ].filter(Boolean);
  const button = (id, label, key, act) =>
    el('button', { type: 'button', id, class: `act ${id}`, 'aria-keyshortcuts': key, onclick: act },
      label, ' ', el('kbd', { 'aria-hidden': 'true' }, key));
  byId('card').replaceChildren(
    el('article', {},
      el('div', { class: 'head' },
        el('h2', { tabindex: '-1', id: 'term' },
          yiddish('span', { class: 'y' }, c.yiddish),
          el('span', { class: 'e' }, visible(c.english.join(' | ')))),
        el('p', { class: 'figures' }, el('i', { lang: 'yi-Latn' }, visible(c.romanized)), ' · ', figures.join(' · '))),
      c.judgement
        ? el('p', { class: `state ${c.state}`, id: 'judged' }, visible(told(c.judgement)))
        : el('p', { class: 'state', id: 'judged' }, STATES[c.state]),
      el('div', { class: 'acts', id: 'acts', role: 'group', 'aria-label': 'Judgement' },
        button('accept', glossary ? 'Keep' : 'Accept', 'A', acts.accept),
        button('change', 'Change', 'C', acts.change),
        button('reject', glossary ? 'Delete' : 'Reject', 'R', acts.reject),
        button('later', 'Later', 'L', acts.later)),
      el('div', { id: 'panel' }),
      findings(c.findings),
      c.contexts.length
        ? el('section', { 'aria-label': 'Contexts' }, el('h3', {}, 'Where it was met'),
            c.contexts.map((context) =>
              el('div', { class: 'context' },
                el('p', { lang: 'yi', dir: 'rtl', class: 'y' }, marked(context.yiddish)),
                el('p', { lang: 'en', dir: 'ltr' }, marked(context.english)))))
        : null,
      el('section', {}, el('h3', {}, c.state === 'accepted' ? 'The entry' : 'The entry it would be'), cells(c.draft)),
      c.known.length
        ? el('section', {}, el('h3', {}, 'What the glossary has'),
            el('ul', { class: 'known' }, c.known.map((k) =>
              el('li', {}, yiddish('span', { class: 'y' }, k.lemma), ' ', el('i', {}, k.pos), ' ',
                visible(k.english.join(' | ')), ' ', el('small', {}, k.rule)))))
        : null,
      c.history.length
        ? el('details', { id: 'history' }, el('summary', {}, `History (${c.history.length})`),
            el('ol', {}, c.history.map((event) => el('li', {}, visible(told(event))))))
        : null,
      el('div', { class: 'acts walk' },
        el('button', { type: 'button', id: 'previous', onclick: acts.previous }, 'Previous'),
        el('button', { type: 'button', id: 'next', onclick: acts.next }, 'Next'))));
}

/** Shows that nothing is left. */
export function empty(text) {
  byId('card').replaceChildren(el('p', { class: 'empty', id: 'term', tabindex: '-1' }, text));
}

/** The reasons for a rejection, to be chosen from. */
export function reasons(list, act, cancel) {
  const own = el('input', { id: 'own-reason', maxlength: '300', autocomplete: 'off' });
  const panel = el('form', { class: 'reasons', 'aria-label': 'Why not?' },
    el('p', {}, 'Why not?'),
    el('div', { class: 'choices' }, list.map((reason, at) =>
      el('button', { type: 'button', 'data-reason': String(at + 1), onclick: () => act(reason) },
        el('kbd', { 'aria-hidden': 'true' }, String(at + 1)), ' ', reason))),
    el('label', {}, 'In your own words ', own),
    el('div', { class: 'acts' }, el('button', { id: 'reject-own' }, 'Reject'),
      el('button', { type: 'button', id: 'cancel', onclick: cancel }, 'Cancel')));
  panel.addEventListener('submit', (event) => {
    event.preventDefault();
    act(own.value);
  });
  byId('panel').replaceChildren(panel);
  panel.querySelector('button').focus();
}
