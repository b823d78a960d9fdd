// The list of candidates: what the filters leave, read in parts.

import { byId, el, visible, yiddish } from './dom.js';
import * as api from './api.js';

const PART = 100;
const STATES = { open: 'to do', accepted: 'accepted', rejected: 'rejected', later: 'later' };
const SIGNS = { open: '', accepted: '✓', rejected: '✕', later: '…' };

export const list = { rows: [], total: 0, at: -1, filter: {}, whole: true };

let chosen = () => {};
let latest = 0;

export function prepare(onChoice) {
  chosen = onChoice;
  byId('list').addEventListener('click', (event) => {
    const item = event.target.closest('li');
    if (item) chosen(Number(item.dataset.id));
  });
  byId('list').addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const row = list.rows[list.at + step];
    if (row) chosen(row.id);
  });
  byId('more').addEventListener('click', () => more());
}

/** Reads the list anew; `false` if another reading has overtaken this one. */
export async function load(filter) {
  const mine = ++latest;
  const page = await api.list({ ...filter, limit: PART });
  if (mine !== latest) return false;
  list.filter = filter;
  list.rows = page.rows;
  list.total = page.total;
  list.at = -1;
  list.whole = page.rows.length < PART;
  byId('list').replaceChildren(...list.rows.map(item));
  told();
  return true;
}

/** Reads the next part; whether there was one. */
export async function more() {
  const last = list.rows.at(-1);
  if (list.whole || !last) return false;
  const mine = latest;
  const page = await api.list({ ...list.filter, limit: PART, after: last.id });
  if (mine !== latest) return false;
  list.whole = page.rows.length < PART;
  const fresh = page.rows.filter((row) => !list.rows.some((old) => old.id === row.id));
  list.rows.push(...fresh);
  byId('list').append(...fresh.map(item));
  told();
  return fresh.length > 0;
}

function told() {
  const of = list.total.toLocaleString('en');
  byId('total').textContent = list.total === 1 ? '1 candidate' : `${of} candidates`;
  byId('more').hidden = list.whole;
}

function item(row) {
  return el('li', { id: `row-${row.id}`, role: 'option', 'data-id': row.id, 'aria-selected': 'false' }, inside(row));
}

function inside(row) {
  return [
    el('span', { class: `sign ${row.state}`, role: 'img', 'aria-label': STATES[row.state] || row.state }, SIGNS[row.state] || '·'),
    yiddish('span', { class: 'y' }, row.yiddish),
    el('span', { class: 'e', dir: 'ltr' }, visible(row.english)),
    row.findings > 0 ? el('span', { class: 'warn', role: 'img', 'aria-label': `findings: ${row.findings}` }, '!') : null,
  ].filter(Boolean);
}

/** Shows what has become of a row, if the list has it. */
export function update(fresh) {
  const row = list.rows.find((r) => r.id === fresh.id);
  if (!row) return;
  row.state = fresh.state;
  row.version = fresh.version;
  const node = byId(`row-${row.id}`);
  if (node) node.replaceChildren(...inside(row));
}

/** Marks the row of a candidate as the one on the card. */
export function select(id) {
  const old = list.rows[list.at];
  if (old) byId(`row-${old.id}`)?.setAttribute('aria-selected', 'false');
  list.at = list.rows.findIndex((row) => row.id === id);
  const node = byId(`row-${id}`);
  if (!node) {
    byId('list').removeAttribute('aria-activedescendant');
    return;
  }
  node.setAttribute('aria-selected', 'true');
  byId('list').setAttribute('aria-activedescendant', node.id);
  const box = byId('list');
  if (node.offsetTop < box.scrollTop || node.offsetTop + node.offsetHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = node.offsetTop - box.clientHeight / 3;
  }
}

/** The next row that is still what the filter asks for, or the first such if the end is reached. */
export async function following() {
  const wanted = (row) => !list.filter.state || row.state === list.filter.state;
  const after = () => list.rows.find((row, at) => at > list.at && wanted(row));
  let row = after();
  while (!row && (await more())) row = after();
  if (row || !list.filter.state) return row;
  return list.rows.find((r, at) => at < list.at && wanted(r));
}

export const before = () => list.rows[list.at - 1];
export const after = async () => {
  if (list.at + 1 >= list.rows.length) await more();
  return list.rows[list.at + 1];
};
