/** Words for tests of translation: a router between 10.0.0.0/24 inside and X and Y outside, packets, and what becomes of them. */
import { ipv4 as ip } from '../../../shared/address/ipv4.ts';
import { mac } from '../../../shared/address/mac.ts';
import { ageTables, apply } from '../../../shared/device/apply.ts';
import { interfaceOf, type Station } from '../../../shared/device/device.ts';
import { endPointText, translateIn, translateOut, translationRows } from '../../../shared/device/nat.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { buildFrame, type Frame, type LayerSpec, readField } from '../../../shared/wire/frame.ts';

export const A = '10.0.0.2';
export const B = '10.0.0.3';
export const OUTSIDE = '192.0.2.1';
export const X = '203.0.113.9';
export const Y = '203.0.113.10';
export const SECOND = 1_000_000;

export function router(): Station {
  const network = buildNetwork({
    devices: {
      N: {
        kind: 'router',
        interfaces: {
          eth0: { mac: '02:00:00:00:00:11', ipv4: '10.0.0.1/24' },
          eth1: { mac: '02:00:00:00:00:12', ipv4: `${OUTSIDE}/24` },
          eth2: { mac: '02:00:00:00:00:13', ipv4: '10.0.1.1/24' },
        },
        nat: { outside: 'eth1' },
      },
    },
  });
  return network.devices['N'] as Station;
}

/** A packet goes through both hooks, as one does that is forwarded; undefined if it ended at one of them. */
export function through(station: Station, frame: Frame, card: string, atUs = 0): Frame | undefined {
  ageTables(station, atUs);
  const came = translateIn(station, frame);
  apply(station, came.actions, atUs);
  if (came.frame === undefined) return undefined;
  const leaving = interfaceOf(station, card);
  const left = translateOut(station, leaving, leaving.address, came.frame);
  apply(station, left.actions, atUs);
  return left.frame;
}
export const out = (station: Station, frame: Frame, atUs = 0) => through(station, frame, 'eth1', atUs);
/** A packet of the router itself leaves: it comes from nowhere. */
export function own(station: Station, frame: Frame, atUs = 0): Frame | undefined {
  ageTables(station, atUs);
  const leaving = interfaceOf(station, 'eth1');
  const left = translateOut(station, leaving, leaving.address, frame);
  apply(station, left.actions, atUs);
  return left.frame;
}
/** What the first hook makes of it: its destination says who gets it. */
export function back(station: Station, frame: Frame, atUs = 0): Frame {
  ageTables(station, atUs);
  const { frame: translated, actions } = translateIn(station, frame);
  apply(station, actions, atUs);
  return translated as Frame;
}

function packet(from: string, to: string, ...rest: LayerSpec[]): Frame {
  return buildFrame(
    { protocol: 'ethernet', header: { destination: mac('02:00:00:00:00:11'), source: mac('02:00:00:00:00:0a') } },
    { protocol: 'ipv4', header: { source: ip(from), destination: ip(to) } },
    ...rest,
  );
}
export const udp = (from: string, sourcePort: number, to: string, destinationPort: number) =>
  packet(
    from,
    to,
    { protocol: 'udp', header: { sourcePort, destinationPort } },
    { protocol: 'data', bytes: new Uint8Array(40).fill(7) },
  );
export const echo = (from: string, to: string, identifier: number, type: 8 | 0 = 8) =>
  packet(
    from,
    to,
    { protocol: 'icmp', header: { type, identifier, sequence: 1 } },
    { protocol: 'data', bytes: new Uint8Array(40).fill(7) },
  );
export const errorAbout = (frame: Frame | undefined, from: string, to: string, type = 3, code = 3) =>
  packet(
    from,
    to,
    { protocol: 'icmp', header: { type, code } },
    { protocol: 'data', bytes: frame?.bytes.slice(14) ?? new Uint8Array() },
  );

const ENDS = {
  udp: ['ipv4.source', 'udp.sourcePort', 'ipv4.destination', 'udp.destinationPort'],
  icmp: ['ipv4.source', 'icmp.identifier', 'ipv4.destination'],
} as const;
export const ends = (frame: Frame | undefined, of: keyof typeof ENDS) =>
  ENDS[of].map((path) => (frame === undefined ? undefined : readField(frame, path))).join(' ');
export const rows = (station: Station, nowUs = 0) =>
  translationRows(station, nowUs).map((row) => `${endPointText(row.inside)} ${endPointText(row.outside)}`);
