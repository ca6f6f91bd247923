/** Commands and programs in a row, while tcpdump listens: what a machine says to itself, what routes refuse, what is overheard. */
import { describe, expect, it } from 'vitest';
import { carryOut, isOver, printed, type Running, sightings, stop } from '../../../../shared/network/console-run.ts';
import { runCommand } from '../../../../shared/network/console/shell.ts';
import { advance } from '../../../../shared/network/network.ts';
import { isTable, lines, networkOfFixture, normalized, readTranscript } from './transcript.ts';

const SECOND_US = 1_000_000;

/** Times, identifiers and ports that a program takes by chance are those of the machine. */
function comparable(output: string): string {
  return normalized(output)
    .replace(/^( *\d+  )?\d\d:\d\d:\d\d\.\d{6}/gm, '$1-')
    .replace(/, id \d+, (seq|offset)/g, ', id -, $1')
    .replace(/\.\d+ > (\S+\.334\d\d: UDP)/g, '.- > $1')
    .replace(/time=[\d.]+ ms/g, 'time=- ms')
    .replace(/, time \d+ms/g, ', time -')
    .replace(/= [\d./]+ ms/g, '= - ms')
    .replace(/\d+\.\d{3} ms/g, '- ms');
}

const transcripts = [
  'lo-linux-6.18.txt',
  'lo-addresses-linux-6.18.txt',
  'tcpdump-4.99.3-more.txt',
  'route-types-linux-6.18.txt',
  'bridge-6.1.0-fdb.txt',
  'neighbors-failed-linux-6.18.txt',
  'iputils-20221126-waits.txt',
  'sysctl-traceroute-linux-6.18.txt',
];

describe.each(transcripts)('prints what it prints on Linux: %s', (name) => {
  const own = networkOfFixture();
  let listening: Running | undefined;
  const watch = sightings(own, () => [listening]);

  const run = (on: string, command: string, asRoot: boolean): string => {
    if (command.endsWith(' &')) {
      listening = carryOut(own, on, runCommand(own, on, command.slice(0, -2), 'change'));
      expect(listening).toBeDefined();
      return '';
    }
    if (command === 'fg' && listening !== undefined) {
      stop(own, listening);
      return printed(own, listening, true);
    }
    const outcome = runCommand(own, on, command, asRoot ? 'change' : 'read');
    const running = carryOut(own, on, outcome);
    if (running === undefined) {
      advance(own, own.nowUs, watch);
      return outcome.output;
    }
    for (let step = 0; step < 400 && !isOver(own, running); step++) advance(own, own.nowUs + SECOND_US / 10, watch);
    return printed(own, running);
  };

  it.each(readTranscript(name))('$line: $on $command', ({ on, command, asRoot, output }) => {
    const form = isTable(command) ? lines : (text: string) => text;
    expect(form(comparable(run(on, command, asRoot)))).toEqual(form(comparable(output)));
  });
});
