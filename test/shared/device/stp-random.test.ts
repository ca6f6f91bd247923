/**
 * Random networks of switches and hubs, with loops, parallel cables and cables that are cut: the tree that the protocol finds is the one that rule 24
 * of the lab format and IEEE 802.1D-1998 8.2 name, which is found here by looking at the whole network from above.
 */
import { describe, expect, it } from 'vitest';
import { buildNetwork, type Lab, type LabDevice } from '../../../shared/network/lab.ts';
import { advance, scheduleOnNetwork } from '../../../shared/network/network.ts';
import { stateOf } from '../../../shared/network/state.ts';
import { draw, randomFrom } from '../../../shared/random.ts';

const SECOND = 1_000_000;
const NETWORKS = 60;
const PORTS = 6;

type Link = readonly [string, string];

function randomLab(seed: string): Omit<Lab, 'links'> & { readonly links: readonly Link[] } {
  const random = randomFrom(seed);
  const devices: Record<string, LabDevice> = {};
  const free: string[] = [];
  const ports = Object.fromEntries(Array.from({ length: PORTS }, (_, index) => [`p${index + 1}`, {}]));
  const names = Array.from({ length: 2 + draw(random, 6) }, (_, index) => `S${index + 1}`);
  for (const name of names) {
    const priority = draw(random, 3) === 0 ? 4096 * draw(random, 16) : 32_768;
    const last = [draw(random, 256), draw(random, 200)].map((octet) => octet.toString(16).padStart(2, '0')).join(':');
    // Every switch has a block of addresses of its own: its own, and one a port.
    const mac = `02:00:00:${name.slice(1).padStart(2, '0')}:${last}`;
    devices[name] = { kind: 'switch', mac, ports, stp: { priority } };
    for (const port of Object.keys(ports)) free.push(`${name}.${port}`);
  }
  const hubs = draw(random, 3);
  for (let hub = 1; hub <= hubs; hub++) {
    devices[`H${hub}`] = { kind: 'hub', ports: { p1: {}, p2: {}, p3: {}, p4: {} } };
    for (const port of ['p1', 'p2', 'p3', 'p4']) free.push(`H${hub}.${port}`);
  }
  const links: Link[] = [];
  for (let left = names.length + hubs * 2 + draw(random, 5); left > 0 && free.length > 1; left--) {
    const one = free.splice(draw(random, free.length), 1)[0] as string;
    const other = free.splice(draw(random, free.length), 1)[0] as string;
    // A ring of hubs alone repeats for ever, with or without the protocol.
    if (one.startsWith('H') && other.startsWith('H')) continue;
    links.push([one, other]);
  }
  return { devices, links };
}

interface SeenFromAbove {
  readonly stp: Record<string, Record<string, string>>;
  readonly stpRoot: Record<string, string>;
}

/** Segments by union of cables and hubs; then the root and the distances by waves; then one port a segment and one a switch. */
function fromAbove(lab: Lab, links: readonly Link[]): SeenFromAbove {
  const segmentOf = new Map<string, number>();
  const segments: string[][] = [];
  const hubKey = (end: string) => (end.startsWith('H') ? (end.split('.')[0] ?? '') : end);
  for (const [one, other] of links) {
    const known = [hubKey(one), hubKey(other)].map((key) => segmentOf.get(key)).find((found) => found !== undefined);
    const segment = known ?? segments.push([]) - 1;
    for (const end of [one, other]) {
      segmentOf.set(hubKey(end), segment);
      if (end.startsWith('S')) segments[segment]?.push(end);
    }
  }
  const switches = Object.entries(lab.devices).flatMap(([id, device]) =>
    device.kind === 'switch' ? [{ id, device }] : [],
  );
  const order = switches
    .toSorted(
      (a, b) =>
        (a.device.stp?.priority ?? 0) - (b.device.stp?.priority ?? 0) ||
        ((a.device.mac ?? '') < (b.device.mac ?? '') ? -1 : 1),
    )
    .map(({ id }) => id);
  const distance = new Map<string, number>();
  const root: Record<string, string> = {};
  for (const id of order) {
    if (distance.has(id)) continue;
    distance.set(id, 0);
    root[id] = id;
    for (let wave = [id], at = 1; wave.length > 0; at++) {
      const near = segments.filter((ends) => ends.some((end) => wave.includes(end.split('.')[0] ?? ''))).flat();
      wave = [...new Set(near.map((end) => end.split('.')[0] ?? ''))].filter((next) => !distance.has(next));
      for (const next of wave) {
        distance.set(next, at);
        root[next] = id;
      }
    }
  }
  /** Lower is better, element by element: distance, place in the order of identifiers, port number. */
  const rank = (end: string): number => {
    const [id = '', port = ''] = end.split('.');
    return (distance.get(id) ?? 0) * 10_000 + order.indexOf(id) * 100 + Number(port.slice(1));
  };
  const designated = segments.map((ends) => ends.toSorted((a, b) => rank(a) - rank(b))[0]);
  const stp: SeenFromAbove['stp'] = {};
  for (const { id } of switches) {
    const plugged = Array.from({ length: PORTS }, (_, index) => `${id}.p${index + 1}`);
    const ways = plugged.filter(
      (end) => segmentOf.has(end) && !designated[segmentOf.get(end) ?? -1]?.startsWith(`${id}.`),
    );
    const rootPort = ways.toSorted(
      (a, b) =>
        rank(designated[segmentOf.get(a) ?? -1] ?? '') - rank(designated[segmentOf.get(b) ?? -1] ?? '') ||
        rank(a) - rank(b),
    )[0];
    stp[id] = Object.fromEntries(
      plugged.map((end) => {
        const segment = segmentOf.get(end);
        const isOpen = end === rootPort || (segment !== undefined && designated[segment] === end);
        return [end.split('.')[1] ?? '', segment === undefined ? 'disabled' : isOpen ? 'forwarding' : 'blocking'];
      }),
    );
  }
  return { stp, stpRoot: root };
}

describe('the tree that the protocol finds', () => {
  it.each(Array.from({ length: NETWORKS }, (_, index) => `network ${index}`))('%s', (seed) => {
    const lab = randomLab(seed);
    const network = buildNetwork(lab);
    expect(advance(network, 100 * SECOND)).toBe(true);
    expect(stateOf(network)).toMatchObject(fromAbove(lab, lab.links));

    const cut = lab.links.filter((link) => !link.some((end) => end.startsWith('H')))[0];
    if (cut === undefined) return;
    const [device, port] = cut[0].split('.') as [string, string];
    scheduleOnNetwork(network, network.nowUs, { kind: 'change', change: { change: 'cut', at: { device, port } } });
    expect(advance(network, 200 * SECOND)).toBe(true);
    expect(stateOf(network)).toMatchObject(
      fromAbove(
        lab,
        lab.links.filter((link) => link !== cut),
      ),
    );
  });
});
