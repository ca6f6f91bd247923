import { expect, it } from 'vitest';
import { createRoomReader } from '../../client/room-reader.ts';
import { snapshot } from './snapshot.ts';

it('reads the room, the people and the own seat', () => {
  const room = createRoomReader().readRoom(snapshot({}));
  expect(room?.me).toEqual({ id: 'p', name: 'Mei', colour: 2, connected: true, device: 'M1' });
  expect(room?.seats.map(({ device, occupant, player }) => [device, occupant, player?.name])).toEqual([
    ['M1', 'person', 'Mei'],
    ['M2', 'bot', undefined],
  ]);
  expect(room?.you?.device).toBe('M1');
  expect(room?.you?.score.par).toBe(3);
});

it('is nothing until the state is complete', () => {
  const reader = createRoomReader();
  expect(reader.readRoom(snapshot({ map: '' }))).toBe(null);
  expect(reader.readRoom(snapshot({ players: new Map() }))).toBe(null);
  expect(reader.readRoom(snapshot({ puzzle: 'from-a-newer-server' }))).toBe(null);
});

it('has no seat while standing', () => {
  const player = { id: 'p', name: 'Mei', colour: 2, connected: true, device: '', you: true };
  expect(createRoomReader().readRoom(snapshot({ players: new Map([['p', player]]) }))?.you).toBe(null);
});

it('parses a text only when it has changed', () => {
  const reader = createRoomReader();
  const first = reader.readRoom(snapshot({}));
  const second = reader.readRoom(snapshot({ paused: true, goals: '[{}]' }));
  expect(second?.map).toBe(first?.map);
  expect(second?.you?.tables).toBe(first?.you?.tables);
  expect(second?.goals).not.toBe(first?.goals);
});

it('keeps the moment at which the clock was set until it is set anew', () => {
  const reader = createRoomReader();
  const state = snapshot({ clock: { atUs: 5, ratePerMs: 1, untilUs: 9 } });
  const clock = reader.readClock(state, 100, { atUs: 0, ratePerMs: 0, untilUs: 0, receivedMs: 0 });
  expect(clock.receivedMs).toBe(100);
  expect(reader.readClock(state, 200, clock)).toBe(clock);
});
