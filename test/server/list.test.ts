/** What of a list in a state travels when it has changed: read by the library's own decoder, counted in its patches. */
import { Decoder, Encoder, StateView } from '@colyseus/schema';
import { expect, it } from 'vitest';
import { writeList } from '../../server/list.ts';
import { SeatState } from '../../server/state.ts';

const entry = (number: number, more = '') => JSON.stringify({ number, text: 'x'.repeat(200), more });

/** A seat as it is written, and as a browser that may see it reads it. */
function pair() {
  const written = new SeatState({ device: 'A' });
  const encoder = new Encoder(written);
  const view = new StateView();
  const read = new SeatState({ device: '' });
  const decoder = new Decoder(read);
  view.add(written);
  const send = (texts: readonly string[]): number => {
    writeList(written.log, texts);
    const it = { offset: 0 };
    encoder.encode(it);
    const bytes = encoder.encodeView(view, it.offset, it);
    decoder.decode(bytes);
    encoder.discardChanges();
    expect([...read.log]).toEqual(texts);
    return bytes.length;
  };
  return send;
}

it('sends what is new, what has changed and that the oldest has gone, and nothing else', () => {
  const send = pair();
  const texts = Array.from({ length: 100 }, (_, number) => entry(number));
  expect(send(texts)).toBeGreaterThan(20_000);
  expect(send(texts)).toBeLessThan(10);
  expect(send([...texts.slice(1), entry(100)])).toBeLessThan(300);
  expect(send([...texts.slice(3), entry(100), entry(101)])).toBeLessThan(300);
  expect(send([...texts.slice(3), entry(100), entry(101, 'mended')])).toBeLessThan(300);
});

it('is written anew for another round, and for who has no log', () => {
  const send = pair();
  send([entry(1), entry(2)]);
  send([]);
  send([entry(3)]);
  send([entry(4), entry(5)]);
});
