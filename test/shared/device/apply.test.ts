import { expect, it } from 'vitest';
import { apply, type Effects } from '../../../shared/device/apply.ts';
import type { Device } from '../../../shared/device/device.ts';
import { layer } from '../../../shared/wire/frame.ts';
import { A, acts, arrival, B, hostA, ping, switchOf, whoHas } from './vocabulary.ts';

/** What leaves because of these effects, and of what they cause at once: "port protocol" each. */
function leaving(device: Device, effects: Effects): readonly string[] {
  const now = effects.sends.map(({ port, frame }) => `${port} ${layer(frame, 'arp') === undefined ? 'packet' : 'arp'}`);
  return [...now, ...effects.next.flatMap((event) => leaving(device, apply(device, acts(device, event).actions, 0)))];
}

it('crossing questions: what waited for the asker leaves first, then the answer, as in Linux', () => {
  const host = hostA();
  apply(host, acts(host, ping(B.ip)).actions, 0);
  apply(host, acts(host, ping(B.ip)).actions, 0);
  const effects = apply(host, acts(host, arrival('eth0', whoHas(B, A.ip))).actions, 0);
  expect(leaving(host, effects)).toEqual(['eth0 packet', 'eth0 packet', 'eth0 arp']);
});

it('a question by somebody for whom nothing waits is answered at once', () => {
  const host = hostA();
  const effects = apply(host, acts(host, arrival('eth0', whoHas(B, A.ip))).actions, 0);
  expect([effects.sends.length, effects.next]).toEqual([1, []]);
});

it('only the first packet for a next hop starts a timer; the others join its queue', () => {
  const host = hostA();
  const timers = [1, 2, 3].map(() => apply(host, acts(host, ping(B.ip)).actions, 0).timers.length);
  expect(timers).toEqual([1, 0, 0]);
  expect(host.neighbors['eth0']?.[B.ip]).toMatchObject({ state: 'incomplete', held: [{}, {}, {}] });
});

it('a row of a MAC table keeps the port and the time of the latest frame', () => {
  const device = switchOf('p1', 'p2');
  apply(device, [{ do: 'learn-mac', mac: B.mac, port: 'p1' }], 5);
  apply(device, [{ do: 'learn-mac', mac: B.mac, port: 'p2' }], 9);
  expect(device.macs).toEqual({ [B.mac]: { port: 'p2', heardUs: 9 } });
});

it('the identification of own packets counts on and begins again after 65535 (RFC 791: 16 bits)', () => {
  const host = hostA();
  host.nextIdentification = 65534;
  apply(host, [{ do: 'number-packet' }, { do: 'number-packet' }], 0);
  expect(host.nextIdentification).toBe(0);
});
