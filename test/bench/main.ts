/**
 * `npm run bench`: how fast networks run that nobody plays. Stars of hosts round switches, joined by one router; every host pings a host in the
 * next star, so there is ARP, learning, routing, and a capture of everything. A hop is one frame over one cable.
 */
import { captureOf } from '../../shared/network/capture.ts';
import { buildNetwork, type Lab, type LabDevice, type LabTraffic } from '../../shared/network/lab.ts';
import { advance } from '../../shared/network/network.ts';

const sizes = [10, 100, 1000, 10_000];
const HOSTS_OF_A_STAR = 100;
const HOPS_OF_A_RUN = 300_000;
const runs = 3;

console.log('devices    link-hops    hops a second    µs a hop');
for (const size of sizes) {
  const results = Array.from({ length: runs }, () => measure(size)).toSorted((a, b) => a.us - b.us);
  const best = results[0] ?? { hops: 0, us: 0 };
  const rate = (best.hops / best.us) * 1_000_000;
  const cells = [String(size).padStart(7), String(best.hops).padStart(11), rate.toFixed(0).padStart(15)];
  console.log(`${cells.join('  ')}  ${(best.us / best.hops).toFixed(2).padStart(10)}`);
}

/** One run: the hops of all cables, and the time that they took, microseconds. */
function measure(size: number): { hops: number; us: number } {
  // An echo request and its reply cross the cables of two hosts and two switches, and of what is flooded some more.
  const pings = Math.max(1, Math.round(HOPS_OF_A_RUN / (size * 10)));
  const network = buildNetwork(stars(size, pings));
  const capture = captureOf(network);
  const start = performance.now();
  if (!advance(network, 1e15, capture.observer, 1e9)) throw new Error('the network did not come to rest');
  const us = (performance.now() - start) * 1000;
  for (const ping of network.pings)
    if (ping.received !== pings) throw new Error(`${ping.on}: ${ping.received} answers`);
  return { hops: capture.packets.length / 2, us };
}

/** About `size` devices. Star s is the subnet 10.s.0.0/16. */
function stars(size: number, pings: number): Lab {
  const hosts = Math.max(2, size - 2 - Math.floor(size / HOSTS_OF_A_STAR));
  const count = Math.max(2, Math.ceil(hosts / HOSTS_OF_A_STAR));
  const devices: Record<string, LabDevice> = {};
  const links: [string, string][] = [];
  const traffic: LabTraffic[] = [];
  const interfaces: Record<string, { mac: string; ipv4: string }> = {};
  for (let star = 0; star < count; star++) {
    interfaces[`eth${star}`] = { mac: macOf(star, 0), ipv4: `10.${star}.0.1/16` };
    links.push([`R.eth${star}`, `S${star}.up`]);
    const ports: Record<string, Record<string, never>> = { up: {} };
    for (let index = 0; index * count + star < hosts; index++) {
      const id = `H${star}-${index}`;
      const ipv4 = `10.${star}.1.${index + 1}/16`;
      const routes = [{ to: 'default', via: `10.${star}.0.1` }];
      devices[id] = { kind: 'host', interfaces: { eth0: { mac: macOf(star, index + 1), ipv4 } }, routes };
      ports[`p${index}`] = {};
      links.push([`${id}.eth0`, `S${star}.p${index}`]);
      const to = `10.${(star + 1) % count}.1.1`;
      traffic.push({ on: id, at: (index * count + star) / 1000, ping: { to, count: pings, intervalMs: 1000 } });
    }
    devices[`S${star}`] = { kind: 'switch', ports };
  }
  devices['R'] = { kind: 'router', interfaces };
  return { devices, links, traffic };
}

function macOf(star: number, index: number): string {
  const octet = (value: number): string => value.toString(16).padStart(2, '0');
  return `02:00:${octet(star >> 8)}:${octet(star & 255)}:${octet(index >> 8)}:${octet(index & 255)}`;
}
