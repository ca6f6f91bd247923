import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../../shared/network/console/shell.ts';
import { carryOut, isOver, printed, stop } from '../../../../shared/network/console-run.ts';
import { advance } from '../../../../shared/network/network.ts';
import { networkOfFixture, normalized, readTranscript } from './transcript.ts';

const SECOND_US = 1_000_000;

/** Times are those of the machine. */
function timeless(output: string): string {
  return normalized(output)
    .replace(/time=[\d.]+ ms/g, 'time=- ms')
    .replace(/= [\d.]+\/[\d.]+\/[\d.]+\/[\d.]+ ms/g, '= - ms')
    .replace(/time (\d+)ms/g, (_all, time: string) => `time about ${Math.floor(Number(time) / 200)}`)
    .replace(/\d+\.\d+ ms/g, '- ms');
}

describe('programs that run in simulated time print what the real ones print', () => {
  const own = networkOfFixture();
  it.each(readTranscript('iputils-20221126-traceroute-2.1.2.txt'))('$line: $command', ({ on, command, output }) => {
    const outcome = runCommand(own, on, command);
    const running = carryOut(own, on, outcome);
    if (running === undefined) throw new Error(outcome.output);
    for (let step = 0; step < 400 && !isOver(own, running); step++) advance(own, own.nowUs + SECOND_US / 10);
    expect(timeless(printed(own, running))).toBe(timeless(output));
  });
});

describe('a ping that nobody has limited', () => {
  it('goes on until it is stopped, and then tells its statistics', () => {
    const own = networkOfFixture();
    const running = carryOut(own, 'A', runCommand(own, 'A', 'ping 192.168.1.102'));
    if (running === undefined) throw new Error('no ping');
    advance(own, 4.5 * SECOND_US);
    expect(isOver(own, running)).toBe(false);
    expect(printed(own, running).split('\n').at(-2)).toBe(
      '64 bytes from 192.168.1.102: icmp_seq=5 ttl=64 time=0.400 ms',
    );
    stop(own, running);
    advance(own, 9 * SECOND_US);
    expect(isOver(own, running)).toBe(true);
    expect(printed(own, running)).toContain('\n5 packets transmitted, 5 received, 0% packet loss, time 4000ms\n');
    expect(own.pings[0]?.sent).toBe(5);
  });

  it('counts what is lost as the real one does', () => {
    const own = networkOfFixture();
    const running = carryOut(own, 'A', runCommand(own, 'A', 'ping -c 3 192.168.1.102'));
    if (running === undefined) throw new Error('no ping');
    advance(own, 1.5 * SECOND_US);
    const end = own.cables['B']?.['eth0'];
    if (end === undefined) throw new Error('no cable');
    end.toDamage = 1;
    advance(own, 30 * SECOND_US);
    expect(printed(own, running)).toContain('\n3 packets transmitted, 2 received, 33.3333% packet loss, time 2000ms\n');
  });
});
