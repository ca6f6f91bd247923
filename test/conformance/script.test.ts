/** The script itself, as a learner runs it: what it shows, what it says when something is missing, and that it leaves nothing behind. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exportLab } from '../../shared/network/export/export.ts';
import { skipReason } from '../setup/requirements.ts';
import { labOf } from './labs.ts';
import { whyNotLinux } from './linux.ts';

const reason = skipReason('running exported scripts', whyNotLinux());

describe.skipIf(reason !== undefined)('an exported script', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hop-script-'));
  const script = join(folder, 'lab.sh');
  writeFileSync(script, exportLab(labOf('labs/two-routers.json')), { mode: 0o755 });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('shows the traffic and what the devices know at the end, and leaves nothing', async () => {
    const work = mkdtempSync(join(folder, 'work-'));
    const child = spawn('bash', [script], { env: { ...process.env, TMPDIR: work } });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(said).toMatch(/^A \| 64 bytes from 192\.168\.4\.101: icmp_seq=1 ttl=62 time=/m);
    expect(said).toMatch(/^A \| 2 packets transmitted, 2 received/m);
    expect(said).toMatch(/^== R1\.neigh\n192\.168\.[\d.]+ dev eth\d lladdr /m);
    expect(spacesOf(child.pid)).toEqual([]);
    expect(readdirSync(work)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing after %s in the middle', async (signal) => {
    const work = mkdtempSync(join(folder, 'work-'));
    const child = spawn('bash', [script], { env: { ...process.env, TMPDIR: work }, detached: true });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let said = '';
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes('icmp_seq=1')) resolve();
      });
    });
    expect(spacesOf(child.pid).length).toBe(4);
    // As a terminal does: to the whole group.
    process.kill(-(child.pid ?? 0), signal);
    await ended;
    expect(spacesOf(child.pid)).toEqual([]);
    expect(readdirSync(work)).toEqual([]);
  });

  it('says in one line that it needs root', () => {
    const run = spawnSync('setpriv', ['--reuid=65534', '--clear-groups', 'bash'], {
      input: exportLab(labOf('labs/two-routers.json')),
      encoding: 'utf8',
    });
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 3, stdout: '' });
    expect(run.stderr).toMatch(/^hop by hop: this needs root: [^\n]*\n$/);
  });

  it('says in one line what is not installed', () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    for (const program of ['uname', 'id']) symlinkSync(`/usr/bin/${program}`, join(bin, program));
    const run = spawnSync('/bin/bash', [script], { env: { PATH: bin }, encoding: 'utf8' });
    expect(run.status).toBe(3);
    expect(run.stderr).toMatch(/^hop by hop: not installed:[^\n]* ping \(Debian package: iputils-ping\)[^\n]*\n$/);
  });
});

function spacesOf(pid: number | undefined): string[] {
  const list = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout;
  return list.split('\n').filter((line) => line.startsWith(`hop${pid}-`));
}
