// Changing an entry before it is accepted.

import { byId, el, yiddish } from './dom.js';
import * as api from './api.js';
import { findings } from './card.js';
import { attach, keyboard } from './typing.js';

const joined = (values) => values.join(' | ');
const split = (text) => text.split('|').map((v) => v.trim()).filter(Boolean);
// Lemmas may have a bar of their own, which no spaces surround.
const splitYiddish = (text) => text.split(' | ').map((v) => v.trim()).filter(Boolean);

/** Opens the form. `save` gets the draft and returns findings that keep it from being saved. */
export function open(draft, setup, save, cancel) {
  let target = null;
  const latin = el('input', { type: 'checkbox', id: 'latin' });
  latin.checked = localStorage.getItem('kepl-latin') === 'yes';
  latin.addEventListener('change', () => localStorage.setItem('kepl-latin', latin.checked ? 'yes' : 'no'));
  const suggestions = el('div', { class: 'suggestions', role: 'group', 'aria-label': 'Spellings of the glossary' });
  const suggest = (words, choose) =>
    suggestions.replaceChildren(...words.map((word) =>
      el('button', { type: 'button', onclick: () => choose(word) }, yiddish('span', {}, word))));
  const input = (id, value, rtl) => {
    const field = el('input', {
      id, autocomplete: 'off', spellcheck: 'false', maxlength: '2000',
      ...(rtl ? { lang: 'yi', dir: 'rtl', class: 'y' } : {}),
    });
    field.value = value;
    if (rtl) {
      field.addEventListener('focus', () => { target = field; });
      attach(field, () => latin.checked, suggest);
    }
    return field;
  };
  const fields = {
    yiddish: input('f-yiddish', draft.yiddish, true),
    english: input('f-english', joined(draft.english)),
    pos: el('select', { id: 'f-pos' }, el('option', { value: '' }, '(none)'),
      setup.pos.map((pos) => el('option', { value: pos }, pos))),
    forms: input('f-forms', joined(draft.forms), true),
    variants: input('f-variants', joined(draft.variants), true),
    tags: input('f-tags', joined(draft.tags)),
    note: input('f-note', draft.note),
    romanized: input('f-romanized', draft.romanized),
  };
  fields.forms.dir = 'auto';
  if (draft.pos && !setup.pos.includes(draft.pos)) {
    fields.pos.append(el('option', { value: draft.pos }, draft.pos));
  }
  fields.pos.value = draft.pos;
  target = fields.yiddish;
  const value = () => ({
    yiddish: fields.yiddish.value,
    english: split(fields.english.value),
    pos: fields.pos.value,
    forms: splitYiddish(fields.forms.value),
    variants: splitYiddish(fields.variants.value),
    tags: split(fields.tags.value),
    note: fields.note.value,
    romanized: fields.romanized.value,
  });
  const row = (label, field, hint) => {
    const id = `${field.id}-hint`;
    if (hint) field.setAttribute('aria-describedby', id);
    return el('div', { class: 'field' }, el('label', { for: field.id }, label), field,
      hint ? el('small', { id }, hint) : null);
  };
  const found = el('div', { id: 'form-findings', 'aria-live': 'polite' });
  const screen = el('details', { id: 'screen' }, el('summary', {}, 'Yiddish keyboard'), keyboard(setup.keyboard, () => target));
  const form = el('form', { id: 'form', 'aria-label': 'Change the entry' },
    el('div', { class: 'typing' },
      el('label', { class: 'check' }, latin, ' type Yiddish in Latin letters (shabes, tsaytung)')),
    row('Lemma', fields.yiddish),
    suggestions,
    screen,
    row('English senses', fields.english, 'best first, a bar | between them'),
    row('Part of speech', fields.pos),
    row('Irregular forms', fields.forms, 'pl: pp: pres: cmp: dim: before the form, a bar between spaces after it'),
    row('Other spellings', fields.variants, 'a bar between spaces'),
    row('Tags', fields.tags),
    row('Note', fields.note),
    row('Romanized', fields.romanized, 'where the spelling does not show the sound'),
    found,
    el('div', { class: 'acts' },
      el('button', { id: 'form-save', class: 'act accept' }, 'Save ', el('kbd', { 'aria-hidden': 'true' }, 'Ctrl+Enter')),
      el('button', { type: 'button', id: 'cancel', onclick: cancel }, 'Cancel ', el('kbd', { 'aria-hidden': 'true' }, 'Esc'))));
  let asked = 0;
  const check = async () => {
    const mine = ++asked;
    try {
      const answer = await api.lint(value());
      if (mine === asked) found.replaceChildren(...[findings(answer.findings)].filter(Boolean));
    } catch {
      // Saving will tell.
    }
  };
  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(check, 250);
  };
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
  const submit = async () => {
    const faults = await save(value());
    if (faults) found.replaceChildren(findings(faults));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
  });
  byId('panel').replaceChildren(form);
  fields.yiddish.focus();
  fields.yiddish.select();
  check();
}
