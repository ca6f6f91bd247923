/** What the script of a lab recorded, in the form in which the simulation says it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listenerName } from '../../shared/network/export/services.ts';
import { trafficName } from '../../shared/network/export/traffic.ts';
import type { Lab, LabDevice } from '../../shared/network/lab.ts';
import { readPcap } from './read-pcap.ts';
import type { Seen } from './sighting.ts';
import { fdbOf, treeOf } from './tables.ts';

/** The end state as far as both sides can be asked. Parts that a lab does not use are not there. */
export type State = Readonly<Record<string, unknown>>;

/** What happened: every frame at every port, and what was known at the end. */
export interface Outcome {
  readonly seen: readonly Seen[];
  readonly state: State;
}

export function readOutcome(lab: Lab, folder: string): Outcome {
  const startUs = Number(readFileSync(join(folder, 'start.txt'), 'utf8'));
  const captures = readdirSync(folder).filter((name) => name.endsWith('.pcap'));
  return { seen: captures.flatMap((name) => readCapture(folder, name, startUs)), state: stateOf(lab, folder) };
}

function readCapture(folder: string, name: string, startUs: number): Seen[] {
  const [, place, direction] = /^(.*)\.(in|out)\.pcap$/.exec(name) ?? [];
  if (place === undefined || (direction !== 'in' && direction !== 'out')) throw new Error(`whose capture is ${name}?`);
  const startNs = BigInt(startUs) * 1000n;
  return readPcap(readFileSync(join(folder, name))).map(({ timeNs, bytes }) => ({
    place,
    direction,
    atUs: Number(timeNs - startNs) / 1000,
    bytes,
  }));
}

function stateOf(lab: Lab, folder: string): State {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const rows = <Row>(name: string): Row[] => JSON.parse(text(name) || '[]') as Row[];
  const fdb: Record<string, unknown> = {};
  const neigh: Record<string, unknown> = {};
  const lo: Record<string, unknown> = {};
  for (const [id, device] of Object.entries(lab.devices)) {
    if ('ports' in device && device.kind !== 'hub') fdb[id] = fdbOf(id, device, text, rows);
    if (!('interfaces' in device)) continue;
    neigh[id] = neighboursOf(rows(`${id}.neigh.json`));
    const counts = loopbackOf(rows(`${id}.lo.json`));
    if (counts !== undefined) lo[id] = counts;
  }
  return { fdb, neigh, lo, ...trafficOf(lab, text), ...treeOf(lab, text, rows), ...routesOf(lab, rows) };
}

interface NeighbourRow {
  readonly dst: string;
  readonly lladdr?: string;
  readonly state: readonly string[];
}

function neighboursOf(rows: readonly NeighbourRow[]): Record<string, string> {
  const unknown = ['FAILED', 'INCOMPLETE', 'NOARP', 'NONE'];
  const resolved = rows.filter((row) => !row.state.some((word) => unknown.includes(word)));
  return Object.fromEntries(resolved.map((row) => [row.dst, row.lladdr ?? '']));
}

interface LinkRow {
  readonly stats64: Readonly<Record<'rx' | 'tx', { readonly packets: number; readonly bytes: number }>>;
}

/** What `lo` has counted, which is the same both ways; undefined if it is nothing. */
function loopbackOf([link]: readonly LinkRow[]): unknown {
  if (link === undefined) throw new Error('no lo');
  const { rx, tx } = link.stats64;
  if (rx.packets !== tx.packets || rx.bytes !== tx.bytes) throw new Error(`lo: ${JSON.stringify(link.stats64)}`);
  return rx.packets === 0 ? undefined : { packets: rx.packets, octets: rx.bytes };
}

/** What the senders counted. */
function trafficOf(lab: Lab, text: (name: string) => string): State {
  const ping: unknown[] = [];
  const udp: unknown[] = [];
  const traceroute: unknown[] = [];
  for (const [index, item] of (lab.traffic ?? []).entries()) {
    const { on } = item;
    if ('run' in item) continue;
    const said = text(`${trafficName(index)}.txt`);
    if ('ping' in item) {
      const counts = /(\d+) packets transmitted, (\d+) received/.exec(said);
      ping.push({ on, to: item.ping.to, sent: Number(counts?.[1] ?? 0), received: Number(counts?.[2] ?? 0) });
    } else if ('udp' in item) {
      const counts = /^(\d+) sent, (\d+) answered$/m.exec(said);
      const { to, port, from = 40_000 + index } = item.udp;
      const received = receivedBy(lab, text, port, from);
      udp.push({ on, to, port, sent: Number(counts?.[1] ?? 0), received, answered: Number(counts?.[2] ?? 0) });
    } else {
      const hops = said.split('\n').flatMap((line) => hopOf(line));
      traceroute.push({ on, to: item.traceroute.to, hops });
    }
  }
  return { ping, ...(udp.length === 0 ? {} : { udp }), ...(traceroute.length === 0 ? {} : { traceroute }) };
}

/** Datagrams that reached whoever listens there, known by the source port, which is the sender's own (NAT keeps it if it can). */
function receivedBy(lab: Lab, text: (name: string) => string, port: number, from: number): number {
  const listeners = Object.entries(lab.devices).filter(([, device]) => listensAt(device, port));
  const logs = listeners.map(([id]) => text(`${listenerName(id, String(port))}.txt`));
  return logs.join('\n').match(new RegExp(`octets from [\\d.]+:${from}$`, 'gm'))?.length ?? 0;
}

function listensAt(device: LabDevice, port: number): boolean {
  return 'listen' in device && device.listen?.udp[String(port)] !== undefined;
}

/** " 2  10.0.0.1  0.05 ms *": the first who answered, or a star. */
function hopOf(line: string): string[] {
  const [, rest] = /^\s*\d+\s+(.*)$/.exec(line) ?? [];
  return rest === undefined ? [] : [/\d+\.\d+\.\d+\.\d+/.exec(rest)?.[0] ?? '*'];
}

interface RouteRow {
  readonly dst: string;
  readonly gateway?: string;
  readonly dev: string;
}

/** What the routing daemons put into the routing tables, beyond the router's own subnets. */
function routesOf(lab: Lab, rows: <Row>(name: string) => Row[]): State {
  const routers = Object.entries(lab.devices).filter(([, device]) => 'ospf' in device && device.ospf !== undefined);
  if (routers.length === 0) return {};
  const routes = routers.map(([id]) => {
    const learned = rows<RouteRow>(`${id}.routes.json`).filter((row) => row.gateway !== undefined);
    const entries = learned.map(({ dst, gateway, dev }): [string, string] => [
      dst === 'default' ? '0.0.0.0/0' : dst.includes('/') ? dst : `${dst}/32`,
      `via ${gateway} dev ${dev}`,
    ]);
    return [id, Object.fromEntries(entries)];
  });
  return { routes: Object.fromEntries(routes) };
}
