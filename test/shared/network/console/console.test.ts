import { describe, expect, it } from 'vitest';
import { advance, type Network, schedule } from '../../../../shared/network/network.ts';
import { runCommand } from '../../../../shared/network/console/shell.ts';
import { isTable, lines, networkOfFixture, normalized, readTranscript } from './transcript.ts';

/** Types the line and lets it have its effect. */
function type(on: Network, device: string, line: string, asRoot: boolean): { output: string; status: number } {
  const { output, status, changes, on: other } = runCommand(on, device, line, asRoot ? 'change' : 'read');
  for (const change of changes) schedule(on, on.nowUs, other ?? device, { kind: 'configure', change });
  advance(on, on.nowUs);
  return { output, status };
}

describe.each([
  'iproute2-6.1.0.txt',
  'net-tools-2.10.txt',
  'bridge-utils-1.7.txt',
  'linux-6.18-coreutils-9.1.txt',
  'iputils-20221126-usage.txt',
  'iproute2-6.1.0-more.txt',
  'iproute2-6.1.0-last-address.txt',
  'net-tools-2.10-more.txt',
  'iproute2-6.1.0-addresses.txt',
  'net-tools-2.10-aliases.txt',
  'iproute2-6.1.0-routes.txt',
  'iproute2-6.1.0-metrics-and-types.txt',
  'bridge-6.1.0-bridge-utils-1.7-more.txt',
  'iputils-traceroute-tcpdump-linux-more.txt',
])('real outputs: %s', (name) => {
  const own = networkOfFixture();
  it.each(readTranscript(name))('$line: $on $command', ({ on, asRoot, command, output, status }) => {
    const ours = type(own, on, command, asRoot);
    // Real outputs were recorded through a pipe, where `ls` writes a name a line.
    const form = command.startsWith('ls ') ? words : isTable(command) ? lines : normalized;
    expect(form(ours.output)).toEqual(form(output));
    expect(ours.status).toBe(status);
  });
});

function words(output: string): readonly string[] {
  return output
    .split(/\s+/)
    .filter((word) => word !== '')
    .toSorted();
}
