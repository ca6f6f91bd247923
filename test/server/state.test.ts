/** What a room sends comes whole to its browser, however much one seat has to say. */
import { Decoder, Encoder, StateView } from '@colyseus/schema';
import { expect, it } from 'vitest';
import { RoomState, SeatState } from '../../server/state.ts';
import { logPlaces, type LogPlace } from '../../shared/messages/log-pages.ts';

/** Longer than the longest log, a hundred mistakes, with a full inbox beside it (97 and 46 kB were seen). */
const LONG = { ...pagesOf('l'), cards: 'c'.repeat(75_000) };

function pagesOf(sign: string): Partial<Record<LogPlace, string>> {
  return Object.fromEntries(logPlaces.map((place) => [place, sign.repeat(6000)]));
}

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
  Object.assign(own, LONG);
  view.add(own);
  send();
  const seen = () => decoder.state.seats.get('R1')!;
  expect([seen().device, seen().player]).toEqual(['R1', 'of R1']);
  const logSeen = () => Object.fromEntries(logPlaces.map((place) => [place, seen()[place]]));
  expect([logSeen(), seen().cards === LONG.cards]).toEqual([pagesOf('l'), true]);
  Object.assign(own, pagesOf('m'));
  own.waiting = 9;
  send();
  expect([seen().device, logSeen(), seen().waiting]).toEqual(['R1', pagesOf('m'), 9]);
  expect([...decoder.state.seats.values()].map(({ device }) => device)).toEqual(['A', 'R1', 'B']);
});
