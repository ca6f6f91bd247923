/** Nothing to decide? Then predict what somebody else's device will do with the frame or packet that waits there, or with the frame that is on its way to it. */
import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import { nowUs, type RoomModel, type Store } from '../model.ts';
import type { Prediction, PredictionsView, Tested, WaitingPacket } from '../../shared/game/predictions-view.ts';
import { whileHeld } from '../held.ts';
import type { Desk } from './desk.ts';
import { addresseeText, Whom } from './predict-addressee.tsx';
import { farEnd, nameOf, portLabel, wordsOf } from './seat.ts';

/** A frame that came in, or will come in, at `port` of `device`. */
interface Expected {
  readonly device: string;
  readonly port: string;
  readonly waits: boolean;
}

export function Predict({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const { store } = desk;
  const hasSaid = useRef(false);
  const predictions = desk.seat.value?.predictions;
  const room = store.room.value;
  if (predictions === undefined || room === null) return null;
  const words = wordsOf(store).predict;
  const next = whatIsNext(store, room, predictions);
  const { open, last, tested, right } = predictions;
  if (next === undefined && open === null && last === null) return null;
  return (
    <section class="card step predict" aria-label={words.title}>
      <div class="row">
        <h3 class="grow">{words.title}</h3>
        {tested > 0 && <span class="chip">{words.count(right, tested)}</span>}
      </div>
      {last !== null && open === null && <p>{testedText(store, last)}</p>}
      {open !== null && (
        <Open text={words.open(nameOf(store, open.device), saidText(store, open))} isOwn={hasSaid.current} />
      )}
      {next !== undefined && (open === null || !isSame(open, next)) && (
        <Question key={keyOf(next)} store={store} room={room} next={next} onSaid={() => (hasSaid.current = true)} />
      )}
    </section>
  );
}

/** The buttons are gone that had the focus: it goes to what was said, unless the page has just been opened. */
function Open({ text, isOwn }: { readonly text: string; readonly isOwn: boolean }): JSX.Element {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isOwn) place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <p ref={place} tabIndex={-1}>
      {text}
    </p>
  );
}

interface QuestionProps {
  readonly store: Store;
  readonly room: RoomModel;
  readonly next: Expected | WaitingPacket;
  readonly onSaid: () => void;
}

function Question({ store, room, next, onSaid }: QuestionProps): JSX.Element {
  const isBusy = useSignal(false);
  const send = (said: Prediction): void => {
    isBusy.value = true;
    onSaid();
    void store.intents.predict(said).finally(() => (isBusy.value = false));
  };
  if ('packet' in next) {
    const { device } = next;
    const say = (addressee: Parameters<typeof addresseeText>[1]): void => send({ device, addressee });
    return <Whom store={store} room={room} packet={next} isBusy={isBusy.value} say={say} />;
  }
  const { device, port } = next;
  const say = (ports: readonly string[]): void => send({ device, port, ports });
  return <Cables store={store} room={room} frame={next} isBusy={isBusy.value} say={say} />;
}

interface Asked {
  readonly store: Store;
  readonly room: RoomModel;
  readonly frame: Expected;
  readonly isBusy: boolean;
  readonly say: (ports: readonly string[]) => void;
}

function Cables(asked: Asked): JSX.Element {
  const { store, room, frame } = asked;
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
      {cables.length === 1 ? <Whether {...asked} /> : <Which {...asked} />}
    </>
  );
}

/** One cable only: does anything leave by it, or not? */
function Whether({ store, room, frame: { device }, isBusy, say }: Asked): JSX.Element {
  const words = wordsOf(store).predict;
  return (
    <div class="choices" role="group" aria-labelledby="predict-question">
      <button
        type="button"
        class="pick"
        disabled={isBusy}
        {...whileHeld(store)}
        onClick={() => say(cablesOf(room, device))}
      >
        {words.yes}
      </button>
      <button type="button" class="pick" disabled={isBusy} {...whileHeld(store)} onClick={() => say([])}>
        {words.no}
      </button>
    </div>
  );
}

/** One press a cable; none pressed means that nothing leaves. */
function Which({ store, room, frame: { device }, isBusy, say }: Asked): JSX.Element {
  const words = wordsOf(store).predict;
  const chosen = useSignal<readonly string[]>([]);
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
      <button type="button" class="btn s" disabled={isBusy} {...whileHeld(store)} onClick={() => say(chosen.value)}>
        {words.say(leavesText(store, device, chosen.value))}
      </button>
    </>
  );
}

/** What became of a prediction. */
export function testedText(store: Store, last: Tested): string {
  const words = wordsOf(store).predict;
  const name = nameOf(store, last.device);
  const truth = 'truth' in last ? addresseeText(store, last.truth) : leavesText(store, last.device, last.left);
  return last.isRight ? words.right(name, truth) : words.wrong(name, truth, saidText(store, last));
}

function saidText(store: Store, said: Prediction): string {
  return 'addressee' in said ? addresseeText(store, said.addressee) : leavesText(store, said.device, said.ports);
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

/** Is this prediction about that? Of packets, one at a time waits first at a device. */
function isSame(said: Prediction, next: Expected | WaitingPacket): boolean {
  if (said.device !== next.device) return false;
  return 'packet' in next ? 'addressee' in said : 'port' in said && said.port === next.port;
}

function keyOf(next: Expected | WaitingPacket): string {
  return 'packet' in next ? `${next.device} ${next.packet} ${next.on} ${next.to}` : `${next.device} ${next.port}`;
}

/** What waits at a person's seat stays until it is decided; what flies can be thought about only while the clock stands still. */
function whatIsNext(store: Store, room: RoomModel, { waiting }: PredictionsView): Expected | WaitingPacket | undefined {
  const first = waiting[0];
  if (first !== undefined) return 'packet' in first ? first : { ...first, waits: true };
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
