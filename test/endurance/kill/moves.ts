/**
 * What a student does by what is on the screen: fills in forms with any of the choices, right or not, opens hints and believes them, predicts, sets something up, names a
 * fault, pulls cables. Everything here is something that a browser offers.
 */
import type { RoomState, SeatState } from '../../../server/state.ts';
import type { Answers, Step } from '../../../shared/device/decision.ts';
import type { ConfigurationView, RunView } from '../../../shared/game/configuration-view.ts';
import type { FaultView } from '../../../shared/game/fault.ts';
import { followUp } from '../../../shared/game/form.ts';
import type { PredictionsView } from '../../../shared/game/predictions-view.ts';
import type { StormSeatView, StormView } from '../../../shared/game/storm-view.ts';
import type { CardView, MapView, Verdict } from '../../../shared/game/view.ts';
import { faultKinds } from '../../../shared/game/fault-kind.ts';
import type { RoomMessages } from '../../../shared/messages.ts';
import { draw, drawOne, type Random } from '../../../shared/random.ts';

type Numbered = Exclude<keyof RoomMessages, 'sit' | 'rename' | 'hand' | 'say' | 'console' | 'complete' | 'start'>;
export interface Wish {
  readonly name: Exclude<Numbered, 'pace' | 'step' | 'choose'>;
  readonly message: object;
}

/** The card number of a hint that is about the device. */
const NO_CARD = 0;
const VLANS_DRAWN = 3;

/** Null when there is nothing to do, or nothing that comes to mind. */
export function wishOf(state: RoomState, seat: SeatState, random: Random): Wish | null {
  if (state.phase !== 'play' || !seat.cards) return null;
  const { verdict, verdictOpen } = read<{ verdict: Verdict | null; verdictOpen: boolean }>(seat.verdict);
  if (verdict !== null && verdictOpen) return { name: 'retry', message: { card: verdict.card } };
  const [card] = read<CardView[]>(seat.cards);
  if (card !== undefined && card.form.length > 0) return answer(card, random);
  const wishes = [prediction(state, seat, random), setting(state, seat, random), cable(state, seat, random)];
  const possible = [...wishes, card === undefined ? nameOfFault(state, random) : null].filter((wish) => wish !== null);
  return possible.length === 0 ? null : drawOne(random, possible);
}

function answer(card: CardView, random: Random): Wish {
  const { answers, unsure } = filledIn(card, random);
  const part = unsure[0];
  const opened = part === undefined ? 0 : card.hints.filter((hint) => hint.part === part).length;
  // Guessing is quicker, but not for ever.
  if (part !== undefined && opened < 3 && draw(random, 10) < (card.tries > 1 ? 7 : 1))
    return { name: 'hint', message: { card: card.id, part, step: opened + 1 } };
  return { name: 'play', message: { card: card.id, answers } };
}

/** All questions on one way through the form; `unsure`: those about which no hint has told everything. */
function filledIn({ form, hints }: CardView, random: Random): { answers: Answers; unsure: readonly Step['part'][] } {
  const answers: Partial<Record<Step['part'], string>> = {};
  const unsure: Step['part'][] = [];
  for (let steps = form; steps.length > 0;) {
    let next: readonly Step[] = [];
    for (const step of steps) {
      const hint = hints.find(({ part, step: rung }) => part === step.part && rung === 3);
      if (hint === undefined) unsure.push(step.part);
      const value = hint?.expected ?? choice(step, random);
      answers[step.part] = value;
      next = [...next, ...followUp(step, value)];
    }
    steps = next;
  }
  return { answers, unsure };
}

function choice({ choices, many }: Step, random: Random): string {
  const values = choices.map(({ value }) => value);
  if (!many) return values.length === 0 ? '' : drawOne(random, values);
  return values.filter(() => draw(random, 2) === 0).join(' ');
}

