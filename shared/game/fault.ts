/**
 * A fault to find: it begins with one item of traffic, whose ping then gets no answer. From then on every seat can name what is broken. A right name
 * mends it, and the ping is sent again; a wrong one is contradicted by what has really happened. Guessing costs: a mistake once a place.
 */
import { changeHappens } from '../network/changes.ts';
import { splitEnd } from '../network/lab.ts';
import { cableAt } from '../network/link.ts';
import type { RefusalCode } from '../refusals.ts';
import type { DealtFault, FaultStep } from './deal-fault.ts';
import { cableFaults, hostFaults, type FaultName } from './fault-kind.ts';
import type { Match, OpenHint, Seat } from './match.ts';
import { hintsBy, NO_CARD, whoPlays } from './score.ts';
import { keepInLog } from './verdict.ts';
import type { HintView, Happening } from './view.ts';
import { configureDevice } from './watch.ts';

export interface Fault {
  readonly dealt: DealtFault;
  /** coming: not there yet. broken: nobody has noticed. open: a ping got no answer, it can be named. mended. */
  phase: 'coming' | 'broken' | 'open' | 'mended';
  /** When bots among themselves name it, microseconds; null while people play, or traffic runs. */
  botsNameUs: number | null;
  /** All that was said, in order; the last one is right when it is mended. */
  readonly named: Naming[];
  /** "who place": wrong about the same place again costs nothing more, also from another seat. */
  readonly blamed: string[];
}

/** What contradicts a name: of a cable, of a card, of a table. */
export type Contradiction = 'undamaged' | 'has-link' | 'not-the-cable' | 'is-up' | 'mask-fits' | 'rows-true';

export interface Naming extends FaultName {
  /** Who said it. */
  readonly device: string;
  readonly isBot: boolean;
  readonly why: 'right' | Contradiction;
  /** Frames that have come over the cable by then, in both directions; 0 for a device. */
  readonly frames: number;
}

/** For everybody: nothing of it tells what is broken before it is named. */
export interface FaultView {
  readonly phase: 'quiet' | 'open' | 'mended';
  /** The ping that got no answer. */
  readonly ping: { readonly on: string; readonly to: string } | null;
  readonly named: readonly Naming[];
}

/** Bots among themselves wait so long, simulated time, microseconds: somebody alone may just be changing seats. */
const BOTS_WAIT_US = 5_000_000;
export const FAULT_PART = 'fault';
export const FAULT_RULE = 'fault.find';

export function newFault(dealt: DealtFault | null): Fault | null {
  return dealt === null ? null : { dealt, phase: 'coming', botsNameUs: null, named: [], blamed: [] };
}

/** It begins with its item of traffic. */
export function breakNow(match: Match, item: number, happenings: Happening[]): void {
  const { fault } = match;
  if (fault?.phase !== 'coming' || fault.dealt.item !== item) return;
  fault.phase = 'broken';
  for (const step of fault.dealt.breaks) take(match, step, happenings);
}

/** Somebody at a seat says what is broken. */
export function nameFault(match: Match, seat: Seat, name: FaultName, happenings: Happening[]): RefusalCode | null {
  const { fault } = match;
  if (fault?.phase !== 'open') return 'nothing-to-name';
  if (seat.occupant !== 'person') return 'not-seated';
  if (!canBe(match, name)) return 'no-such-fault';
  if (fault.named.some((naming) => isSame(naming, name))) return 'named-already';
  const naming = say(match, fault, seat.device, name, false);
  note(match, seat, naming);
  if (naming.why === 'right') {
    seat.counts.decisions++;
    seat.counts.right++;
    mend(match, fault, happenings);
    return null;
  }
  const cause = `${whoPlays(seat)} ${name.place.kind} ${name.place.id}`;
  if (!fault.blamed.includes(cause)) seat.counts.broken++;
  fault.blamed.push(cause);
  return null;
}

/** When all has been quiet for a while and no person is there, bots name it themselves. */
export function waitForBots(match: Match, fault: Fault): void {
  const isPeople = Object.values(match.seats).some(({ occupant }) => occupant === 'person');
  fault.botsNameUs = isPeople ? null : (fault.botsNameUs ?? match.network.nowUs + BOTS_WAIT_US);
}

/** The first seat says it, for all of them: that is no decision of a device. */
export function botsName(match: Match, fault: Fault, happenings: Happening[]): void {
  say(match, fault, Object.keys(match.seats)[0] ?? '', fault.dealt, true);
  mend(match, fault, happenings);
}

/**
 * The item of traffic that what is broken stops. Somebody may take a frame that is not for them, and answer it all the same: that mends nothing, so the ping does not
 * count as answered, and is sent again until it fails.
 */
export function stoppedItem({ fault }: Pick<Match, 'fault'>): number | null {
  return fault?.phase === 'broken' || fault?.phase === 'open' ? fault.dealt.item : null;
}

