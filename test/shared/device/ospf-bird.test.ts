/**
 * A conversation that two BIRDs had (test/fixtures/wire/bird-ospf.sh), of which our router hears one side: R1's. It plays R2, and comes to the
 * same map. Live, and with both sides: test/conformance/bird.test.ts.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Station } from '../../../shared/device/device.ts';
import { buildNetwork, isLabMistake, readLab } from '../../../shared/network/lab.ts';
import { advance, schedule } from '../../../shared/network/network.ts';
import { layer, parseFrame, type Frame } from '../../../shared/wire/frame.ts';
import { linksOf } from '../../../shared/wire/ospf-lsa.ts';
import { type OspfMessage, readOspf } from '../../../shared/wire/ospf-packet.ts';
import { readPcap } from '../../conformance/read-pcap.ts';

const THEIRS = '10.0.12.1';
const OURS = '10.0.12.2';

const recorded = readPcap(readFileSync(new URL('../../fixtures/wire/bird-ospf.pcap', import.meta.url)));
const startNs = recorded[0]!.timeNs;
const spoken = recorded.map(({ timeNs, bytes }) => ({
  atUs: Number((timeNs - startNs) / 1000n) + 1000,
  frame: parseFrame(new Uint8Array(bytes)),
}));
const from = (address: string) => spoken.filter(({ frame }) => layer(frame, 'ipv4')?.header.source === address);

const lab = readLab({
  devices: {
    R2: {
      kind: 'router',
      interfaces: {
        eth0: { mac: '02:00:00:00:02:01', ipv4: '10.0.12.2/30' },
        eth1: { mac: '02:00:00:00:02:02', ipv4: '10.0.23.1/30' },
      },
      ospf: { helloSeconds: 2, interfaces: { eth0: {}, eth1: {} } },
    },
    H: { kind: 'hub', ports: { p1: {}, p2: {} } },
  },
  links: [
    ['R2.eth0', 'H.p1'],
    ['R2.eth1', 'H.p2'],
  ],
});

/** Our R2 hears what BIRD's R1 said, as far as `untilUs`. */
function listen(untilUs: number): { readonly router: Station; readonly said: readonly Frame[] } {
  if (isLabMistake(lab)) throw new Error(lab.mistake);
  const network = buildNetwork(lab);
  const said: Frame[] = [];
  for (const { atUs, frame } of from(THEIRS)) {
    schedule(network, atUs, 'R2', { kind: 'frame', port: 'eth0', frame });
  }
  advance(network, untilUs, { sent: (_device, port, frame) => port === 'eth0' && said.push(frame) });
  return { router: network.devices['R2'] as Station, said };
}

function kinds(frames: readonly Frame[]): readonly OspfMessage['kind'][] {
  return frames.map((frame) => readOspf(frame)!.message.kind);
}

describe('a router that hears BIRD', () => {
  const lastUs = spoken.at(-1)!.atUs;
  const { router, said } = listen(lastUs);

  test('becomes fully adjacent', () => {
    expect(router.ospf?.neighbors).toMatchObject({ eth0: { routerId: '10.1.0.1', address: THEIRS, state: 'Full' } });
  });

  test('knows what BIRD last said about itself, and takes the way there', () => {
    const last = from(THEIRS)
      .flatMap(({ frame }) => {
        const { message } = readOspf(frame)!;
        return message.kind === 'update' ? message.lsas : [];
      })
      .findLast(({ header }) => header.advertisingRouter === '10.1.0.1')!;
    const stored = router.ospf!.database['1 10.1.0.1 10.1.0.1']!.lsa;
    expect(stored.header.sequence).toBe(last.header.sequence);
    expect(linksOf(stored)).toEqual(linksOf(last));
    expect(router.routes).toContainEqual(
      expect.objectContaining({
        to: '10.1.0.0/24',
        via: THEIRS,
        interface: 'eth0',
        metric: 32,
        from: 'ospf',
      }),
    );
  });

  test('says hello with the very octets of BIRD, but for the IPv4 identification', () => {
    const ospfOf = (frame: Frame): Uint8Array => frame.bytes.slice(layer(frame, 'ospf')!.offset);
    const hellos = (frames: readonly Frame[]): Uint8Array[] =>
      frames.filter((frame) => readOspf(frame)?.message.kind === 'hello').map(ospfOf);
    const theirs = hellos(from(OURS).map(({ frame }) => frame));
    const ours = hellos(said);
    expect(ours.at(-1)).toEqual(theirs.at(-1));
    const header = (frame: Frame) => ({ ...layer(frame, 'ipv4')!.header, identification: 0, checksum: 0 });
    const one = from(OURS).find(({ frame }) => readOspf(frame)?.message.kind === 'hello')!.frame;
    expect({ ...header(said.at(-1)!), totalLength: 0 }).toEqual({ ...header(one), totalLength: 0 });
  });

  test('answers each of its kinds of packet', () => {
    expect(new Set(kinds(said))).toEqual(new Set(['hello', 'description', 'request', 'update', 'acknowledgment']));
  });

  test('has no neighbour any more when it has heard nothing for the dead interval', () => {
    const { router: alone } = listen(lastUs + 8_100_000);
    expect(alone.ospf?.neighbors).toEqual({});
    expect(alone.routes.filter((route) => route.from === 'ospf')).toEqual([]);
  });
});