function prediction(state: RoomState, seat: SeatState, random: Random): Wish | null {
  const { waiting, open } = read<PredictionsView>(seat.predictions);
  // An open one may be changed.
  if (waiting.length === 0 || (open !== null && draw(random, 4) > 0)) return null;
  const about = drawOne(random, waiting);
  const map = read<MapView>(state.map);
  const device = map.devices.find(({ id }) => id === about.device);
  if ('port' in about) {
    const cabled = (device?.ports ?? []).filter((port) => port.cabled).map(({ id }) => id);
    const ports = cabled.filter(() => draw(random, 2) === 0);
    return { name: 'predict', message: { device: about.device, port: about.port, ports } };
  }
  const others = map.devices.filter(({ id, kind }) => id !== about.device && (kind === 'host' || kind === 'router'));
  const addressee = drawOne(random, [
    { kind: 'everybody' },
    { kind: 'nobody' },
    ...others.map(({ id }) => ({ kind: 'device', id })),
  ]);
  return { name: 'predict', message: { device: about.device, addressee } };
}

function setting(state: RoomState, seat: SeatState, random: Random): Wish | null {
  const run = read<RunView | null>(state.run);
  const own = read<ConfigurationView | null>(seat.configuration);
  if (run?.phase !== 'setting' || own === null) return null;
  const isReady = run.ready.includes(seat.device);
  if (isReady) return draw(random, 20) === 0 ? { name: 'ready', message: { ready: false } } : null;
  switch (draw(random, 4)) {
    case 0:
      return { name: 'ready', message: { ready: true } };
    case 1:
      return own.hints.length < 3
        ? { name: 'hint', message: { card: NO_CARD, part: own.part, step: own.hints.length + 1 } }
        : null;
    default:
      return own.ports.length > 0 ? port(own, random) : route(own, random);
  }
}

function port({ ports, hasTrunks }: ConfigurationView, random: Random): Wish {
  const vlan = (1 + draw(random, VLANS_DRAWN)) * 10;
  const isTrunk = hasTrunks && draw(random, 3) === 0;
  const setTo = isTrunk ? { mode: 'trunk', vlans: [10, 20] } : { mode: 'access', vlan };
  const change = { set: 'port-vlan', port: drawOne(random, ports).port, vlan: draw(random, 6) === 0 ? null : setTo };
  return { name: 'configure', message: { setting: change } };
}

function route({ routes, told }: ConfigurationView, random: Random): Wish | null {
  if (routes.length > 0 && draw(random, 2) === 0) {
    const { to, via, interface: dev } = drawOne(random, routes);
    return { name: 'configure', message: { setting: { set: 'route', how: 'delete', to, via, interface: dev } } };
  }
  const gateways = told.flatMap(({ addresses }) => addresses.map(({ address }) => address));
  if (gateways.length === 0) return null;
  const change = { set: 'route', how: 'add', to: 'default', via: drawOne(random, gateways) };
  return { name: 'configure', message: { setting: change } };
}

function cable(state: RoomState, seat: SeatState, random: Random): Wish | null {
  const own = read<StormSeatView | null>(seat.storm);
  if (own === null || read<StormView | null>(state.storm)?.isFilled !== true) return null;
  const { port: name, cable: end } = drawOne(random, own.ports);
  if (end === 'loose-there') return null;
  return { name: end === 'in' ? 'unplug' : 'plug', message: { port: name } };
}

function nameOfFault(state: RoomState, random: Random): Wish | null {
  if (read<FaultView | null>(state.fault)?.phase !== 'open' || draw(random, 4) > 0) return null;
  const { devices, links } = read<MapView>(state.map);
  const places = [
    ...devices.map(({ id }) => ({ kind: 'device', id })),
    ...links.map(({ id }) => ({ kind: 'link', id })),
  ];
  return { name: 'name-fault', message: { fault: drawOne(random, faultKinds), place: drawOne(random, places) } };
}

function read<Value>(text: string): Value {
  return JSON.parse(text) as Value;
}
