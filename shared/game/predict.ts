/**
 * Predictions: who has nothing to decide says by which cables a frame will go on from somebody else's device. They are counted and cost nothing.
 * What counts is what leaves the device at once because of the frame: the frame itself, the answer to it, or the question that it makes necessary.
 */
import { act } from '../device/decision.ts';
import { portsOf } from '../device/device.ts';
import type { Action, DeviceEvent } from '../device/event.ts';
import { deviceOf } from '../network/network.ts';
import { pending } from '../network/queue.ts';
import type { RefusalCode } from '../refusals.ts';
import type { Match, Seat } from './match.ts';
import type { Prediction, PredictionsView } from './predictions-view.ts';

/** What a seat has predicted. */
export interface Predictions {
  /** Waits for the frame to be handled. */
  open: Prediction | null;
  /** The last one that was put to the test, and what left in truth. */
  last: PredictionsView['last'];
  tested: number;
  right: number;
}

export function noPredictions(): Predictions {
  return { open: null, last: null, tested: 0, right: 0 };
}

/**
 * Notes what the seat says of the next frame that `device` handles from its port `port`; a new prediction takes the place of an open one.
 * Refused while the seat has something to decide itself, and when no such frame waits or is under way.
 */
export function predict(match: Match, seat: Seat, said: Prediction): RefusalCode | null {
  if (seat.occupant !== 'person' || seat.inbox.length > 0) return 'cannot-predict';
  if (said.device === seat.device || !isExpected(match, said)) return 'cannot-predict';
  const cabled = cabledPorts(match, said.device);
  if (said.ports.some((port, place) => !cabled.includes(port) || said.ports.indexOf(port) !== place))
    return 'not-a-choice';
  const { device, port, ports } = said;
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
    if (open === null || open.device !== id || open.port !== event.port) continue;
    const device = deviceOf(match.network, id);
    const all = [...actions, ...follow.flatMap((next) => act(device, next))];
    const left = new Set(all.flatMap((action) => (action.do === 'send' ? [action.port] : [])));
    const leaves = cabledPorts(match, id).filter((port) => left.has(port));
    const isRight = leaves.join(' ') === open.ports.join(' ');
    predictions.open = null;
    predictions.last = { ...open, left: leaves };
    predictions.tested++;
    if (isRight) predictions.right++;
  }
}

/** What the seat may know about its predictions: that a frame waits at somebody's seat, and by which cable it came, everybody has seen. */
export function predictionsView(match: Match, { device, predictions }: Seat): PredictionsView {
  // What bridges say to each other while a tree grows depends on values that only they know: nobody could but guess.
  if (match.puzzle.bridges !== undefined && match.trafficBegun === 0) return { waiting: [], ...predictions };
  const waiting = Object.values(match.seats).flatMap((seat) => {
    const event = seat.inbox[0]?.event;
    if (seat.device === device || seat.occupant !== 'person' || event?.kind !== 'frame') return [];
    return [{ device: seat.device, port: event.port }];
  });
  return { waiting, ...predictions };
}

/** Does such a frame wait at the device, or is it on its way to it? */
function isExpected({ network, seats }: Match, { device, port }: Prediction): boolean {
  const isIt = (event: DeviceEvent): boolean => event.kind === 'frame' && event.port === port;
  if (!Object.hasOwn(network.devices, device)) return false;
  const waits = seats[device]?.inbox.some((card) => isIt(card.event)) === true;
  return waits || pending(network.queue).some((item) => item.device === device && isIt(item.event));
}

function cabledPorts({ network }: Match, id: string): readonly string[] {
  return portsOf(deviceOf(network, id)).filter((port) => network.cables[id]?.[port] !== undefined);
}
