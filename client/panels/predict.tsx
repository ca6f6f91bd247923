/** Nothing to decide? Then predict what somebody else's device will do with the frame that waits there, or that is on its way to it. */
import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { Icon } from '../art/components.tsx';
import { nowUs, type RoomModel, type Store } from '../model.ts';
import type { PredictionsView } from '../../shared/game/predictions-view.ts';
import type { Desk } from './desk.ts';
import { farEnd, nameOf, portLabel, wordsOf } from './seat.ts';

/** A frame that came in, or will come in, at `port` of `device`. */
interface Expected {
  readonly device: string;
  readonly port: string;
  readonly waits: boolean;
}

export function Predict({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const { store } = desk;
  const predictions = desk.seat.value?.predictions;
  const room = store.room.value;
  if (predictions === undefined || room === null) return null;
  const words = wordsOf(store).predict;
  const frame = expectedFrame(store, room, predictions);
  const { open, last, tested, right } = predictions;
  if (frame === undefined && open === null && last === null) return null;
  return (
    <section class="card step predict" aria-label={words.title}>
      <div class="row">
        <h3 class="grow">{words.title}</h3>
        {tested > 0 && <span class="chip">{words.count(right, tested)}</span>}
      </div>
      {last !== null && open === null && <p>{testedText(store, last)}</p>}
      {open !== null && <p>{words.open(nameOf(store, open.device), leavesText(store, open.device, open.ports))}</p>}
      {frame !== undefined && (open === null || !isSame(open, frame)) && (
        <Question key={`${frame.device} ${frame.port}`} store={store} room={room} frame={frame} />
      )}
    </section>
  );
}

interface Asked {
  readonly store: Store;
  readonly room: RoomModel;
  readonly frame: Expected;
}

function Question({ store, room, frame }: Asked): JSX.Element {
  const words = wordsOf(store).predict;
  const name = nameOf(store, frame.device);
  const from = nameOf(store, farEnd(room, frame.device, frame.port) ?? '');
  const cables = cablesOf(room, frame.device);
  return (
    <>
      <p id="predict-question">
        {frame.waits ? words.waits(name, from) : words.flies(name, from)}
        <br />
        {cables.length === 1 ? words.whether(name) : words.which}
      </p>
      {cables.length === 1 ? (
        <Whether store={store} room={room} frame={frame} />
      ) : (
        <Which store={store} room={room} frame={frame} />
      )}
    </>
  );
}

/** One cable only: does anything leave by it, or not? */
function Whether({ store, room, frame: { device, port } }: Asked): JSX.Element {
  const words = wordsOf(store).predict;
  const { isBusy, send } = useSending(store, { device, port });
  return (
    <div class="choices" role="group" aria-labelledby="predict-question">
      <button type="button" class="pick" disabled={isBusy} onClick={() => send(cablesOf(room, device))}>
        {words.yes}
      </button>
      <button type="button" class="pick" disabled={isBusy} onClick={() => send([])}>
        {words.no}
      </button>
    </div>
  );
}

/** One press a cable; none pressed means that nothing leaves. */
function Which({ store, room, frame: { device, port } }: Asked): JSX.Element {
  const words = wordsOf(store).predict;
  const chosen = useSignal<readonly string[]>([]);
  const { isBusy, send } = useSending(store, { device, port });
  const toggle = (it: string): void => {
    chosen.value = chosen.value.includes(it) ? chosen.value.filter((other) => other !== it) : [...chosen.value, it];
  };
  return (
    <>
      <div class="choices" role="group" aria-labelledby="predict-question">
        {cablesOf(room, device).map((it) => {
          const isOn = chosen.value.includes(it);
          return (
            <button
              key={it}
              type="button"
              class={isOn ? 'pick on' : 'pick'}
              aria-pressed={isOn}
              onClick={() => toggle(it)}
            >
              {isOn && <Icon name="check" width={16} weight={2.6} />}
              {words.cable(nameOf(store, farEnd(room, device, it) ?? ''), portLabel(it))}
            </button>
          );
        })}
      </div>
      <button type="button" class="btn s" disabled={isBusy} onClick={() => send(chosen.value)}>
        {words.say(leavesText(store, device, chosen.value))}
      </button>
    </>
  );
}

function useSending(store: Store, at: Pick<Expected, 'device' | 'port'>) {
  const isBusy = useSignal(false);
  const send = (ports: readonly string[]): void => {
    isBusy.value = true;
    void store.intents.predict({ ...at, ports }).finally(() => (isBusy.value = false));
  };
  return { isBusy: isBusy.value, send };
}

/** What became of a prediction. */
export function testedText(store: Store, last: NonNullable<PredictionsView['last']>): string {
  const words = wordsOf(store).predict;
  const name = nameOf(store, last.device);
  const truth = leavesText(store, last.device, last.left);
  if (last.left.join(' ') === last.ports.join(' ')) return words.right(name, truth);
  return words.wrong(name, truth, leavesText(store, last.device, last.ports));
}

/** "out to Machine 1 and Switch B", or that nothing leaves; with the port where two cables lead to the same device. */
function leavesText(store: Store, device: string, ports: readonly string[]): string {
  const room = store.room.value;
  const words = wordsOf(store).predict;
  if (room === null || ports.length === 0) return words.nothing;
  const cables = cablesOf(room, device);
  const far = cables.map((port) => farEnd(room, device, port) ?? '');
  const named = cables.flatMap((port, index) => {
    const name = nameOf(store, far[index] ?? '');
    const isOnly = far.indexOf(far[index] ?? '') === far.lastIndexOf(far[index] ?? '');
    return ports.includes(port) ? [isOnly ? name : words.byPort(name, portLabel(port))] : [];
  });
  return words.towards(named);
}

function cablesOf(room: RoomModel, device: string): readonly string[] {
  const ports = room.map.devices.find((it) => it.id === device)?.ports ?? [];
  return ports.flatMap((port) => (port.cabled ? [port.id] : []));
}

function isSame(one: Pick<Expected, 'device' | 'port'>, other: Pick<Expected, 'device' | 'port'>): boolean {
  return one.device === other.device && one.port === other.port;
}

/** What waits at a person's seat stays until it is decided; what flies can be thought about only while the clock stands still. */
function expectedFrame(store: Store, room: RoomModel, { waiting }: PredictionsView): Expected | undefined {
  const first = waiting[0];
  if (first !== undefined) return { ...first, waits: true };
  return room.paused ? flyingFrame(store, room) : undefined;
}

function flyingFrame(store: Store, room: RoomModel): Expected | undefined {
  const now = nowUs(store.clock.value, performance.now());
  for (const event of store.happenings.value.toReversed()) {
    if (event.kind !== 'flight' || event.arriveUs <= now) continue;
    const link = room.map.links.find(({ id }) => id === event.link);
    if (link === undefined) continue;
    const { device, port } = link.a.device === event.from ? link.b : link.a;
    if (device !== room.me.device) return { device, port, waits: false };
  }
  return undefined;
}
