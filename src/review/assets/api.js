// Talking to the server.

let store = '';

/** The server does not answer, or will not. */
export class Unanswered extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const headers = { ...(options.body ? { 'content-type': 'application/json' } : {}) };
  if (store) headers['x-kepl-store'] = store;
  let response;
  try {
    response = await fetch(path, { ...options, headers, signal: AbortSignal.timeout(20000) });
  } catch {
    throw new Unanswered('kepl does not answer. Was it ended? Start it again with the same file.', 0);
  }
  let value = {};
  try {
    value = await response.json();
  } catch {
    // What is no JSON is told by its status.
  }
  if (!response.ok && response.status !== 409 && response.status !== 422) {
    throw new Unanswered(value.error || `kepl answers ${response.status}.`, response.status);
  }
  if (response.status === 409 && !value.candidate) {
    throw new Unanswered(value.error || 'That cannot be done now.', 409);
  }
  return { status: response.status, ...value };
}

const post = (path, body = {}) => ask(path, { method: 'POST', body: JSON.stringify(body) });

export async function setup() {
  const found = await ask('/api/setup');
  store = found.store;
  return found;
}

export const list = (filter) => ask('/api/candidates?' + new URLSearchParams(filter));
export const candidate = (id) => ask(`/api/candidates/${id}`);
export const judge = (id, judgement) => post(`/api/candidates/${id}/judgement`, judgement);
export const undo = (who) => post('/api/undo', who);
export const lint = (draft) => post('/api/lint', draft);
export const changes = (seq) => ask(`/api/changes?seq=${seq}`);
export const words = (roman) => ask('/api/words?' + new URLSearchParams({ roman }));
export const save = () => post('/api/save');

/** A name that nothing else has. */
export function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
}

/** The name of this tab; it survives a reload. */
export function tab() {
  let name = sessionStorage.getItem('kepl-tab');
  // A copied tab gets the storage of the first; the window's own name tells them apart.
  if (!name || window.name !== name) {
    name = unique();
    sessionStorage.setItem('kepl-tab', name);
    window.name = name;
  }
  return name;
}
