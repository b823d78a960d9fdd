// The page: what is on the card, what the person says of it, and what of that is saved.

import { byId, el } from './dom.js';
import * as api from './api.js';
import * as cards from './card.js';
import * as form from './form.js';
import * as keys from './keys.js';
import * as lists from './list.js';
import * as typing from './typing.js';

const FILTERS = ['text', 'state', 'kind', 'pos', 'sort', 'findings'];

let setup = null;
let current = null;
let seq = 0;
let busy = false;
let editing = false;
const tab = api.tab();

const who = () => localStorage.getItem('kepl-reviewer') || setup.reviewer;
const kept = (name) => JSON.parse(sessionStorage.getItem(`kepl-${name}-${setup.store}`) || 'null');
const keep = (name, value) => sessionStorage.setItem(`kepl-${name}-${setup.store}`, JSON.stringify(value));

function say(text) {
  byId('status').textContent = text;
}

function warn(text, retry) {
  byId('alert').hidden = false;
  byId('alert-text').textContent = text;
  byId('retry').hidden = !retry;
  byId('retry').onclick = retry || null;
}

function calm() {
  byId('alert').hidden = true;
}

function progress(p) {
  if (!p) return;
  seq = p.seq;
  const done = p.accepted + p.rejected;
  const all = done + p.open + p.later;
  byId('bar').max = Math.max(all, 1);
  byId('bar').value = done;
  const n = (number) => number.toLocaleString('en');
  byId('counts').textContent =
    `${n(done)} of ${n(all)} done: ${n(p.accepted)} accepted, ${n(p.rejected)} rejected; ${n(p.later)} for later`;
}

function filter() {
  const found = {};
  for (const name of FILTERS) {
    const field = byId(name);
    found[name] = field.type === 'checkbox' ? String(field.checked) : field.value;
  }
  return found;
}

const acts = {
  accept: () => judge('accepted', '', null),
  later: () => judge('later', '', null),
  change: () => {
    if (current) openForm(current.draft);
  },
  reject: () => {
    if (!current) return;
    editing = false;
    cards.reasons(setup.reasons, (reason) => judge('rejected', reason, null), acts.cancel);
  },
  cancel: () => {
    if (!current || !byId('panel')?.firstChild) return;
    byId('panel').replaceChildren();
    editing = false;
    byId('term').focus();
  },
  next: () => step(lists.after),
  previous: () => step(lists.before),
  undo,
  redo,
  search: () => {
    byId('text').focus();
    byId('text').select();
  },
  help: () => byId('help').showModal(),
};

function openForm(draft) {
  editing = true;
  form.open(draft, setup, (changed) => judge('accepted', '', changed), acts.cancel);
}

async function step(way) {
  try {
    const row = await way();
    if (row) await show(row.id);
  } catch (error) {
    warn(error.message);
  }
}

/** Puts a candidate on the card. */
async function show(id, focus = true) {
  const answer = await api.candidate(id);
  progress(answer.progress);
  put(answer.candidate, focus);
}

function put(candidate, focus = true) {
  current = candidate;
  editing = false;
  cards.show(candidate, setup.mode, acts);
  lists.update(candidate);
  lists.select(candidate.id);
  history.replaceState(null, '', `#${candidate.id}`);
  if (focus) byId('term').focus();
}

async function advance() {
  let row = await lists.following();
  while (row) {
    const answer = await api.candidate(row.id);
    progress(answer.progress);
    lists.update(answer.candidate);
    const state = lists.list.filter.state;
    if (!state || answer.candidate.state === state) {
      put(answer.candidate);
      return;
    }
    // Another tab was faster.
    lists.select(row.id);
    row = await lists.following();
  }
  current = null;
  cards.empty(lists.list.total === 0 ? 'There is nothing like that.' : 'All of these are done.');
  byId('term').focus();
}

/** Sends a judgement; the findings if it cannot be an entry. */
async function judge(verdict, reason, draft) {
  if (!current || busy) return null;
  // What was changed before stays when only the verdict is given anew.
  const same = draft || (verdict === 'accepted' ? current.draft : current.judgement?.draft || null);
  return send({
    id: current.id,
    body: { version: current.version, verdict, reason, draft: same, reviewer: who(), tab, key: api.unique() },
  });
}

async function send(pending, again = false) {
  busy = true;
  keep('pending', pending);
  try {
    const answer = await api.judge(pending.id, pending.body);
    keep('pending', null);
    calm();
    if (answer.status === 422) {
      warn('Not saved: this cannot be an entry yet.');
      return answer.findings;
    }
    progress(answer.progress);
    lists.update(answer.candidate);
    if (answer.status === 409) {
      const draft = pending.body.draft;
      const wasEditing = editing;
      put(answer.candidate);
      const other = answer.candidate.judgement;
      warn(`Not saved: meanwhile this was judged. It is ${other ? cards.told(other) : 'to do again'}. Judge again if you see it otherwise.`);
      if (wasEditing && draft) openForm(draft);
      return null;
    }
    if (!again) keep('redo', []);
    say(`Saved: ${answer.candidate.yiddish} ${pending.body.verdict}.`);
    await advance();
  } catch (error) {
    if (!(error instanceof api.Unanswered)) throw error;
    if (error.status === 404 || error.status === 410) keep('pending', null);
    const lost = kept('pending');
    warn(lost ? `Not saved. ${error.message}` : error.message, lost ? () => send(pending, again) : null);
  } finally {
    busy = false;
  }
  return null;
}

