import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createIdentity, drawName, readName } from '../../client/identity.ts';
import type { Intents } from '../../client/model.ts';
import { keepProgress, readProgress, withStars } from '../../client/progress.ts';
import { createRoomReader } from '../../client/room-reader.ts';
import type { Keeper } from '../../client/storage.ts';
import { createRoomSignals, createStore, firstLanguage } from '../../client/store.ts';
import { loadLanguage } from '../../shared/text/index.ts';
import { score, snapshot } from './snapshot.ts';

function memory(kept: Record<string, string> = {}): Keeper & { readonly kept: Record<string, string> } {
  return { kept, read: (key) => kept[key] ?? null, write: (key, value) => (kept[key] = value) };
}

async function makeStore(keeper: Keeper, systemIsDark = false) {
  const room = createRoomSignals();
  const language = await loadLanguage('en');
  const store = createStore(room, {} as Intents, {
    keeper,
    language,
    load: loadLanguage,
    systemIsDark: signal(systemIsDark),
    calm: signal(false),
  });
  return { room, store };
}

describe('progress', () => {
  it('comes back as it was kept, and only grows', () => {
    const keeper = memory();
    keepProgress(keeper, withStars(readProgress(keeper), 'first-frame', 2.5));
    const progress = readProgress(keeper);
    expect(progress).toEqual({ stars: { 'first-frame': 2.5 } });
    expect(withStars(progress, 'first-frame', 2)).toBe(progress);
    expect(withStars(progress, 'first-frame', 3).stars['first-frame']).toBe(3);
  });

  it.each([
    'not json',
    'null',
    '[]',
    '{"version":2,"stars":{"first-frame":3}}',
    '{"version":1,"stars":{"first-frame":4,"who-has":"3","no-such":1,"two-routers":0.3}}',
    '{"version":1,"stars":[3]}',
  ])('survives what is broken: %s', (text) => {
    expect(readProgress(memory({ 'hop.progress': text }))).toEqual({ stars: {} });
  });

  it('is written when a puzzle is won', async () => {
    const keeper = memory();
    const { room } = await makeStore(keeper);
    const line = { ...score, stars: 2, device: 'M1', player: 'Mei', isPerson: true };
    room.room.value = createRoomReader().readRoom(snapshot({ phase: 'result', result: JSON.stringify([line]) }));
    expect(readProgress(keeper).stars).toEqual({ 'first-frame': 2 });
  });
});

describe('language', () => {
  it('is the one chosen before, else the first that the browser wants and we have', () => {
    expect(firstLanguage(memory({ 'hop.language': 'en' }), ['zh-CN'])).toBe('en');
    expect(firstLanguage(memory(), ['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN');
    expect(firstLanguage(memory({ 'hop.language': 'xx' }), ['de'])).toBe('en');
  });

  it('changes when its words are there, and is kept', async () => {
    const keeper = memory();
    const { store } = await makeStore(keeper);
    store.languageCode.value = 'zh-CN';
    expect(store.language.value.code).toBe('en');
    await loadLanguage('zh-CN');
    await Promise.resolve();
    expect(store.language.value.code).toBe('zh-CN');
    expect(keeper.read('hop.language')).toBe('zh-CN');
  });
});

it('follows the system with its colours until somebody chooses', async () => {
  const keeper = memory();
  const { store } = await makeStore(keeper, true);
  expect(store.isDark.value).toBe(true);
  store.theme.value = 'light';
  expect(store.isDark.value).toBe(false);
  expect(keeper.read('hop.theme')).toBe('light');
});

it('keeps that the phrases of others are not wanted', async () => {
  const keeper = memory();
  const { store } = await makeStore(keeper);
  expect(store.muted.value).toBe(false);
  store.muted.value = true;
  expect((await makeStore(keeper)).store.muted.value).toBe(true);
});

describe('identity', () => {
  it('has one token a room, of 128 bits in base64url, and keeps it', () => {
    const keeper = memory();
    const identity = createIdentity(keeper, ['Otter']);
    const token = identity.tokenFor('BCDFGH');
    expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(identity.tokenFor('BCDFGJ')).not.toBe(token);
    expect(createIdentity(keeper, ['Otter']).tokenFor('BCDFGH')).toBe(token);
  });

  it('forgets the oldest rooms, not the latest', () => {
    const identity = createIdentity(memory(), ['Otter']);
    const [first, ...others] = Array.from({ length: 41 }, (_, room) => identity.tokenFor(`room ${room}`));
    expect(identity.tokenFor('room 40')).toBe(others.at(-1));
    expect(identity.tokenFor('room 0')).not.toBe(first);
  });

  it('draws a name and keeps the one chosen', () => {
    const keeper = memory();
    const identity = createIdentity(keeper, ['Otter']);
    expect(identity.name.value).toBe('Otter');
    identity.name.value = 'Mei';
    expect(createIdentity(keeper, ['Otter']).name.value).toBe('Mei');
    expect(drawName(['Otter', 'Wren'], 'Otter')).toBe('Wren');
  });

  it('takes names that the server takes', () => {
    expect(readName('  Mei  ')).toBe('Mei');
    expect(readName('松鼠')).toBe('松鼠');
    expect(readName('<b>')).toBe(null);
    expect(readName('a'.repeat(17))).toBe(null);
  });
});
