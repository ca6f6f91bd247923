/**
 * The same lab on a real Linux and in the simulation: every frame at every port in the same order, and the same tables and counts at the end.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { captureOf } from '../../shared/network/capture.ts';
import { buildNetwork, endOfTrafficUs, isLabMistake, type Lab, readLab } from '../../shared/network/lab.ts';
import { advance } from '../../shared/network/network.ts';
import { stateOf } from '../../shared/network/state.ts';
import { parseFrame } from '../../shared/wire/frame.ts';
import { skipReason } from '../setup/requirements.ts';
import { type Outcome, runOnLinux, whyNotLinux } from './linux.ts';
import { byDirection, type Ports, sightings } from './sighting.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync(['labs/*.json', 'test/fixtures/labs/*.json'], { cwd: root }).toSorted();

/** Labs at once: they wait for real seconds, so they wait together. */
const AT_ONCE = 8;
/** After the last ping: answers and errors that need no second of silence come at once; a question has been given up 3 s later. */
const QUICK_US = 700_000;
const GIVEN_UP_US = 3_600_000;
const labsWithoutAnswer = [
  'host-unreachable',
  'mask-too-wide',
  'nobody-answers',
  'two-pings-one-round',
  'unplugged-card',
];
/** Here frames cross on a cable, and Linux notes the time at which one was put into the receiver's queue. */
const labsWithCrossing = ['crossing-questions'];

const reason = skipReason('building labs on a real Linux', whyNotLinux());

describe.skipIf(reason !== undefined)('a lab is the same on Linux', { timeout: 120_000 }, () => {
  const running = reason === undefined ? runAll() : new Map<string, Promise<Outcome>>();

  it('there are enough of them', () => {
    expect(files.length).toBeGreaterThanOrEqual(15);
  });

  it.each(files)('%s', async (file) => {
    const real = await running.get(file);
    const simulated = simulate(labOf(file), untilUs(file));
    expect(comparable(file, simulated.ports)).toEqual(comparable(file, real?.ports ?? {}));
    expect(simulated.state).toEqual(real?.state);
  });
});

function runAll(): Map<string, Promise<Outcome>> {
  const results = new Map<string, Promise<Outcome>>();
  const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  for (const [index, file] of files.entries()) {
    const before = lanes[index % AT_ONCE];
    const run = (async () => {
      await before;
      return runOnLinux(labOf(file), untilUs(file));
    })();
    results.set(file, run);
    // A lab that fails is reported by its own test; the next one in the lane runs all the same.
    lanes[index % AT_ONCE] = run.catch(() => undefined);
  }
  return results;
}

function labOf(file: string): Lab {
  const lab = readLab(JSON.parse(readFileSync(join(root, file), 'utf8')));
  if (isLabMistake(lab)) throw new Error(`${file}: ${lab.path}: ${lab.mistake}`);
  return lab;
}

function comparable(file: string, ports: Ports): Ports {
  return labsWithCrossing.includes(basename(file, '.json')) ? byDirection(ports) : ports;
}

function untilUs(file: string): number {
  const givenUp = labsWithoutAnswer.includes(basename(file, '.json'));
  return endOfTrafficUs(labOf(file)) + (givenUp ? GIVEN_UP_US : QUICK_US);
}

function simulate(lab: Lab, until: number): Outcome {
  const network = buildNetwork(lab);
  const capture = captureOf(network);
  advance(network, until, capture.observer);
  const seen = capture.packets.map((packet, order) => ({
    place: capture.interfaces[packet.interface] ?? '',
    direction: packet.direction,
    time: BigInt(order),
    frame: parseFrame(packet.bytes),
  }));
  return { ports: sightings(seen), state: stateOf(network) };
}