async function undo() {
  if (busy) return;
  busy = true;
  try {
    const answer = await api.undo({ reviewer: who(), tab, key: api.unique() });
    if (!answer.undone) {
      say('There is nothing to undo.');
      return;
    }
    const { state, draft, reason } = answer.undone;
    keep('redo', [...(kept('redo') || []), { id: answer.candidate.id, state, draft, reason }]);
    progress(answer.progress);
    put(answer.candidate);
    say(`Undone: ${answer.candidate.yiddish} was ${state}.`);
    calm();
  } catch (error) {
    warn(error.message);
  } finally {
    busy = false;
    redoable();
  }
}

async function redo() {
  const stack = kept('redo') || [];
  const last = stack.pop();
  if (!last || busy) return;
  try {
    const { candidate } = await api.candidate(last.id);
    lists.select(candidate.id);
    current = candidate;
    keep('redo', stack);
    await send({
      id: candidate.id,
      body: {
        version: candidate.version, verdict: last.state, reason: last.reason, draft: last.draft,
        reviewer: who(), tab, key: api.unique(),
      },
    }, true);
  } catch (error) {
    warn(error.message);
  }
  redoable();
}

function redoable() {
  byId('redo').disabled = !(kept('redo') || []).length;
}

async function refilter() {
  const wanted = filter();
  keep('filter', wanted);
  try {
    if (await lists.load(wanted)) {
      const same = current && lists.list.rows.some((row) => row.id === current.id);
      if (same) lists.select(current.id);
      else if (lists.list.rows[0]) await show(lists.list.rows[0].id, false);
      else {
        current = null;
        cards.empty('There is nothing like that.');
      }
    }
  } catch (error) {
    warn(error.message);
  }
}

/** What other tabs have decided meanwhile. */
async function poll() {
  if (document.hidden || busy) return;
  try {
    const found = await api.changes(seq);
    for (const row of found.rows) lists.update(row);
    progress(found.progress);
    // The card stays as the person sees it: a key pressed just now must not judge what nobody has looked at.
    const mine = current && found.rows.find((row) => row.id === current.id);
    if (mine && mine.version > current.version) say(`Meanwhile judged elsewhere: ${mine.yiddish} is ${mine.state}.`);
  } catch {
    // What is to be saved will tell.
  }
}

function theme() {
  const chosen = localStorage.getItem('kepl-theme') || '';
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
}

function prepareSettings() {
  byId('reviewer').value = who();
  byId('reviewer').addEventListener('change', () => localStorage.setItem('kepl-reviewer', byId('reviewer').value.trim()));
  byId('theme').value = localStorage.getItem('kepl-theme') || '';
  byId('theme').addEventListener('change', () => {
    localStorage.setItem('kepl-theme', byId('theme').value);
    theme();
  });
  byId('shortcuts').checked = localStorage.getItem('kepl-shortcuts') !== 'no';
  byId('shortcuts').addEventListener('change', () =>
    localStorage.setItem('kepl-shortcuts', byId('shortcuts').checked ? 'yes' : 'no'));
  byId('settings-open').addEventListener('click', () => byId('settings').showModal());
  byId('help-open').addEventListener('click', acts.help);
  byId('alert-close').addEventListener('click', calm);
}

function prepareFilters() {
  const options = (id, values) => byId(id).append(...values.map((value) => el('option', { value }, value)));
  options('kind', setup.kinds);
  options('pos', setup.pos);
  const glossary = setup.mode === 'glossary';
  byId('findings-label').hidden = !glossary;
  byId('kind').closest('label').hidden = glossary;
  const old = kept('filter') || {};
  for (const name of FILTERS) {
    if (!(name in old)) continue;
    if (byId(name).type === 'checkbox') byId(name).checked = old[name] === 'true';
    else byId(name).value = old[name];
  }
  let timer = 0;
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('filters').addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(refilter, 150);
  });
  byId('text').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      byId('term')?.focus();
    }
  });
}

async function saveGlossary() {
  try {
    const saved = await api.save();
    const missing = saved.missing ? ` ${saved.missing} are not in the file any more.` : '';
    say(`Written: ${saved.changed} changed, ${saved.deleted} deleted.${missing}${saved.backup ? ` As it was: ${saved.backup}` : ''}`);
    await refilter();
  } catch (error) {
    warn(error.message);
  }
}

async function begin() {
  theme();
  try {
    setup = await api.setup();
  } catch (error) {
    warn(error.message);
    return;
  }
  typing.prepare(setup.typing);
  byId('source').textContent = setup.source;
  document.title = `${setup.source} – kepl review`;
  if (setup.mode === 'glossary') {
    byId('export').hidden = true;
    byId('save').hidden = false;
    byId('save').addEventListener('click', saveGlossary);
  }
  byId('undo').addEventListener('click', undo);
  byId('redo').addEventListener('click', redo);
  lists.prepare((id) => show(id, false).catch((error) => warn(error.message)));
  prepareSettings();
  prepareFilters();
  keys.listen(acts, () => byId('shortcuts').checked);
  progress(setup.progress);
  redoable();
  await lists.load(filter());
  const asked = Number(location.hash.slice(1));
  try {
    if (asked) await show(asked, false);
    else await advance();
  } catch {
    await advance();
  }
  const pending = kept('pending');
  if (pending) warn('One judgement was not saved before.', () => send(pending));
  setInterval(poll, 4000);
  window.addEventListener('focus', poll);
  window.addEventListener('beforeunload', (event) => {
    if (editing) event.preventDefault();
  });
  document.documentElement.dataset.ready = 'yes';
}

begin();