/** What is wrong has to be found before the ping is sent again. */
export function isToFind(match: Match): boolean {
  return match.fault?.phase === 'open';
}

export function faultView({ fault, traffic }: Pick<Match, 'fault' | 'traffic'>): FaultView | null {
  if (fault === null) return null;
  const { phase, named, dealt } = fault;
  if (phase === 'coming' || phase === 'broken') return { phase: 'quiet', ping: null, named: [] };
  const { on = '', to = null } = traffic[dealt.item] ?? {};
  return { phase, ping: { on, to: to ?? '' }, named };
}

/** Opens the next hint about what is broken, in order. */
export function adviseFault(
  match: Match,
  seat: Seat,
  { step }: { readonly step: 1 | 2 | 3 },
): { readonly happenings: [] } | { readonly refused: RefusalCode } {
  const isOwn = seat.occupant === 'person' && isToFind(match);
  if (!isOwn || step !== openedBy(match, whoPlays(seat)).length + 1) return { refused: 'no-such-hint' };
  seat.hints.push({ card: NO_CARD, part: FAULT_PART, step, rule: FAULT_RULE });
  return { happenings: [] };
}

/** Those that this person has opened, from whatever seat; only the third tells what it is. */
export function faultHints(match: Match, who: string): readonly HintView[] {
  const { fault } = match;
  return openedBy(match, who).map(({ part, step, rule }) => ({
    part,
    step,
    rule,
    expected: step === 3 ? (fault?.dealt.fault ?? '') : '',
    facts: step === 3 && fault !== null ? { at: fault.dealt.place.kind, place: fault.dealt.place.id } : {},
  }));
}

function openedBy(match: Match, who: string): readonly OpenHint[] {
  return hintsBy(match, who).filter(({ card, part }) => card === NO_CARD && part === FAULT_PART);
}

function say(match: Match, fault: Fault, device: string, name: FaultName, isBot: boolean): Naming {
  const naming: Naming = {
    fault: name.fault,
    place: { kind: name.place.kind, id: name.place.id },
    device,
    isBot,
    why: isSame(fault.dealt, name) ? 'right' : contradictionOf(match, name),
    frames: framesOver(match, name),
  };
  fault.named.push(naming);
  return naming;
}

function mend(match: Match, fault: Fault, happenings: Happening[]): void {
  fault.phase = 'mended';
  fault.botsNameUs = null;
  for (const step of fault.dealt.mends) take(match, step, happenings);
  for (const { log } of Object.values(match.seats)) {
    for (const [index, entry] of log.entries())
      if (entry.naming !== undefined && entry.quality !== 'right') log[index] = { ...entry, mended: true };
  }
}

function take(match: Match, { device, change }: FaultStep, happenings: Happening[]): void {
  if (device === null) changeHappens(match.network, change);
  else configureDevice(match, device, change, happenings);
}

function isSame(one: FaultName, other: FaultName): boolean {
  return one.fault === other.fault && one.place.kind === other.place.kind && one.place.id === other.place.id;
}

/** Is it a thing of the map that can have this fault? */
function canBe({ network, links }: Match, { fault, place }: FaultName): boolean {
  if (place.kind === 'link')
    return (cableFaults as readonly string[]).includes(fault) && links.some((_ends, index) => `l${index}` === place.id);
  const isHost = Object.hasOwn(network.devices, place.id) && network.devices[place.id]?.kind === 'host';
  return isHost && (hostFaults as readonly string[]).includes(fault);
}

/** Only what can be seen by everybody, or was asked about by the name itself: no value of anybody's table. */
function contradictionOf(match: Match, { fault, place }: FaultName): Contradiction {
  switch (fault) {
    case 'damages':
      return 'undamaged';
    case 'cut':
      return endsOf(match, place.id).every((end) => end?.up === true) ? 'has-link' : 'not-the-cable';
    case 'off':
      return 'is-up';
    case 'mask':
      return 'mask-fits';
    case 'neighbor':
      return 'rows-true';
  }
}

function framesOver(match: Match, { place }: FaultName): number {
  if (place.kind !== 'link') return 0;
  return endsOf(match, place.id).reduce((sum, end) => sum + (end?.counts.receivedFrames ?? 0), 0);
}

function endsOf({ links, network }: Match, link: string) {
  return (links[Number(link.slice(1))] ?? []).map((end) => {
    const [device, port] = splitEnd(end);
    return cableAt(network, { device, port });
  });
}

function note(match: Match, seat: Seat, naming: Naming): void {
  const isRight = naming.why === 'right';
  keepInLog(seat, {
    atUs: match.network.nowUs,
    card: NO_CARD,
    quality: isRight ? 'right' : 'broken',
    rule: isRight ? null : FAULT_RULE,
    verdict: null,
    naming,
    bytes: '',
    look: 'icmp',
    port: '',
    mended: false,
  });
}
