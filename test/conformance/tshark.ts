/** What tshark, with all its checksum checks on, finds wrong in frames of many labs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePcapng } from '../../shared/wire/pcapng.ts';
import type { Seen } from './sighting.ts';

/** What labs send by UDP is plain text, whatever a port is used for elsewhere; 4789 is VXLAN. */
const plainPorts = ['1-4788', '4790-65535'];
const layers = ['ip', 'icmp', 'udp'];
const badChecksum = layers.map((name) => `${name}.checksum.status == 0`).join(' || ');

/** A line for each frame that is malformed or has a bad checksum: where it was seen, and what tshark says about it. Throws without tshark. */
export function complaints(frames: readonly Seen[]): string[] {
  const interfaces = [...new Set(frames.map(({ place }) => place))];
  const numbers = new Map(interfaces.map((name, index) => [name, index]));
  const packets = frames.map(({ place, direction, atUs, bytes }) => {
    // Bridges speak before the clock of a lab begins.
    return { interface: numbers.get(place) ?? 0, timeUs: Math.max(0, Math.floor(atUs)), direction, bytes };
  });
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-'));
  try {
    const path = join(folder, 'all.pcapng');
    writeFileSync(path, writePcapng({ interfaces, packets }));
    const run = spawnSync('tshark', ['-r', path, ...options()], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (run.status !== 0) throw new Error(`tshark: ${run.error?.message ?? run.stderr}`);
    return run.stdout.split('\n').filter((line) => line !== '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function options(): string[] {
  const checks = ['ip.check_checksum:TRUE', 'udp.check_checksum:TRUE'].flatMap((check) => ['-o', check]);
  const plain = plainPorts.flatMap((ports) => ['-d', `udp.port==${ports},data`]);
  const fields = ['frame.interface_name', 'frame.time_relative', '_ws.col.Info'].flatMap((name) => ['-e', name]);
  const filter = `_ws.malformed || _ws.expert.group == "Checksum" || ${badChecksum}`;
  return ['-n', ...checks, ...plain, '-Y', filter, '-T', 'fields', ...fields];
}
