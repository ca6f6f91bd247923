/** What counts as a mistake: for the page of results, the report of a class, and what its teacher sees. */
import type { RuleId } from '../device/rule.ts';
import type { Finding } from './blame.ts';
import type { Naming } from './fault.ts';
import type { LogEntry, ToldEntry, Verdict } from './view.ts';

/** A mistake that the judge spoke about, that a run has shown, or a wrong name for what is broken. */
export type Mistake = LogEntry &
  (
    | { readonly verdict: Verdict }
    | { readonly verdict: null; readonly naming: Naming }
    | { readonly verdict: null; readonly naming?: undefined; readonly finding: Finding }
  );

/**
 * The mistakes of somebody's log. The first of each letter and rule: another one on the same letter is part of mending it, unless it breaks another rule. What was held
 * back in a guided decision is one, too, and so is what was only wasteful.
 */
export function mistakesIn(log: readonly LogEntry[]): readonly Mistake[] {
  const seen = new Set<string>();
  return log.filter((entry): entry is Mistake => {
    const rule = brokenRule(entry);
    if (rule === null) return false;
    const key = `${rule} ${decidedIn(entry)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The log as it is told: with the mark of what counts as a mistake. */
export function toldLog(log: readonly LogEntry[]): readonly ToldEntry[] {
  const mistakes: ReadonlySet<LogEntry> = new Set(mistakesIn(log));
  return log.map((entry) => ({ ...entry, isMistake: mistakes.has(entry) }));
}

/** The rule that this decision has broken; null for a right one. */
export function brokenRule({ quality, rule, verdict, finding, naming }: LogEntry): RuleId | null {
  if (quality === 'right') return null;
  return naming === undefined ? ((verdict ?? finding)?.rule ?? null) : rule;
}

/** What was decided about, by name: a letter; or without one a cause in a device's settings, or the place of what was named. */
export function decidedIn({ card, device, finding, naming }: LogEntry): string {
  if (finding !== undefined) return `${card} ${device} ${finding.cause}`;
  return naming === undefined ? String(card) : `${card} ${naming.place.kind} ${naming.place.id}`;
}
