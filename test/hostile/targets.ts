/** What is there to be attacked: rooms of every kind of play, a class with teams, and keys to all of it. */
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { type Random, drawOne } from '../../shared/random.ts';
import { makeClass, seenBy, settings, teach, type Taught } from '../server/classes/class-harness.ts';
import { makeRoom, newToken, post } from '../server/harness.ts';

/** One for each kind of play. */
const PUZZLES: readonly PuzzleId[] = [
  'first-frame',
  'two-routers',
  'static-routes',
  'boss-local',
  'broadcast-storm',
  'taking-turns',
  'spanning-tree',
  'nat',
];

export interface Targets {
  readonly rooms: readonly { readonly code: string; readonly tokens: readonly string[] }[];
  readonly taught: Taught;
  readonly students: readonly string[];
  /** Ids of the class's teams. */
  readonly teams: readonly string[];
}

const TOKENS_OF_A_ROOM = 6;
const STUDENTS = 8;

/** Makes them, and opens the rooms of the class. */
export async function makeTargets(base: string): Promise<Targets> {
  const rooms: Targets['rooms'][number][] = [];
  for (const puzzle of PUZZLES)
    rooms.push({ code: await makeRoom(base, puzzle), tokens: Array.from({ length: TOKENS_OF_A_ROOM }, newToken) });
  const taught = await makeClass(base, { ...settings, teamSize: 2 });
  const students = Array.from({ length: STUDENTS }, newToken);
  for (const token of students) await placeOf(base, `/api/classes/${taught.code}/join`, { token });
  const teacher = await teach(taught);
  const teams = seenBy(teacher).teams.map(({ id }) => id);
  await teacher.room.leave();
  return { rooms, taught, students, teams };
}

/** Where a place can be taken up, or null if none is given. */
export async function placeOf(base: string, path: string, wish: object): Promise<string | null> {
  const { status, body } = await post(base, path, wish);
  if (status !== 200 || typeof body === 'string') return null;
  const { processId, roomId, sessionId } = body['reservation'] as Record<string, string>;
  return `/${processId}/${roomId}?sessionId=${sessionId}`;
}

/** Asks for a place somewhere. */
export function drawPlace(random: Random, base: string, targets: Targets): Promise<string | null> {
  const { rooms, taught, students, teams } = targets;
  const { code, secret } = taught;
  const kind = drawOne(random, ['room', 'room', 'room', 'student', 'teacher', 'projector', 'watcher'] as const);
  if (kind === 'room') {
    const room = drawOne(random, rooms);
    return placeOf(base, `/api/rooms/${room.code}/join`, { token: drawOne(random, room.tokens) });
  }
  if (kind === 'student')
    return placeOf(base, `/api/classes/${code}/join`, { token: drawOne(random, students), back: true });
  if (kind === 'teacher') return placeOf(base, `/api/classes/${code}/teach`, { secret });
  if (kind === 'projector' || teams.length === 0) return placeOf(base, `/api/classes/${code}/project`, { secret });
  return placeOf(base, `/api/classes/${code}/watch`, { secret, team: drawOne(random, teams), seats: true });
}

/** Texts that stand for something here, beside those that may stand for something anywhere. */
export function wordsOf({ rooms, taught, students, teams }: Targets): readonly string[] {
  return [
    ...rooms.flatMap(({ code, tokens }) => [code, ...tokens]),
    taught.code,
    taught.secret,
    taught.pin,
    ...students,
    ...teams,
    ...COMMON_WORDS,
  ];
}

export const COMMON_WORDS: readonly string[] = [
  ...'A B C D E M1 M2 M3 R R1 R2 R3 S1 S2 S3 H A1 A2 B1 B2 C1 L1 L2 l0 l1 l2 l3 l4'.split(' '),
  ...'eth0 eth1 eth2 p1 p2 p3 p4 lo br0 vxlan0'.split(' '),
  ...'10.0.0.0/24 0.0.0.0/0 default 192.168.1.0/24 10.0.0.1 192.168.1.1 255.255.255.255 ff:ff:ff:ff:ff:ff'.split(' '),
  ...'1234 0000 123456 BCDFGH JKLMNP yes no none drop forward flood keep all everybody'.split(' '),
  'Ann',
  'Bo',
  '小明',
  'Networks 10b',
  'x',
  ' ',
  '',
  'AAAAAAAAAAAAAAAAAAAAAA',
  'AAAAAAAAAAA',
  'ip addr',
  'ip route',
  'ip route add 10.0.0.0/8 via 10.0.0.1',
  'ip neigh',
  'ping 10.0.0.2',
  'arp -a',
  'bridge fdb',
  'tcpdump -i any',
  'tcpdump icmp and not host',
  'traceroute 10.0.0.1',
  'ip link set eth0 down',
  'help',
  'ip r add',
];
