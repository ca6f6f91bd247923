/** What the judge says, in place of the steps: what became of the frame, which rule, which values; then at once the next try. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { IconName } from '../art/index.ts';
import type { Verdict } from '../../shared/game/view.ts';
import type { Quality } from '../../shared/device/rule.ts';
import type { RuleCase, ValueRow } from '../../shared/text/language.ts';
import { portsText } from './action.ts';
import { choiceText } from './choices.tsx';
import { type Desk, retry } from './desk.ts';
import { Key } from './key.tsx';
import { nameOf, portLabel, wordsOf } from './seat.ts';
import type { Store } from '../model.ts';
import { whileHeld } from '../held.ts';

/** A sign for each quality, so that colour is never the only one. */
export const SIGNS: Readonly<Record<Quality, IconName>> = {
  right: 'check',
  wasteful: 'loop',
  broken: 'broken-envelope',
  unsafe: 'eye',
};

/** The verdict as the rules' words want it: devices by name, ports as the player sees them. */
export function ruleCase(store: Store, verdict: Verdict): RuleCase {
  const { part, expected, played, quality, facts, ping } = verdict;
  const named = ping === null ? null : { on: nameOf(store, ping.on), to: ping.to === '' ? '' : nameOf(store, ping.to) };
  const name = (device: string): string => nameOf(store, device);
  return { part, expected, played, quality, facts, port: portLabel, name, ping: named };
}

/** What was said last at the own seat; nothing before anything was said. */
export function OwnVerdict(props: {
  readonly desk: Desk;
  readonly onWatchAgain?: (() => void) | undefined;
}): JSX.Element | null {
  const verdict = props.desk.seat.value?.verdict ?? null;
  return verdict === null ? null : <VerdictCard {...props} verdict={verdict} />;
}

/** `onWatchAgain` shows the same frames once more on the board; without it there is no such button. */
export function VerdictCard(props: {
  readonly desk: Desk;
  readonly verdict: Verdict;
  readonly onWatchAgain?: (() => void) | undefined;
  /** What mends the mistake, in place of another try with the same frame; null for who only reads. */
  readonly mend?: JSX.Element | null;
}): JSX.Element {
  const { desk, verdict, onWatchAgain, mend } = props;
  const language = desk.store.language.value;
  const words = language.words.panels.verdict;
  const rule = language.rules[verdict.rule];
  const it = ruleCase(desk.store, verdict);
  const id = useId();
  const tone = verdict.refused ? 'held' : verdict.quality;
  return (
    <article class={`verdict ${tone}`} aria-labelledby={`${id}-head`}>
      <div class="top">
        <Icon name={verdict.refused ? 'hand' : SIGNS[verdict.quality]} width={34} weight={1.8} />
        <div class="grow">
          <span class={`chip ${verdict.refused ? '' : CHIPS[verdict.quality]}`}>
            {!verdict.refused && (
              <Icon name={verdict.quality === 'broken' ? 'cross' : SIGNS[verdict.quality]} width={14} weight={3} />
            )}
            {verdict.refused ? words.notYet : words.signs[verdict.quality]}
          </span>
          <h3 id={`${id}-head`}>{verdict.refused ? words.refusedHead : rule.head(it)}</h3>
        </div>
      </div>
      <div class="inside">
        <section>
          <h4 class="lab">{words.whatHappened}</h4>
          <div id={`${id}-happened`}>
            <p>{verdict.refused ? heldBack(desk, verdict) : rule.happened(it)}</p>
          </div>
        </section>
        <section>
          <h4 class="lab">{words.whichRule}</h4>
          <div>
            <p class="rule">{rule.rule}</p>
            <code class="xs quiet">{verdict.rule}</code>
          </div>
        </section>
        <section>
          <h4 class="lab">{words.yourValues}</h4>
          <Values store={desk.store} rows={rule.values(it)} reason={rule.reason(it)} />
        </section>
      </div>
      {mend !== null && <Do desk={desk} id={id} verdict={verdict} onWatchAgain={onWatchAgain} mend={mend} />}
    </article>
  );
}

/** What is to be done now. */
function Do(props: {
  readonly desk: Desk;
  readonly verdict: Verdict;
  /** Of the card: its head and what happened describe the button. */
  readonly id: string;
  readonly onWatchAgain: (() => void) | undefined;
  readonly mend: JSX.Element | undefined;
}): JSX.Element {
  const { desk, id, verdict, onWatchAgain, mend } = props;
  const words = wordsOf(desk.store).verdict;
  return (
    <div class="do">
      {mend ?? (
        <button
          type="button"
          class="btn main grow"
          disabled={desk.busy.value}
          {...whileHeld(desk.store, `${id}-head ${id}-happened`)}
          onClick={() => void retry(desk)}
        >
          {goOnText(desk, verdict)} <Key>↵</Key>
        </button>
      )}
      {onWatchAgain !== undefined && (
        <button type="button" class="btn" onClick={onWatchAgain}>
          <Icon name="play" width={16} /> {words.watchAgain}
        </button>
      )}
    </div>
  );
}

/** On a shared wire time has run on, and the card with it: no frame is tried again. */
function goOnText(desk: Desk, { rule, refused }: Verdict): string {
  const { verdict: words, wire } = wordsOf(desk.store);
  if (rule === 'medium.sense') return wire.goOn;
  return refused ? words.chooseAgain : words.tryAgain;
}

/** Nothing happened: what was chosen stands there, so that the values below can be held against it. */
function heldBack(desk: Desk, { part, played }: Verdict): string {
  const words = wordsOf(desk.store).verdict;
  const { language } = desk.store;
  return words.refused(
    part === 'ports' ? portsText(played, undefined, language.value) : choiceText(desk, part, played),
  );
}

const CHIPS: Readonly<Record<Quality, string>> = {
  right: 'right',
  wasteful: 'waste',
  broken: 'broken',
  unsafe: 'unsafe',
};

/** The values that decided, the overlooked one and the right one marked by colour, line and word. */
function Values({
  store,
  rows,
  reason,
}: {
  readonly store: Store;
  readonly rows: readonly ValueRow[];
  readonly reason: string;
}): JSX.Element {
  const words = wordsOf(store).verdict;
  return (
    <div>
      <table class="values">
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} class={row.mark ?? ''}>
              <th scope="row">
                {isContinued(rows, index) ? <span class="unseen">{labelAt(rows, index)}</span> : row.label}
              </th>
              <td class="mono">
                <span class="value">{row.value}</span>
                {row.mark !== undefined && <span class="unseen"> ({words[row.mark]})</span>}
                {row.note !== undefined && <span class="note">{row.note}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {reason !== '' && <p class="small reason">{reason}</p>}
    </div>
  );
}

/** It stands under the same words as the row before, which are read out for it again. */
function isContinued(rows: readonly ValueRow[], index: number): boolean {
  const label = rows[index]?.label;
  return label === '' || rows[index - 1]?.label === label;
}

function labelAt(rows: readonly ValueRow[], index: number): string {
  return rows.slice(0, index + 1).findLast(({ label }) => label !== '')?.label ?? '';
}
