/**
 * What the people of a match did, for a report: every decision with the rules that it was about, and every mistake, whoever sat where at the time. From the
 * journal, like the match itself; the seats' own logs keep only the last hundred.
 *
 * A decision counts once for each rule. Of a letter these are the rules that speak at the points that the puzzle asks and the answers came to, over all its tries. On a
 * shared wire a frame is one letter, however often it collides. A setting is decided by `router.lpm` or `switch.vlan`, once it stands at the end; a cable that is pulled or
 * plugged by `switch.loop`; what is broken by `fault.find`, once a place. Whatever breaks a rule was decided by it, too. A letter that two
 * people tried, because the seat changed hands, was decided by both; the score counts its mistake for the first.
 */
import { deviceOf } from '../network/network.ts';
import type { Thinking } from '../device/decision.ts';
import type { RuleId } from '../device/rule.ts';
import type { Journal } from './journal.ts';
import { livesIn } from './lives.ts';
import { isWon, type Match, type Seat } from './match.ts';
import { brokenRule, decidedIn } from './mistakes.ts';
import { isKnown, playback, type Piece } from './playback.ts';
import type { Puzzle } from './puzzle.ts';
import { stepsIn, type Steps, type Told } from './replay-steps.ts';
import { NO_CARD, whoPlays, type Card } from './score.ts';
import { ruleOfSetting, settingKey, settingsOn } from './setting.ts';
import { blind } from './spectator.ts';
import type { LogEntry } from './view.ts';

/** An entry of a log, with the step of the replay in which it was written. */
export interface Deed {
  readonly who: string;
  readonly entry: LogEntry;
  readonly step: number;
}

export interface Deeds {
  /** As it was at the end. */
  readonly match: Match;
  readonly won: boolean;
  readonly steps: readonly Told[];
  /** In the order in which they were done. */
  readonly deeds: readonly Deed[];
  /** By person, or bots of a seat: the things that were decided by each rule, by name. */
  readonly decided: ReadonlyMap<string, ReadonlyMap<RuleId, ReadonlySet<string>>>;
}

type Decided = Map<string, Map<RuleId, Set<string>>>;

/** Throws when the journal was written by other rules or names an input that these rules refuse. */
export function deedsIn(puzzle: Puzzle, journal: Journal): Deeds {
  const decided: Decided = new Map();
  let steps: Steps | undefined;
  let run: Match | undefined;
  const pieces = playback(puzzle, journal, (match) => {
    const told = stepsIn(match, livesIn(match.network), {});
    [steps, run] = [told, match];
    const personPlays = (seat: Seat, card: Card, thinking: readonly Thinking[]): void => {
      for (const { rule, part } of thinking)
        if (puzzle.asks[rule]?.includes(part) === true) note(decided, whoPlays(seat), rule, String(card.id));
    };
    return { ...blind, botPlays: told.botPlays, personPlays };
  });
  const told: Told[] = [];
  const written: Written[] = [];
  let known = { steps: 0, written: 0 };
  for (const piece of pieces) {
    const fresh = steps?.of(piece) ?? [];
    collect(piece, fresh, told.length, written, decided);
    told.push(...fresh);
    if (!piece.isAfterwards || isKnown(piece)) known = { steps: told.length, written: written.length };
  }
  if (run === undefined) throw new Error('the match has not begun');
  const deeds = mendedTogether(written.slice(0, known.written));
  for (const { who, entry } of deeds) {
    const rule = brokenRule(entry);
    if (rule !== null) note(decided, who, rule, decidedIn(entry));
  }
  if (run.configuration?.phase === 'done') noteSettings(run, decided);
  return { match: run, won: isWon(run), steps: told.slice(0, known.steps), deeds, decided };
}

/** All mistakes with a letter are mended at once; those that the log had no room for any more missed it. */
function mendedTogether(deeds: readonly Deed[]): readonly Deed[] {
  const mended = new Set(deeds.flatMap(({ entry }) => (entry.mended && entry.card !== NO_CARD ? [entry.card] : [])));
  return deeds.map((deed) => {
    const { entry } = deed;
    // A wasteful move ends the letter: nothing mends it.
    const isTriedAgain = entry.quality === 'broken' || entry.quality === 'unsafe';
    const isMissed = isTriedAgain && !entry.mended && mended.has(entry.card);
    return isMissed ? { ...deed, entry: { ...entry, mended: true } } : deed;
  });
}

/** A deed while the match goes on: by then it may be mended. */
interface Written extends Deed {
  entry: LogEntry;
  /** Its number among all that this seat has written. */
  readonly number: number;
}

/** Takes what is new in the logs, and sees which of the older ones have been mended. */
function collect({ match, input }: Piece, fresh: readonly Told[], before: number, all: Written[], decided: Decided) {
  for (const seat of Object.values(match.seats)) {
    const { device, log, logged } = seat;
    const gone = logged - log.length;
    const own = all.filter(({ entry }) => entry.device === device);
    for (const deed of own) deed.entry = log[deed.number - gone] ?? deed.entry;
    const next = own.at(-1)?.number ?? -1;
    for (const [place, entry] of log.entries()) {
      if (place + gone <= next) continue;
      const at = fresh.findIndex((step) => isAbout(step, entry));
      all.push({ who: whoPlays(seat), entry, step: before + Math.max(0, at), number: place + gone });
      if (entry.verdict === null && input?.input.kind === 'name-fault' && entry.naming !== undefined)
        note(decided, whoPlays(seat), 'fault.find', decidedIn(entry));
    }
    const turned = input?.input.kind === 'plug' || input?.input.kind === 'unplug' ? input.input.seat : null;
    if (turned === device && seat.verdict !== null)
      note(decided, whoPlays(seat), seat.verdict.rule, String(seat.verdict.card));
  }
}

/** Is it the step in which this was written? */
function isAbout({ what }: Told, { device, verdict, finding, naming }: LogEntry): boolean {
  if (finding !== undefined) return what.kind === 'found';
  if (naming !== undefined) return what.kind === 'named';
  if (what.kind === 'cable') return what.device === device;
  return what.kind === 'move' && what.device === device && (verdict === null || what.verdict === verdict);
}

function noteSettings(match: Match, decided: Decided): void {
  for (const seat of Object.values(match.seats)) {
    for (const setting of settingsOn(deviceOf(match.network, seat.device)))
      note(decided, whoPlays(seat), ruleOfSetting(setting), `0 ${seat.device} ${settingKey(setting)}`);
  }
}

function note(decided: Decided, who: string, rule: RuleId, what: string): void {
  const rules = decided.get(who) ?? new Map<RuleId, Set<string>>();
  decided.set(who, rules.set(rule, (rules.get(rule) ?? new Set<string>()).add(what)));
}
