import { describe, expect, it } from 'vitest';
import { createMatch, type Match } from '../../../shared/game/match.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import {
  COMPLETION_CHOICES_MAX,
  completeOnConsole,
  CONSOLE_OUTPUT_MAX_LENGTH,
  runOnConsole,
} from '../../../shared/game/seat-console.ts';
import type { CompletionReply, ConsoleReply } from '../../../shared/game/console-reply.ts';
import { interfaceOf, isStation } from '../../../shared/device/device.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';

function run(match: Match, device: string, line: string): ConsoleReply {
  const reply = runOnConsole(match, device, line);
  if (typeof reply === 'string') throw new Error(reply);
  return reply;
}

function tab(match: Match, device: string, line: string): CompletionReply {
  const reply = completeOnConsole(match, device, line);
  if (typeof reply === 'string') throw new Error(reply);
  return reply;
}

const twoRouters = () => createMatch(puzzles['two-routers'], 'console');

/** Commands that look, that change, that send, that ask for other devices, and nonsense. */
const LINES = [
  'ip addr',
  'ip -s link',
  'ip route',
  'ip neigh',
  'ip route get 10.1.2.3',
  'ifconfig -a',
  'route -n',
  'arp -a',
  'bridge fdb',
  'bridge -d link',
  'brctl show',
  'cat /proc/net/arp /proc/net/dev /proc/net/route',
  'ls -l /sys/class/net/*',
  'ip netns',
  'ip netns exec R2 ip addr',
  'ip -n B ip addr',
  'ip addr add 10.9.9.9/24 dev eth0',
  'ip link set eth0 down',
  'ip link set p1 down',
  'ip neigh flush all',
  'ip route flush table main',
  'ifconfig eth0 10.9.9.9',
  'sudo ip link del br0',
  'sysctl -w net.ipv4.ip_forward=1',
  'ping -c 1 127.0.0.1',
  'tcpdump',
  'help',
  'rm -rf /',
  '| | |',
  "'",
];

describe('the console of a seat', () => {
  it('shows the cards and tables of its own device', () => {
    const match = twoRouters();
    const router = deviceOf(match.network, 'R1');
    if (!isStation(router)) throw new Error('R1 is no station');
    const shown = run(match, 'R1', 'ip -br addr');
    expect(shown).toMatchObject({ status: 0, isCut: false });
    for (const { name, address, length } of Object.values(router.interfaces))
      expect(shown.output).toMatch(new RegExp(`^${name} +UP +${address}/${length}`, 'm'));
  });

  it('is refused to who stands, on a hub, and on a device that does not exist', () => {
    const match = createMatch(puzzles['first-frame'], 'console');
    for (const ask of [runOnConsole, completeOnConsole]) {
      expect(ask(match, null, 'ip addr')).toBe('not-seated');
      expect(ask(match, 'H', 'ip addr')).toBe('no-console');
      expect(ask(match, 'nobody', 'ip addr')).toBe('no-console');
    }
  });

  it.each(puzzleIds)('changes nothing in %s, whatever is typed', (id) => {
    const match = createMatch(puzzles[id], 'console');
    const before = structuredClone(match);
    for (const device of match.puzzle.seats)
      for (const line of LINES) {
        runOnConsole(match, device, line);
        completeOnConsole(match, device, line);
      }
    expect(match).toEqual(before);
  });

  it('says no to what needs root, and never sends a frame', () => {
    const match = twoRouters();
    const { address } = interfaceOf(deviceOf(match.network, 'A') as Parameters<typeof interfaceOf>[0], 'eth0');
    for (const line of [
      'ip link set eth0 down',
      'ip addr flush dev eth0',
      `ping ${address}`,
      `traceroute ${address}`,
      'tcpdump',
    ])
      expect([line, run(match, 'A', line)]).toEqual([
        line,
        {
          output: expect.stringMatching(/not permitted|denied|permission/i) as string,
          status: expect.any(Number) as number,
          isCut: false,
        },
      ]);
    expect(run(match, 'A', `ping ${address}`).status).not.toBe(0);
  });

  it.each(puzzleIds)('knows no address of another device of %s, and completes none', (id) => {
    const match = createMatch(puzzles[id], 'console');
    // A hub has no console.
    const seats = match.puzzle.seats.filter((device) => match.network.devices[device]?.kind !== 'hub');
    for (const device of seats) {
      const own = JSON.stringify(deviceOf(match.network, device));
      const shown = LINES.map((line) => run(match, device, line).output).join('\n');
      const offered = ['ping ', 'traceroute ', 'ip neigh add ', 'ip netns exec ', 'arp -s ', 'ip route get ', 'ip -n ']
        .map((line) => JSON.stringify(tab(match, device, line)))
        .join('\n');
      for (const other of Object.values(match.network.devices)) {
        if (!isStation(other) || other.id === device) continue;
        for (const { address, mac } of Object.values(other.interfaces))
          for (const secret of [address, mac]) {
            // What stands in the own tables is no secret, such as a gateway.
            if (own.includes(secret)) continue;
            expect([device, other.id, shown.includes(secret), offered.includes(secret)]).toEqual([
              device,
              other.id,
              false,
              false,
            ]);
          }
      }
    }
  });

  it('cuts what is too long to be sent', () => {
    const match = twoRouters();
    const router = deviceOf(match.network, 'R1');
    if (!isStation(router)) throw new Error('R1 is no station');
    const mac = interfaceOf(router, 'eth0').mac;
    const rows = Array.from({ length: 600 }, (_, place) => [
      `10.0.${place >> 8}.${place & 255}`,
      { state: 'permanent', mac },
    ]);
    Object.assign(router.neighbors, { eth0: Object.fromEntries(rows) });
    const full = run(match, 'R1', 'ip neigh');
    expect(full).toMatchObject({ status: 0, isCut: true });
    expect(full.output).toHaveLength(CONSOLE_OUTPUT_MAX_LENGTH);
    expect(tab(match, 'R1', 'ip neigh show ').choices).toHaveLength(COMPLETION_CHOICES_MAX);
  });

  it('is not kept busy by a name with a hundred stars', () => {
    const begun = performance.now();
    run(twoRouters(), 'A', `ls /sys/class/net/eth0/${'*'.repeat(100)}~`);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe('the Tab key', () => {
  it('writes on as far as only one way is possible', () => {
    const match = twoRouters();
    expect(tab(match, 'A', 'ifc')).toEqual({ line: 'ifconfig ', choices: [] });
    expect(tab(match, 'A', 'ip ne')).toMatchObject({ line: 'ip ne', choices: ['neighbor', 'netns'] });
    expect(tab(match, 'A', 'ip nei')).toEqual({ line: 'ip neighbor ', choices: [] });
    expect(tab(match, 'A', 'ip addr show dev e')).toEqual({ line: 'ip addr show dev eth0 ', choices: [] });
    expect(tab(match, 'R1', 'ip addr show dev e')).toEqual({ line: 'ip addr show dev eth', choices: ['eth0', 'eth1'] });
  });

  it('leaves alone what nothing fits', () => {
    expect(tab(twoRouters(), 'A', 'ip xyz')).toEqual({ line: 'ip xyz', choices: [] });
  });
});
