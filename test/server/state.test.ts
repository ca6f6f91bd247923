/** What a room sends comes whole to its browser, however much one seat has to say. */
import { Decoder, Encoder, StateView } from '@colyseus/schema';
import { expect, it } from 'vitest';
import { writeList } from '../../server/list.ts';
import { RoomState, SeatState } from '../../server/state.ts';

/** Longer than the longest log, a hundred mistakes, with a full inbox beside it (97 and 46 kB were seen). */
const LOG = Array.from({ length: 100 }, (_, index) => `${index} ${'l'.repeat(1500)}`);
const CARDS = 'c'.repeat(75_000);

it('a seat with a long log and many letters is opened to its player, and changes, without loss', () => {
  const state = new RoomState();
  for (const device of ['A', 'R1', 'B']) state.seats.set(device, new SeatState({ device, player: `of ${device}` }));
  const encoder = new Encoder(state);
  const view = new StateView();
  const decoder = new Decoder(new RoomState());
  const send = () => {
    const it = { offset: 0 };
    encoder.encode(it);
    const patch = encoder.encodeView(view, it.offset, it);
    encoder.discardChanges();
    decoder.decode(patch);
  };
  send();
  const own = state.seats.get('R1')!;
  own.cards = CARDS;
  writeList(own.log, LOG);
  view.add(own);
  send();
  const seen = () => decoder.state.seats.get('R1')!;
  expect([seen().device, seen().player]).toEqual(['R1', 'of R1']);
  expect([...seen().log]).toEqual(LOG);
  expect(seen().cards === CARDS).toBe(true);
  const changed = LOG.map((entry) => entry.replaceAll('l', 'm'));
  writeList(own.log, changed);
  own.waiting = 9;
  send();
  expect([...seen().log]).toEqual(changed);
  expect([seen().device, seen().waiting]).toEqual(['R1', 9]);
  expect([...decoder.state.seats.values()].map(({ device }) => device)).toEqual(['A', 'R1', 'B']);
});
