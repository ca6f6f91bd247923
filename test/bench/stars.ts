/** The network of the benchmark: stars of up to 100 hosts, each round a switch, joined by one router. Star s is the subnet 10.s.0.0/16. */
import type { Lab, LabDevice, LabTraffic } from '../../shared/network/lab.ts';

const HOSTS_OF_A_STAR = 100;
/** The first ping of every host is over by then, microseconds. */
export const FIRST_PINGS_US = 19_000_000;
/** From one ping of a host to its next, milliseconds. */
const INTERVAL_MS = 20_000;

/** How many hosts a network of about `size` devices has. */
export function hostsOf(size: number): number {
  return Math.max(2, size - 2 - Math.floor(size / HOSTS_OF_A_STAR));
}

/** About `size` devices; every host sends `pings` echo requests to the first host of the next star. */
export function stars(size: number, pings: number): Lab {
  const hosts = hostsOf(size);
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
      const ping = { to, count: pings, intervalMs: INTERVAL_MS };
      traffic.push({ on: id, at: (index * count + star) / 1000, ping });
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
