/**
 * Why a run of a configure puzzle has failed: for each goal that is open the decision that lost the packet, let it out where it must not be, or sent it
 * round in a circle. Goals decide whether a configuration is right; the puzzle's own one only settles whose decision it was when several could be meant.
 */
import { decide } from '../device/decision.ts';
import type { Facts, Part, RuleId } from '../device/rule.ts';
import { lookupRoute, nextHopOf, routeText } from '../device/routes.ts';
import type { Frame } from '../wire/frame.ts';
import { layer } from '../wire/frame.ts';
import { deviceOf } from '../network/network.ts';
import type { Configuration, Passage } from './configuration.ts';
import { circleFinding, circlingAt, leakFindings, switchLoss } from './blame-switch.ts';
import { destinationOf, messageOf, referenceRouter, routerAt } from './journey.ts';
import { isAnsweredNow, pingOfGoal } from './goal.ts';
import type { Match } from './match.ts';

/** What has gone wrong, in the order of the words that tell it. */
export type FindingKind =
  /** No row of the table leads to the destination. */
  | 'no-route'
  /** The next hop of the row answers no question: nobody has that address. */
  | 'no-answer'
  /** The row leads to where nobody knows the way, or passes nothing on. */
  | 'wrong-way'
  /** The row leads back: the packet went round until its time had run out. */
  | 'loop'
  /** No port towards the destination is in the frame's VLAN. */
  | 'vlan'
  /** The cable by which it left belongs to somebody else at its other end. */
  | 'wrong-cable'
  /** A frame came out at a machine of another tenant. */
  | 'leak'
  /** Two cables to the same switch are in one VLAN: the frame went round for ever. */
  | 'circle'
  /** A setting that no packet has needed. */
  | 'unused'
  /** It ended where nobody has set anything. */
  | 'elsewhere';

export interface Finding {
  /** Place of the goal; null for a setting that is only superfluous. */
  readonly goal: number | null;
  /** Where it happened: the device whose decision it was. */
  readonly device: string;
  readonly why: FindingKind;
  readonly quality: 'wasteful' | 'broken' | 'unsafe';
  readonly rule: RuleId;
  readonly part: Part;
  /** It was the answer that was lost, not the request. */
  readonly isAnswer: boolean;
  /** The same cause in another run is the same mistake. */
  readonly cause: string;
  /** The values behind it, for the seat where it happened. */
  readonly facts: Facts;
}

/** The reasons why these goals are still open after a run, at least one for each goal that somebody's setting decides. */
export function findingsOf(match: Match, open: readonly number[]): readonly Finding[] {
  const { configuration } = match;
  if (configuration === null) return [];
  const circling = circlingAt(match, configuration.passages);
  const [first = null] = open;
  // It ended the run, whatever had been answered before.
  const circle = circling === undefined ? [] : [circleFinding(match, first, circling)];
  const found = [...circle, ...open.flatMap((goal) => findingsOfGoal(match, configuration, goal))];
  return found.filter((one, index) => found.findIndex((other) => isSame(one, other)) === index);
}

function isSame(one: Finding, other: Finding): boolean {
  return one.goal === other.goal && one.device === other.device && one.cause === other.cause;
}

function findingsOfGoal(match: Match, configuration: Configuration, index: number): readonly Finding[] {
  const goal = match.puzzle.goals[index];
  if (goal === undefined) return [];
  if (goal.kind === 'isolated')
    return [...leakFindings(match, index, goal.groups), ...lostAgain(match, configuration, index)];
  return lossOf(match, configuration, index, pingOfGoal(match, goal), goal.kind === 'told-unreachable');
}

/** Pings that this run should have answered, too, though their own goals are met since an earlier one. */
function lostAgain(match: Match, configuration: Configuration, index: number): readonly Finding[] {
  const isMet = (item: number): boolean =>
    match.puzzle.goals.every(
      (goal, at) => goal.kind === 'isolated' || match.goalsMetUs[at] !== null || pingOfGoal(match, goal) !== item,
    );
  const lost = [...match.traffic.keys()].filter((item) => isMet(item) && !isAnsweredNow(match, item));
  return lost.flatMap((item) => lossOf(match, configuration, index, item, false));
}

/** Where the packet of this item of traffic, or the answer to it, was lost; `index` is the goal that is open because of it. */
function lossOf(
  match: Match,
  configuration: Configuration,
  index: number,
  item: number,
  isToldLost: boolean,
): readonly Finding[] {
  const passages = configuration.passages.filter((passage) => passage.item === item);
  if (passages.length === 0 || circlingAt(match, passages) !== undefined) return [];
  const expired = passages.find((passage) => passage.lost === 'ttl-expired');
  if (expired !== undefined) return [loopFinding(match, index, passages, expired)];
  const lost = passages.find((passage) => isLostAtRouter(match, passage, isToldLost));
  const atSwitch = switchLoss(match, index, passages);
  // A question that a switch kept from its target is not the fault of the router that asked.
  const isAskedInVain = lost?.lost === 'no-answer' && !deviates(match, lost) && atSwitch !== undefined;
  if (lost !== undefined && !isAskedInVain) return [routerFinding(match, index, passages, lost)];
  return [atSwitch ?? elsewhere(match, index, item, passages)];
}

