import { describe, expect, it } from 'vitest';
import { isLabMistake, readLab, type Lab, type LabDevice } from '../../shared/network/lab.ts';
import { addressesOf, endsOf } from '../../shared/network/lab-format.ts';
import { calmLab } from './calm.ts';
import { everyFeature, type Features } from './features.ts';
import { randomLab } from './random-lab.ts';
import { run } from './replay.ts';

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
const plain = seeds.map((seed) => randomLab(seed));
const full = seeds.map((seed) => randomLab(seed, everyFeature));

function countOf(labs: readonly Lab[], has: (device: LabDevice) => boolean): number {
  return labs.filter((lab) => Object.values(lab.devices).some(has)).length;
}

describe('a random lab', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(seeds.map((seed) => randomLab(seed, everyFeature))).toEqual(full);
    expect(new Set([...plain, ...full].map((lab) => JSON.stringify(lab.devices))).size).toBe(400);
  });

  it('is valid as JSON, too', () => {
    for (const lab of [...plain, ...full]) expect(isLabMistake(readLab(JSON.parse(JSON.stringify(lab))))).toBe(false);
  });

  it('has 2 to about 14 devices, of which none is alone', () => {
    for (const lab of plain) {
      const ids = Object.keys(lab.devices);
      expect(ids.length).toBeGreaterThanOrEqual(2);
      expect(ids.length).toBeLessThanOrEqual(18);
      const plugged = new Set((lab.links ?? []).flatMap((link) => endsOf(link)).map((end) => end.split('.')[0]));
      expect(ids.filter((id) => !plugged.has(id))).toEqual([]);
    }
  });

  it('gives no address twice', () => {
    for (const lab of [...plain, ...full]) {
      const cards = Object.values(lab.devices).flatMap((device) =>
        'interfaces' in device ? Object.values(device.interfaces) : [],
      );
      const addresses = cards.flatMap(addressesOf).map((address) => address.split('/')[0]);
      const bridges = Object.values(lab.devices).flatMap((device) => (device.kind === 'switch' ? [device.mac] : []));
      const macs = [...cards.flatMap(({ mac }) => (mac === undefined ? [] : [mac])), ...bridges];
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(new Set(macs).size).toBe(macs.length);
    }
  });

  it('has something of everything', () => {
    const kinds = ['host', 'hub', 'switch', 'router'] as const;
    for (const kind of kinds) expect(countOf(plain, (device) => device.kind === kind)).toBeGreaterThan(30);
    expect(countOf(plain, (device) => 'neigh' in device)).toBeGreaterThan(10);
    const pings = plain.flatMap((lab) => run(lab).pings);
    // Mostly it works, and often enough it does not.
    const answered = pings.filter((ping) => ping.received > 0).length;
    expect(answered / pings.length).toBeGreaterThan(0.5);
    expect(answered / pings.length).toBeLessThan(0.95);
    expect(pings.filter((ping) => ping.sent === 0).length).toBeGreaterThan(5);
  });

  const features: readonly [keyof Features, (lab: Lab) => boolean][] = [
    ['vlan', (lab) => /"trunk"/.test(JSON.stringify(lab)) && /"eth\d\.\d+"/.test(JSON.stringify(lab))],
    ['stp', (lab) => /"stp"/.test(JSON.stringify(lab))],
    ['nat', (lab) => /"nat"/.test(JSON.stringify(lab))],
    ['vxlan', (lab) => Object.values(lab.devices).some((device) => device.kind === 'vtep')],
    ['udp', (lab) => (lab.traffic ?? []).some((item) => 'udp' in item)],
    ['traceroute', (lab) => (lab.traffic ?? []).some((item) => 'traceroute' in item)],
    ['filter', (lab) => /"filter"/.test(JSON.stringify(lab))],
    ['ospf', (lab) => /"ospf"/.test(JSON.stringify(lab))],
    ['changes', (lab) => (lab.changes ?? []).length > 0],
    ['rates', (lab) => /"rateMbps"/.test(JSON.stringify(lab))],
  ];
  it.each(features)('has %s when it is switched on, and only then', (feature, has) => {
    const labs = seeds.map((seed) => randomLab(seed, { [feature]: true }));
    expect(labs.filter(has).length).toBeGreaterThan(10);
    expect(plain.filter(has)).toEqual([]);
  });
});

describe('a calm lab', () => {
  it('comes of every seed', () => {
    for (const seed of seeds.slice(0, 50))
      expect(calmLab(seed, { udp: true, nat: true }).traffic?.length).toBeGreaterThan(0);
  });
});
