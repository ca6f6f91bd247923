/**
 * The router of the captures in test/fixtures/nat (capture.sh there says how they came about), and ours in its place: it gets the same frames
 * and must send the same ones, to the last octet. Where Linux has drawn a number, ours takes Linux's for what follows.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ageTables, apply } from '../../../shared/device/apply.ts';
import { act } from '../../../shared/device/decision.ts';
import type { Station } from '../../../shared/device/device.ts';
import type { Action } from '../../../shared/device/event.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { type Frame, parseFrame, readField } from '../../../shared/wire/frame.ts';
import { readPcap } from '../../conformance/read-pcap.ts';

const read = (name: string) => readPcap(readFileSync(new URL(`../../fixtures/nat/${name}.pcap`, import.meta.url)));
const inside = read('inside');
const outside = read('outside');

function router(): Station {
  const network = buildNetwork({
    devices: {
      N: {
        kind: 'router',
        interfaces: {
          inside: { mac: '02:00:00:00:00:11', ipv4: '10.0.0.1/24' },
          outside: { mac: '02:00:00:00:00:12', ipv4: '192.0.2.1/24' },
        },
        routes: [{ to: 'default', via: '192.0.2.9' }],
        neigh: {
          '10.0.0.2': '02:00:00:00:00:0a',
          '10.0.0.3': '02:00:00:00:00:0a',
          '192.0.2.9': '02:00:00:00:00:0f',
        },
        nat: { outside: 'outside' },
      },
    },
  });
  return network.devices['N'] as Station;
}

const NUMBERS = ['udp.sourcePort', 'icmp.identifier'] as const;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The frame with which ours answers the one that came in; a drawn number is Linux's. */
function answer(station: Station, port: string, frame: Frame, linux: Frame, nowUs: number): Uint8Array | undefined {
  ageTables(station, nowUs);
  const actions = act(station, { kind: 'frame', port, frame });
  const begun = actions.find((action) => action.do === 'remember-translation');
  const drawn = NUMBERS.map((path) => readField(linux, path)).find((number) => number !== undefined);
  if (begun === undefined || begun.flow.inside.number === begun.flow.outside.number) {
    return apply(station, actions, nowUs).sends[0]?.frame.bytes;
  }
  // A clash: both have had to take another number.
  expect(drawn).not.toBe(begun.flow.inside.number);
  const flow = { ...begun.flow, outside: { ...begun.flow.outside, number: Number(drawn) } };
  const linuxs: Action = { do: 'remember-translation', flow };
  apply(station, [linuxs], nowUs);
  const again = act(station, { kind: 'frame', port, frame });
  return apply(station, again, nowUs).sends[0]?.frame.bytes;
}

describe('a translating router sends what Linux sends', () => {
  it('has a capture of both sides', () => {
    expect(inside.length).toBe(36);
    expect(outside.length).toBe(36);
  });

  it('octet by octet, 36 packets, errors and what they quote among them', () => {
    const station = router();
    const startNs = inside[0]?.timeNs ?? 0n;
    const ours: string[] = [];
    const linux: string[] = [];
    for (const [index, within] of inside.entries()) {
      const beyond = outside[index];
      if (beyond === undefined) continue;
      const goesOut = within.timeNs < beyond.timeNs;
      const [came, left] = goesOut ? [within, beyond] : [beyond, within];
      const nowUs = Number((came.timeNs - startNs) / 1000n) + 1_000_000;
      const port = goesOut ? 'inside' : 'outside';
      const sent = answer(station, port, parseFrame(came.bytes), parseFrame(left.bytes), nowUs);
      ours.push(`${index + 1} ${sent === undefined ? 'nothing' : hex(sent)}`);
      linux.push(`${index + 1} ${hex(left.bytes)}`);
    }
    expect(ours).toEqual(linux);
  });
});