/** A packet that ended at a router; where the target is nowhere, it is right that it ends, but not that nobody hears of it. */
function isLostAtRouter(match: Match, passage: Passage, isTargetNowhere: boolean): boolean {
  if (routerAt(match, passage) === undefined) return false;
  if (passage.lost === 'no-answer') return destinationOf(passage) !== undefined;
  return passage.lost === 'no-route' && (!isTargetNowhere || messageOf(passage) !== 'request');
}

function routerFinding(match: Match, goal: number, passages: readonly Passage[], lost: Passage): Finding {
  const journey = journeyOf(match, passages, lost);
  const blamed = deviates(match, lost) ? lost : (journey.findLast((passage) => deviates(match, passage)) ?? lost);
  if (blamed !== lost) return finding(match, goal, blamed, 'wrong-way', 'broken');
  return finding(match, goal, lost, lost.lost === 'no-answer' ? 'no-answer' : 'no-route', 'broken');
}

/** Of the routers in the circle the first one whose row is to blame. */
function loopFinding(match: Match, goal: number, passages: readonly Passage[], expired: Passage): Finding {
  const journey = journeyOf(match, passages, expired);
  const inCircle = journey.filter((passage) => journey.filter((other) => other.device === passage.device).length > 1);
  const blamed = inCircle.find((passage) => deviates(match, passage)) ?? expired;
  return finding(match, goal, blamed, 'loop', 'unsafe');
}

/** The routers that the packet has passed, up to where it ended. */
function journeyOf(match: Match, passages: readonly Passage[], end: Passage): readonly Passage[] {
  const until = passages.slice(0, passages.indexOf(end) + 1);
  return until.filter(
    (passage) =>
      routerAt(match, passage) !== undefined &&
      passage.event.kind !== 'arp-timer' &&
      messageOf(passage) === messageOf(end) &&
      destinationOf(passage) === destinationOf(end),
  );
}

/** Does the router send the packet to another next hop than in the puzzle's own configuration? */
function deviates(match: Match, passage: Passage): boolean {
  const router = routerAt(match, passage);
  const destination = destinationOf(passage);
  if (router === undefined || destination === undefined || match.puzzle.configure?.[router.id] === undefined)
    return false;
  const is = lookupRoute(router, destination);
  const meant = lookupRoute(referenceRouter(match, router), destination);
  if (is === undefined || meant === undefined) return is !== meant;
  return is.interface !== meant.interface || nextHopOf(is, destination) !== nextHopOf(meant, destination);
}

function finding(match: Match, goal: number, passage: Passage, why: FindingKind, quality: Finding['quality']): Finding {
  const router = routerAt(match, passage);
  const destination = destinationOf(passage);
  if (router === undefined || destination === undefined) throw new Error(`${passage.device} routes nothing`);
  const { rule, part, facts } = reasonOf(match, passage, why);
  const meant = lookupRoute(referenceRouter(match, router), destination);
  const row = lookupRoute(router, destination);
  return {
    goal,
    device: router.id,
    why,
    quality,
    rule: why === 'loop' && meant === undefined ? 'router.no-route' : rule,
    part,
    isAnswer: messageOf(passage) !== 'request',
    cause: `${why} ${meant?.to ?? 'nowhere'}`,
    facts: { ...facts, destination, row: row === undefined ? '' : routeText(row), nextHop: row?.via ?? '' },
  };
}

const RULES_OF: Readonly<Partial<Record<FindingKind, RuleId>>> = {
  'no-route': 'router.no-route',
  'no-answer': 'router.arp',
};

/** The point at which the router decided, as the rules themselves put it. */
function reasonOf(match: Match, passage: Passage, why: FindingKind): Pick<Finding, 'rule' | 'part' | 'facts'> {
  const part: Part = why === 'no-answer' ? 'next-hop' : 'route';
  const packet = match.configuration?.passages.find(
    (other) =>
      other.device === passage.device &&
      other.item === passage.item &&
      (other.event.kind === 'frame' || other.event.kind === 'originate') &&
      messageOf(other) === messageOf(passage),
  );
  const event = passage.event.kind === 'arp-timer' ? packet?.event : passage.event;
  const thinking = event === undefined ? [] : decide(deviceOf(match.network, passage.device), event).thinking;
  const point = thinking.find((candidate) => candidate.part === part);
  // What a router sends of its own accord passes no such point.
  return point ?? { rule: RULES_OF[why] ?? 'router.lpm', part, facts: {} };
}

/** A packet that was lost where nobody has anything to set: handed to a machine that passes nothing on, perhaps. */
function elsewhere(match: Match, goal: number, item: number, passages: readonly Passage[]): Finding {
  const astray = passages.find((passage) => routerAt(match, passage) !== undefined && deviates(match, passage));
  if (astray !== undefined) return finding(match, goal, astray, 'wrong-way', 'broken');
  const last = passages.findLast((passage) => frameIn(passage) !== undefined);
  return {
    goal,
    device: last?.device ?? match.traffic[item]?.on ?? '',
    why: 'elsewhere',
    quality: 'broken',
    rule: 'router.no-route',
    part: 'route',
    isAnswer: last !== undefined && messageOf(last) !== 'request',
    cause: `elsewhere ${item}`,
    facts: {},
  };
}

function frameIn({ event }: Passage): Frame | undefined {
  return event.kind === 'frame' && layer(event.frame, 'ipv4') !== undefined ? event.frame : undefined;
}
