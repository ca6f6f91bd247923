/** One lab both ways, in a form that can be compared with `toEqual`. */
import { captureOf } from '../../shared/network/capture.ts';
import { stationsThatSpeakToThemselves } from '../../shared/network/export/capture.ts';
import { AFTER_TRAFFIC_US, endOfScriptUs } from '../../shared/network/export/export.ts';
import { buildNetwork, endOfTrafficUs, type Lab } from '../../shared/network/lab.ts';
import { advance } from '../../shared/network/network.ts';
import { stateOf } from '../../shared/network/state.ts';
import { runOnLinux } from './linux.ts';
import type { Outcome, State } from './outcome.ts';
import {
  bridgePortAddresses,
  byDirection,
  type Ports,
  type Seen,
  sightings,
  spanningTreeMessages,
} from './sighting.ts';

/** What Linux and the simulation must agree on. */
export interface Comparable {
  /** At each port the frames in order, as lines; a port without frames is not there. */
  readonly ports: Ports;
  /** What bridges said in the last seconds. */
  readonly tree: Ports;
  readonly state: State;
}

export interface Both {
  readonly simulated: Comparable;
  readonly real: Comparable;
  /** All frames of both, for those who look at their bytes. */
  readonly frames: { readonly simulated: readonly Seen[]; readonly real: readonly Seen[] };
}

/** How a lab is compared, beyond the usual. */
export interface Leniency {
  /** Frames meet on a cable at one instant, so at a port only the order of each direction counts. */
  readonly byDirection?: boolean;
}

/** Long enough for every designated port to have spoken (hello time 2 s). */
const TREE_WINDOW_US = 5_000_000;

/** Runs the lab on Linux (real time) and in the simulation. `keep` is a folder for the script and what it recorded. */
export async function runBothWays(lab: Lab, leniency: Leniency = {}, keep?: string): Promise<Both> {
  const real = await runOnLinux(lab, keep);
  const simulated = simulate(lab);
  return {
    simulated: comparable(lab, simulated, leniency),
    real: comparable(lab, real, leniency),
    frames: { simulated: simulated.seen, real: real.seen },
  };
}

/** The simulation as long as the script runs. */
export function simulate(lab: Lab): Outcome {
  const network = buildNetwork(lab);
  const capture = captureOf(network);
  // A traceroute may take longer than the rest.
  advance(network, Math.max(endOfTrafficUs(lab) + AFTER_TRAFFIC_US, endOfScriptUs(lab)), capture.observer);
  const seen = capture.packets.map(({ interface: place, direction, timeUs: atUs, bytes }): Seen => ({
    place: capture.interfaces[place] ?? '',
    direction,
    atUs,
    bytes,
  }));
  return { seen: seen.filter(isShown), state: { ...stateOf(network), lo: network.loopbacks } };
}

/** Linux shows what goes by lo when it comes in, and only then; it counts both ways. */
function isShown({ place, direction }: Seen): boolean {
  return direction === 'in' || !place.endsWith('.lo');
}

function comparable(lab: Lab, outcome: Outcome, leniency: Leniency): Comparable {
  const { seen } = outcome;
  const ports = sightings(seen.filter(({ place }) => isRecorded(lab, place)));
  const tree = spanningTreeMessages(seen, endOfScriptUs(lab) - TREE_WINDOW_US);
  return { ports: leniency.byDirection === true ? byDirection(ports) : ports, tree, state: comparableState(outcome) };
}

/** Without what only one side can say (the output of commands, queues of cables, translations), and without what bridges learn of each other. */
/** Of the loopback interfaces only those to which the traffic goes; what all of them count is compared. */
function isRecorded(lab: Lab, place: string): boolean {
  return !place.endsWith('.lo') || stationsThatSpeakToThemselves(lab).some(([id]) => place === `${id}.lo`);
}

function comparableState({ seen, state }: Outcome): State {
  const { console: _console, links: _links, nat: _nat, fdb, ...others } = state;
  const bridges = bridgePortAddresses(seen);
  const tables = Object.entries(fdb as Readonly<Record<string, Readonly<Record<string, string>>>>);
  const learned = tables.map(([id, rows]) => {
    return [id, Object.fromEntries(Object.entries(rows).filter(([mac]) => !bridges.has(mac)))];
  });
  return { ...others, fdb: Object.fromEntries(learned) };
}
