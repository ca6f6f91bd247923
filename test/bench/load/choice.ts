/**
 * What a student does next, from nothing but what the own browser has been told. It guesses, asks for hints and learns from what it is told, so puzzles get solved
 * after some mistakes.
 */
import type { SeatState, RoomState } from '../../../server/state.ts';
import type { Answers, Step } from '../../../shared/device/decision.ts';
import type { Part } from '../../../shared/device/rule.ts';
import { faultKinds } from '../../../shared/game/fault-kind.ts';
import { followUp } from '../../../shared/game/form.ts';
import type { PredictionsView } from '../../../shared/game/predictions-view.ts';
import type { StormSeatView, StormView } from '../../../shared/game/storm-view.ts';
import type { CardView, Happening, HintView, MapView, Verdict } from '../../../shared/game/view.ts';

/** A message to the room. */
export interface Wish {
  readonly name: 'play' | 'retry' | 'hint' | 'predict' | 'unplug' | 'plug' | 'name-fault' | 'start' | 'console';
  readonly message: Readonly<Record<string, unknown>>;
}

export type Flight = Extract<Happening, { kind: 'flight' }>;

/** Of a letter whose next hint could be asked for, it is so often; else the letter is played. */
const HINTED = 0.25;
/** Of those in a team who could press for the next puzzle, so many do at once. */
const PRESSES_NEXT = 0.5;

/** What verdicts have told about the letter that waits first: whoever is told what would have been right does it then. */
export interface Memory {
  card: number;
  told: Map<Part, string>;
}

/** Null when there is nothing to do. `flights`: frames that may be under way. */
export function nextWish(state: RoomState, device: string, memory: Memory, flights: readonly Flight[]): Wish | null {
  if (state.phase === 'result') {
    return Math.random() < PRESSES_NEXT ? { name: 'start', message: { puzzle: state.puzzle } } : null;
  }
  const seat = state.seats.get(device);
  if (state.phase !== 'play' || seat === undefined) return null;
  return (
    atCables(state, seat) ??
    atLetter(seat, memory) ??
    atFault(state, seat) ??
    predictable(seat, state) ??
    onTheWay(state, device, flights) ?? { name: 'console', message: { line: 'help' } }
  );
}

function atLetter(seat: SeatState, memory: Memory): Wish | null {
  const { verdict, verdictOpen } = JSON.parse(seat.verdict || '{}') as { verdict?: Verdict; verdictOpen?: boolean };
  if (verdict && verdictOpen === true) return { name: 'retry', message: { card: verdict.card } };
  const [card] = JSON.parse(seat.cards || '[]') as CardView[];
  if (card === undefined || card.form.length === 0) return null;
  const hint = nextHint(card);
  if (hint !== null && Math.random() < HINTED) return { name: 'hint', message: hint };
  if (memory.card !== card.id) Object.assign(memory, { card: card.id, told: new Map() });
  if (verdict?.card === card.id) memory.told.set(verdict.part, verdict.expected);
  for (const { step, part, expected } of card.hints) if (step === 3) memory.told.set(part, expected);
  return { name: 'play', message: { card: card.id, answers: answersTo(card.form, memory.told) } };
}

function nextHint({ id, form, hints }: CardView) {
  for (const { part } of form) {
    const opened = hints.filter((hint) => hint.part === part).length;
    if (opened < 3) return { card: id, part, step: opened + 1 };
  }
  return null;
}

/** What it has been told, and guesses for the rest. */
function answersTo(form: readonly Step[], told: ReadonlyMap<Part, string>): Answers {
  const answers: Partial<Record<Part, string>> = {};
  let steps = form;
  while (steps.length > 0) {
    for (const step of steps) answers[step.part] = told.get(step.part) ?? guess(step);
    steps = steps.flatMap((step) => followUp(step, answers[step.part] ?? ''));
  }
  return answers;
}

function guess({ choices, many }: Step): string {
  const values = choices.map(({ value }) => value);
  return many ? values.filter(() => Math.random() < 0.5).join(' ') : (oneOf(values) ?? '');
}

function atCables(state: RoomState, seat: SeatState): Wish | null {
  const storm = JSON.parse(state.storm) as StormView | null;
  if (storm === null || !storm.isFilled) return null;
  const { ports } = JSON.parse(seat.storm || 'null') as StormSeatView;
  const loose = ports.find(({ cable }) => cable === 'loose-here');
  // Somebody who has pulled a cable looks at what comes of it for a while.
  if (loose !== undefined) return Math.random() < 0.2 ? { name: 'plug', message: { port: loose.port } } : null;
  const port = oneOf(ports.filter(({ cable }) => cable === 'in'))?.port;
  return port === undefined ? null : { name: 'unplug', message: { port } };
}

function atFault(state: RoomState, seat: SeatState): Wish | null {
  const fault = JSON.parse(state.fault) as { phase: string } | null;
  if (fault?.phase !== 'open') return null;
  const hints = JSON.parse(seat.faultHints || '[]') as HintView[];
  const answer = hints.find(({ step }) => step === 3);
  if (answer !== undefined) {
    const place = { kind: answer.facts['at'], id: answer.facts['place'] };
    return { name: 'name-fault', message: { fault: answer.expected, place } };
  }
  if (Math.random() < 0.5) return { name: 'hint', message: { card: 0, part: 'fault', step: hints.length + 1 } };
  const device = oneOf(mapOf(state).devices)?.id;
  return { name: 'name-fault', message: { fault: oneOf(faultKinds), place: { kind: 'device', id: device } } };
}

/** About what waits at somebody else's seat. */
function predictable(seat: SeatState, state: RoomState): Wish | null {
  const { waiting } = JSON.parse(seat.predictions || '{"waiting":[]}') as PredictionsView;
  const about = oneOf(waiting);
  if (about === undefined) return null;
  if ('port' in about) return aboutFrame(state, about.device, about.port);
  const others = mapOf(state).devices.filter(({ id, kind }) => id !== about.device && kind === 'host');
  const id = oneOf(others)?.id;
  const addressee = id === undefined ? { kind: 'everybody' } : { kind: 'device', id };
  return { name: 'predict', message: { device: about.device, addressee } };
}

/** About a frame that everybody sees flying. */
function onTheWay(state: RoomState, own: string, flights: readonly Flight[]): Wish | null {
  const flight = flights.at(-1);
  const link = mapOf(state).links.find(({ id }) => id === flight?.link);
  if (flight === undefined || link === undefined) return null;
  const end = link.a.device === flight.from ? link.b : link.a;
  return end.device === own ? null : aboutFrame(state, end.device, end.port);
}

function aboutFrame(state: RoomState, device: string, port: string): Wish {
  const cabled =
    mapOf(state)
      .devices.find(({ id }) => id === device)
      ?.ports.filter((one) => one.cabled) ?? [];
  const ports = cabled.map(({ id }) => id).filter(() => Math.random() < 0.5);
  return { name: 'predict', message: { device, port, ports } };
}

/** It is the same text as long as nobody moves a cable. */
const maps = new Map<string, MapView>();

function mapOf({ map }: RoomState): MapView {
  const view = maps.get(map) ?? (JSON.parse(map) as MapView);
  maps.set(map, view);
  return view;
}

function oneOf<Item>(items: readonly Item[]): Item | undefined {
  return items[Math.floor(Math.random() * items.length)];
}
