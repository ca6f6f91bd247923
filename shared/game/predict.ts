/**
 * Predictions: who has nothing to decide says by which cables a frame will go on from somebody else's device, or to whom a packet that waits there will be
 * addressed. They are counted and cost nothing. What counts is what leaves the device at once: the frame itself, the answer to it, or the question that it
 * makes necessary.
 */
import { act } from '../device/decision.ts';
import type { Action, DeviceEvent } from '../device/event.ts';
import { deviceOf } from '../network/network.ts';
import { pending } from '../network/queue.ts';
import type { RefusalCode } from '../refusals.ts';
import { addresseeOf, isAddressee, isSameAddressee, waitingPacket } from './addressee.ts';
import type { Match, Seat } from './match.ts';
import type { CablePrediction, Prediction, PredictionsView, Tested, WaitingFrame } from './predictions-view.ts';
import { cabledPorts } from './wiring.ts';

/** What a seat has predicted. */
export interface Predictions {
  /** Waits for the frame or packet to be handled. */
  open: Prediction | null;
  /** The last one that was put to the test, and what there was in truth. */
  last: Tested | null;
  tested: number;
  right: number;
}

export function noPredictions(): Predictions {
  return { open: null, last: null, tested: 0, right: 0 };
}

/**
 * Notes what the seat says of the next frame that a device handles from one of its ports, or of the packet that waits there; a new prediction takes the
 * place of an open one. Refused while the seat has something to decide itself, and when nothing of that kind waits or is under way.
 */
export function predict(match: Match, seat: Seat, said: Prediction): RefusalCode | null {
  if (seat.occupant !== 'person' || seat.inbox.length > 0 || said.device === seat.device) return 'cannot-predict';
  const { device } = said;
  if ('addressee' in said) {
    if (!hasPacket(match, device)) return 'cannot-predict';
    if (!isAddressee(match, device, said.addressee)) return 'not-a-choice';
    seat.predictions.open = { device, addressee: said.addressee };
    return null;
  }
  if (!isExpected(match, said)) return 'cannot-predict';
  const { port, ports } = said;
  const cabled = portsWithCable(match, device);
  if (ports.some((name, place) => !cabled.includes(name) || ports.indexOf(name) !== place)) return 'not-a-choice';
  seat.predictions.open = { device, port, ports: cabled.filter((name) => ports.includes(name)) };
  return null;
}

/** A frame has been handled rightly, and `follow` is what comes right after: who has predicted it is told. */
export function testPredictions(
  match: Match,
  id: string,
  event: DeviceEvent,
  actions: readonly Action[],
  follow: readonly DeviceEvent[],
): void {
  if (event.kind !== 'frame') return;
  for (const { predictions } of Object.values(match.seats)) {
    const { open } = predictions;
    if (open === null || 'addressee' in open || open.device !== id || open.port !== event.port) continue;
    const device = deviceOf(match.network, id);
    const all = [...actions, ...follow.flatMap((next) => act(device, next))];
    const left = new Set(all.flatMap((action) => (action.do === 'send' ? [action.port] : [])));
    const leaves = portsWithCable(match, id).filter((port) => left.has(port));
    const isRight = leaves.join(' ') === open.ports.join(' ');
    note(predictions, { ...open, left: leaves, isRight });
  }
}

/** A letter of the seat has been handled rightly: if it was a packet to be sent, who has predicted whom it goes to is told. */
export function testAddressees(match: Match, id: string, event: DeviceEvent, actions: readonly Action[]): void {
  if (event.kind !== 'originate' && event.kind !== 'resolved') return;
  const truth = addresseeOf(match, actions);
  for (const { predictions } of Object.values(match.seats)) {
    const { open } = predictions;
    if (open === null || !('addressee' in open) || open.device !== id) continue;
    if (truth === undefined) predictions.open = null;
    else note(predictions, { ...open, truth, isRight: isSameAddressee(open.addressee, truth) });
  }
}

function note(predictions: Predictions, tested: Tested): void {
  predictions.open = null;
  predictions.last = tested;
  predictions.tested++;
  if (tested.isRight) predictions.right++;
}

/** What the seat may know about its predictions: that something waits at somebody's seat, and how it came there, everybody has seen. */
export function predictionsView(match: Match, { device, predictions }: Seat): PredictionsView {
  // What bridges say to each other while a tree grows depends on values that only they know: nobody could but guess.
  if (match.puzzle.bridges !== undefined && match.trafficBegun === 0) return { waiting: [], ...predictions };
  const waiting = Object.values(match.seats).flatMap((seat) => {
    const first = seat.device === device ? undefined : (waitingFrame(seat) ?? waitingPacket(match, seat));
    return first === undefined ? [] : [first];
  });
  return { waiting, ...predictions };
}

/** The frame that waits first at a person's seat. */
function waitingFrame({ device, occupant, inbox }: Seat): WaitingFrame | undefined {
  const event = inbox[0]?.event;
  return occupant === 'person' && event?.kind === 'frame' ? { device, port: event.port } : undefined;
}

function hasPacket(match: Match, device: string): boolean {
  const seat = Object.hasOwn(match.seats, device) ? match.seats[device] : undefined;
  return seat !== undefined && waitingPacket(match, seat) !== undefined;
}

/** Does such a frame wait at the device, or is it on its way to it? */
function isExpected({ network, seats }: Match, { device, port }: CablePrediction): boolean {
  const isIt = (event: DeviceEvent): boolean => event.kind === 'frame' && event.port === port;
  if (!Object.hasOwn(network.devices, device)) return false;
  const waits = seats[device]?.inbox.some((card) => isIt(card.event)) === true;
  return waits || pending(network.queue).some((item) => item.device === device && isIt(item.event));
}

function portsWithCable(match: Match, device: string): readonly string[] {
  return cabledPorts(match, device).map(({ port }) => port);
}
