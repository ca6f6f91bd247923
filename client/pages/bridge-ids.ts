/**
 * Bridge IDs to be compared on a card: three are drawn for the room, twice. The first time the priority decides, and the lowest ID has the highest MAC address;
 * the second time all priorities are the same.
 */
import { crc32 } from '../../shared/wire/crc.ts';

export interface BridgeIdTask {
  /** For each round the IDs in the order in which they are shown, "32768.02:…". */
  readonly ids: readonly string[];
  readonly lowest: string;
}

const USUAL_PRIORITY = 32_768;
const PRIORITY_STEP = 4096;

/** Equal seeds give equal tasks, so the people of a room can talk about theirs. */
export function drawBridgeIds(seed: string): readonly [BridgeIdTask, BridgeIdTask] {
  const drawn = (what: string): number => crc32(new TextEncoder().encode(`${seed} ${what}`));
  const macs = (round: number): readonly string[] =>
    [0, 1, 2].map((place) => macOf(drawn(`mac ${round} ${place}`), place)).toSorted();
  const [a = '', b = '', c = ''] = macs(0);
  const low = PRIORITY_STEP * (1 + (drawn('priority') % 7));
  const first = [`${low}.${c}`, `${USUAL_PRIORITY}.${a}`, `${USUAL_PRIORITY + PRIORITY_STEP}.${b}`];
  const second = macs(1).map((mac) => `${USUAL_PRIORITY}.${mac}`);
  return [
    { ids: turned(first, drawn('turn 0')), lowest: first[0]! },
    { ids: turned(second, drawn('turn 1')), lowest: second[0]! },
  ];
}

/** Locally administered; the place keeps three of them apart. */
function macOf(drawn: number, place: number): string {
  const octets = [drawn >>> 24, drawn >>> 16, drawn >>> 8, drawn].map((octet) => octet & 0xff);
  return ['02', ...octets.map((octet) => octet.toString(16).padStart(2, '0')), `0${place + 1}`].join(':');
}

/** Begins at another place, so that the lowest does not always stand first. */
function turned(ids: readonly string[], by: number): readonly string[] {
  const at = by % ids.length;
  return [...ids.slice(at), ...ids.slice(0, at)];
}

export function priorityOf(id: string): number {
  return Number(id.slice(0, id.indexOf('.')));
}
