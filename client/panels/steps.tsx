/** The questions of a letter, one card a step; each appears when the one before it is answered, and the last one holds the filled button. */
import type { JSX } from 'preact';
import { Icon } from '../art/components.tsx';
import type { Part } from '../../shared/device/rule.ts';
import { whileHeld } from '../held.ts';
import { actionText } from './action.ts';
import { type Desk, play } from './desk.ts';
import { type Group, quickStep } from './form.ts';
import { PortButtons } from './ports.tsx';
import { currentGroup, quickKeyOf } from './shortcuts.ts';
import { choiceText } from './choices.tsx';
import { GroupBody } from './group-body.tsx';
import { Guided } from './guided.tsx';
import { Key } from './key.tsx';
import { DeskRefusal } from './refusal.tsx';
import { wordsOf } from './seat.ts';

export function Steps({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const card = desk.first.value;
  if (card === null || card.form.length === 0) return null;
  if (quickStep(card.form) !== undefined) return <QuickStep desk={desk} />;
  const groups = desk.groups.value;
  const current = currentGroup(desk);
  return (
    <>
      {groups.map((group, index) => {
        const isLast = index === groups.length - 1;
        const isShut = group.isDone && !isLast && group !== current && !STAYS_OPEN.has(group.kind);
        return isShut ? (
          <DoneStep key={group.steps[0]!.part} desk={desk} group={group} />
        ) : (
          <section
            key={group.steps[0]!.part}
            class={`card step${isLast ? ' last' : ''}`}
            onFocusIn={() => leaveOthers(desk, group)}
          >
            <StepTitle desk={desk} group={group} number={index + 1} />
            <GroupBody desk={desk} group={group} />
            {isLast && <Doing desk={desk} />}
          </section>
        );
      })}
      <Guided desk={desk} />
    </>
  );
}

/** A table that is being written stays in sight: the next question needs it. */
const STAYS_OPEN: ReadonlySet<Group['kind']> = new Set(['mac-row']);

/** Going on to another step shuts the one that was open. */
function leaveOthers(desk: Desk, group: Group): void {
  const { reopened } = desk;
  if (reopened.value !== null && !group.steps.some((step) => step.part === reopened.value)) reopened.value = null;
}

/** Two answers that look alike and are played at once. */
export function QuickStep({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const card = desk.first.value;
  const step = quickStep(card?.form ?? []);
  const language = desk.store.language.value;
  if (card === null || step === undefined) return null;
  const group: Group = { kind: 'words', steps: [step], isDone: false };
  return (
    <section class="card step last">
      <h3>{language.parts[step.part].title}</h3>
      <GroupBody desk={desk} group={group} withoutChoices />
      <div class="two">
        {step.choices.map(({ value }, index) => (
          <button
            key={value}
            type="button"
            class="btn answer"
            disabled={desk.busy.value}
            {...whileHeld(desk.store)}
            onClick={() => void play(desk, { [step.part]: value })}
          >
            {choiceText(desk, step.part, value)}
            <Key>{quickKeyOf(value, index)}</Key>
          </button>
        ))}
      </div>
      <DeskRefusal desk={desk} />
      <Guided desk={desk} />
    </section>
  );
}

/** The title with its number, which turns into a check when the step is done. */
export function StepTitle({
  desk,
  group,
  number,
}: {
  readonly desk: Desk;
  readonly group: Group;
  readonly number: number;
}): JSX.Element {
  return (
    <h3>
      <span class={`num${group.isDone ? ' done' : ''}`}>
        {group.isDone ? <Icon name="check" width={13} weight={3} /> : number}
      </span>
      {titleOf(desk, group)}
    </h3>
  );
}

/** The row of the filled button. It says what will happen. */
export function Doing({ desk }: { readonly desk: Desk }): JSX.Element {
  const language = desk.store.language.value;
  const words = language.words.panels;
  const card = desk.first.value;
  const group = currentGroup(desk);
  const isReady = desk.isComplete.value && card !== null;
  const open = desk.groups.value
    .flatMap((it) => it.steps)
    .filter((step) => desk.answers.value[step.part] === undefined);
  const still = open.map((step) => language.parts[step.part].label);
  return (
    <>
      <div class="do">
        {group?.kind === 'ports' && <PortButtons desk={desk} step={group.steps[0]!} />}
        <button
          type="button"
          class="btn main grow"
          disabled={!isReady || desk.busy.value}
          {...whileHeld(desk.store)}
          onClick={() => void play(desk)}
        >
          {isReady ? actionText(card, desk.answers.value, language) : words.action.unfinished}
          {isReady && <Key>↵</Key>}
        </button>
      </div>
      {!isReady && still.length > 0 && group?.kind === 'header' && (
        <p class="xs quiet still">{words.step.still(still)}</p>
      )}
      <DeskRefusal desk={desk} />
    </>
  );
}

/** What a group is called: a single question by its own words, several by what they make. */
export function titleOf(desk: Desk, group: Group): string {
  const language = desk.store.language.value;
  const words = language.words.panels.step;
  if (group.kind === 'mac-row') return words.writeTable;
  if (group.kind === 'ports' && group.steps.length > 1) return words.portsAndTags;
  if (group.kind !== 'header') return language.parts[group.steps[0]!.part].title;
  const has = (protocol: string): boolean => group.steps.some((step) => step.part.startsWith(protocol));
  if (has('icmp.')) return words.writeReply;
  if (has('arp.')) return words.writeQuestion;
  return has('ipv4.') ? words.writePacket : words.writeFrame;
}

/** A done step as one line; pressing it opens it again. */
function DoneStep({ desk, group }: { readonly desk: Desk; readonly group: Group }): JSX.Element {
  const words = wordsOf(desk.store).step;
  const part: Part = group.steps[0]!.part;
  const said = group.steps.map((step) => choiceText(desk, step.part, desk.answers.value[step.part] ?? '')).join(' · ');
  return (
    <button type="button" class="card done-step" onClick={() => (desk.reopened.value = part)}>
      <span class="num done">
        <Icon name="check" width={13} weight={3} />
      </span>
      <span class="grow">
        <span class="quiet">{titleOf(desk, group)}</span> <b>{said}</b>
      </span>
      <span class="small quiet">{words.change}</span>
    </button>
  );
}
