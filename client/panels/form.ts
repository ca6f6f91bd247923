/** The form of a letter: a tree of steps, shown as a row of groups that grows while it is answered. Knows nothing of what is right. */
import type { Answers, Step } from '../../shared/device/decision.ts';
import type { Part } from '../../shared/device/rule.ts';

/** How a group looks: rows of a header, a row of a table, ports, routes, or words. */
export type GroupKind = 'header' | 'mac-row' | 'neighbor-row' | 'nat-row' | 'ports' | 'routes' | 'words';

export interface Group {
  readonly kind: GroupKind;
  readonly steps: readonly Step[];
  readonly isDone: boolean;
}

/** The groups that are asked by now: all that is answered, and the first that is not. */
export function groupsOf(form: readonly Step[], answers: Answers): readonly Group[] {
  const groups: Group[] = [];
  for (const steps of runsOf(stepsOnTheWay(form, answers))) {
    const isDone = steps.every((step) => isAnswered(step, answers));
    groups.push({ kind: kindOf(steps[0]!.part), steps, isDone });
    if (!isDone) break;
  }
  return groups;
}

/** Whether every question on the way through the form is answered. */
export function isComplete(form: readonly Step[], answers: Answers): boolean {
  return form.length > 0 && stepsOnTheWay(form, answers).every((step) => isAnswered(step, answers));
}

/** The answers that count: those of steps on the way. An answer of a branch that was left is forgotten. */
export function answersOnTheWay(form: readonly Step[], answers: Answers): Answers {
  const kept: Partial<Record<Part, string>> = {};
  for (const { part } of stepsOnTheWay(form, answers)) {
    const value = part === 'tags' ? tagsAt(answers) : answers[part];
    if (value !== undefined) kept[part] = value;
  }
  return kept;
}

/** Only by a port that is chosen a frame can carry a tag; by the others that are chosen it carries none. */
function tagsAt({ ports, tags }: Answers): string | undefined {
  if (ports === undefined) return undefined;
  const chosen = portsIn(ports);
  return portsIn(tags)
    .filter((port) => chosen.includes(port))
    .join(' ');
}

/** A port goes from not chosen to without a tag, with a tag, and back. */
export function withNextState(steps: readonly Step[], answers: Answers, port: string): Answers {
  const [step, tags] = steps;
  if (step === undefined) return answers;
  const isChosen = portsIn(answers.ports).includes(port);
  const isTagged = portsIn(answers.tags).includes(port);
  if (tags === undefined) return withAnswers(answers, toggled(step, answers.ports, port), undefined);
  const withTag = orderedPorts(tags, new Set([...portsIn(answers.tags), port]));
  if (isChosen && !isTagged) return withAnswers(answers, answers.ports, withTag);
  const untagged = portsIn(answers.tags).filter((it) => it !== port);
  return withAnswers(answers, toggled(step, answers.ports, port), untagged.join(' '));
}

function withAnswers(answers: Answers, ports: string | undefined, tags: string | undefined): Answers {
  const { ports: _ports, tags: _tags, ...others } = answers;
  return { ...others, ...(ports === undefined ? {} : { ports }), ...(tags === undefined ? {} : { tags }) };
}

/** One question with two answers and nothing after it: both are played at once, and look alike. */
export function quickStep(form: readonly Step[]): Step | undefined {
  const [only, ...more] = form;
  if (only === undefined || more.length > 0 || only.many || only.choices.length !== 2) return undefined;
  return only.choices.every((choice) => choice.then.length === 0) ? only : undefined;
}

/** The set of ports after one of them was pressed, in the device's order. Nothing chosen is no answer yet; to drop is one. */
export function toggled(step: Step, answer: string | undefined, port: string): string | undefined {
  const chosen = new Set(portsIn(answer));
  if (!chosen.delete(port)) chosen.add(port);
  return orderedPorts(step, chosen) || undefined;
}

/** Every port but the one that the frame came in by. `usable` leaves out those by which nothing can go. */
export function everyOther(step: Step, cameInBy: string, usable: (port: string) => boolean): string {
  const others = step.choices.map((choice) => choice.value).filter((port) => port !== cameInBy && usable(port));
  return orderedPorts(step, new Set(others));
}

export function portsIn(answer: string | undefined): readonly string[] {
  return answer === undefined || answer === '' ? [] : answer.split(' ');
}

function orderedPorts(step: Step, chosen: ReadonlySet<string>): string {
  return step.choices
    .map((choice) => choice.value)
    .filter((port) => chosen.has(port))
    .join(' ');
}

/** All steps up to the first fork that is still open, and beyond it along the branch that was taken. */
function stepsOnTheWay(form: readonly Step[], answers: Answers): readonly Step[] {
  const steps: Step[] = [];
  let next = form;
  while (next.length > 0) {
    steps.push(...next);
    const last = next.at(-1)!;
    next = last.choices.find((choice) => choice.value === answers[last.part])?.then ?? [];
  }
  return steps;
}

function isAnswered(step: Step, answers: Answers): boolean {
  const answer = answers[step.part];
  if (answer === undefined) return false;
  const values = step.choices.map((choice) => choice.value);
  return step.many ? portsIn(answer).every((port) => values.includes(port)) : values.includes(answer);
}

/** Neighbouring steps that are answered in one place: the rows of a header, the two cells of a row, ports and the tags there. */
function runsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    const kind = kindOf(step.part);
    const joins =
      (kind === 'header' || kind === 'mac-row' || kind === 'ports') &&
      last !== undefined &&
      kindOf(last[0]!.part) === kind;
    if (joins) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

function kindOf(part: Part): GroupKind {
  if (part.includes('.')) return 'header';
  if (part === 'learn' || part === 'learn-port') return 'mac-row';
  if (part === 'neighbor-learn') return 'neighbor-row';
  if (part === 'nat-out') return 'nat-row';
  if (part === 'ports' || part === 'tags') return 'ports';
  return part === 'route' ? 'routes' : 'words';
}
