/** A step of a replay in words, and its sign. */
import type { Replay, ReplayStep } from '../../../shared/class/report.ts';
import type { ReplayWords } from '../../../shared/text/replay-words.ts';
import type { Quality } from '../../../shared/device/rule.ts';
import type { IconName } from '../../art/index.ts';
import type { Store } from '../../model.ts';
import { findingText } from '../../panels/configure.tsx';
import { namingText } from '../../panels/fault.tsx';
import { nameOf, portLabel, wordsOf } from '../../panels/seat.ts';
import { otherEnd } from '../../panels/event-log.tsx';
import { endOf } from './film.ts';

type What = ReplayStep['what'];

/** How the step is marked: by the quality of the move, else as what it is. */
export type Mark = Quality | 'held' | Exclude<What['kind'], 'move'>;

export const markIcons: Readonly<Record<Mark, IconName>> = {
  right: 'check',
  wasteful: 'loop',
  broken: 'cross',
  unsafe: 'eye',
  held: 'hand',
  hint: 'bulb',
  set: 'settings',
  ready: 'person',
  found: 'cross',
  named: 'question',
  goal: 'flag',
  ping: 'talk',
  cable: 'link',
  disturbed: 'disturb',
};

export function markOf({ what }: ReplayStep): Mark {
  if (what.kind !== 'move') return what.kind;
  return what.verdict?.refused === true ? 'held' : what.quality;
}

/** The mark in a word. */
export function markText(store: Store, mark: Mark, words: ReplayWords): string {
  const { verdict } = wordsOf(store);
  if (mark === 'held') return verdict.refusedHead;
  return mark in words.kinds ? words.kinds[mark as keyof ReplayWords['kinds']] : verdict.signs[mark as Quality];
}

interface Telling {
  readonly store: Store;
  readonly words: ReplayWords;
  readonly isNamed: boolean;
}

/** What happened at a step. `store`: of the replay, with its room. */
export function stepText(replay: Replay, step: ReplayStep, telling: Telling): string {
  const { store, words } = telling;
  const { what } = step;
  const log = wordsOf(store).log;
  const name = (device: string): string => nameOf(store, device);
  switch (what.kind) {
    case 'move':
      return moveText(replay, step, what, telling);
    case 'hint':
      return words.hint(who(what, telling), what.step);
    case 'set':
      return settingText(what, telling);
    case 'ready':
      return words.ready(who(what, telling), what.isReady);
    case 'found':
      return what.findings
        .map((finding) => `${words.found(name(finding.device))} ${findingText(store, finding)}`)
        .join(' ');
    case 'named':
      return `${words.named(telling.isNamed ? (what.by ?? '') : '')} ${namingText(store, what.naming)}`;
    case 'goal': {
      const goal = replay.goals[what.goal];
      return log.goal(goal === undefined ? '' : store.language.value.goal(goal, name));
    }
    case 'ping':
      return pingText(what, telling);
    case 'cable': {
      const { pulled, plugged } = wordsOf(store).storm;
      return (what.isIn ? plugged : pulled)(name(what.device), name(otherEnd(store, what.link, what.device)));
    }
    case 'disturbed':
      return words.disturbed[what.how];
  }
}

function moveText(replay: Replay, step: ReplayStep, what: Extract<What, { kind: 'move' }>, telling: Telling): string {
  const { store, words } = telling;
  const panels = wordsOf(store);
  const mark = markOf(step);
  const sign = mark === 'held' ? words.heldBack : panels.verdict.signs[what.quality];
  const decided = words.decided(panels.log.looks[what.look], who(what, telling), sign);
  const rule = what.verdict === null || what.quality === 'right' ? [] : [ruleText(what.verdict.rule, telling)];
  const left = mark === 'held' ? [] : [leftText(replay, step, what.device, telling)];
  return [decided, ...rule, ...left].join(store.language.value.code === 'en' ? ' ' : '');
}

function ruleText(
  rule: NonNullable<Extract<What, { kind: 'move' }>['verdict']>['rule'],
  { store, words }: Telling,
): string {
  return words.rule(store.language.value.rules[rule].name);
}

/** To whom frames leave the device because of the step. */
function leftText(replay: Replay, step: ReplayStep, device: string, { store, words }: Telling): string {
  const endUs = endOf(replay, step.step);
  const hops = replay.frames
    .flatMap((frame) => frame.hops)
    .filter(
      ({ from, departUs }) => from === device && departUs >= step.atUs && (departUs < endUs || departUs === step.atUs),
    );
  const targets = [...new Set(hops.map(({ to }) => to))];
  return targets.length === 0 ? words.goesNowhere : words.goesTo(targets.map((target) => nameOf(store, target)));
}

function settingText(what: Extract<What, { kind: 'set' }>, telling: Telling): string {
  const { words } = telling;
  const { setting } = what;
  const actor = who(what, telling);
  if (setting.set === 'route') {
    const via = setting.via ?? setting.interface ?? '';
    return setting.how === 'delete' ? words.routeTaken(actor, setting.to) : words.routeSet(actor, setting.to, via);
  }
  const port = portLabel(setting.port);
  const { vlan } = setting;
  if (vlan === null) return words.vlanTaken(actor, port);
  return words.vlanSet(actor, port, vlan.mode === 'access' ? String(vlan.vlan) : vlan.vlans.join(', '));
}

function pingText({ on, to, outcome }: Extract<What, { kind: 'ping' }>, { store, words }: Telling): string {
  const log = wordsOf(store).log;
  const target = to === '' ? wordsOf(store).notes.everybody : nameOf(store, to);
  const sender = nameOf(store, on);
  switch (outcome) {
    case 'answered':
      return log.answered(sender, target);
    case 'no-answer':
      return log.noAnswer(sender, target);
    case 'expired':
      return words.expired(sender, target);
    case 'unreachable':
      return words.unreachable(sender, target);
  }
}

function who({ device, by }: { readonly device: string; readonly by: string | null }, telling: Telling): string {
  const { store, words, isNamed } = telling;
  return words.who(nameOf(store, device), isNamed ? (by ?? words.bot) : '');
}
