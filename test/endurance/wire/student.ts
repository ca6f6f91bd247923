/**
 * A student: the client as it is in a browser (session, outbox, liveness, the way to the server), with a line of its own through the proxy, a clock that can be stopped, and a record of all that was
 * sent and answered, taken where the client gives it to the line.
 */
import { colyseusTransport, type LineEvents, type Transport } from '../../../client/connection.ts';
import { isAway, type Outcome } from '../../../client/model.ts';
import type { RoomSnapshot } from '../../../client/room-reader.ts';
import { createSession, type RoomSignals, type Session } from '../../../client/session.ts';
import { createRoomSignals } from '../../../client/store.ts';
import type { Keeper } from '../../../client/storage.ts';
import { markKey } from '../../../server/rooms/round.ts';
import type { RoomState } from '../../../server/state.ts';
import { moveKinds, type Act } from '../../../shared/messages.ts';
import { draw, randomFrom, type Random } from '../../../shared/random.ts';
import { newToken } from '../../server/harness.ts';
import { createClock, type StudentClock } from './clock.ts';
import type { ProxyLine } from './proxy.ts';

/** An input as it went to the line, and what came back for it: each time that it was sent. */
export interface Sent {
  readonly name: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly round: number;
  tries: number;
  /** Places in the journal, as the server has told them. */
  readonly receipts: number[];
  readonly refusals: string[];
}

export interface Losses {
  readonly count: number;
  readonly times: readonly number[];
}

export interface Student {
  readonly name: string;
  readonly line: ProxyLine;
  readonly clock: StudentClock;
  readonly session: Session;
  readonly signals: RoomSignals;
  readonly random: Random;
  /** By `markKey`, in the order in which they were done. */
  readonly sent: Map<string, Sent>;
  /** What the state that has arrived says of itself. */
  readonly seen: { round: number; seq: number; room: string };
  /** The last input that went to the line, by `markKey`, and how many have. */
  readonly going: { key: string; count: number };
  /** How often the line was lost, and how long each time, milliseconds. */
  readonly losses: Losses;
  /** Answers that a person would have read as "this was not done". */
  readonly told: string[];
}

/** What is done to the client's way to the server, to see that a test would notice. */
export type Mutant =
  /** Who loses the line before the answer believes that it was not done. */
  | 'no-resend'
  /** Inputs go without their numbers, so the server cannot know them again. */
  | 'no-numbers'
  /** Whether somebody is there is never asked. */
  | 'no-liveness';

export function createStudent(name: string, line: ProxyLine, seed: string, mutant?: Mutant): Student {
  const random = randomFrom(`${seed} ${name}`);
  const token = newToken();
  const clock = createClock();
  const signals = createRoomSignals();
  const sent: Student['sent'] = new Map();
  const seen = { round: 0, seq: -1, room: '' };
  const going = { key: '', count: 0 };
  const transport = recorded(colyseusTransport(line.origin), { sent, seen, going, clock, mutant });
  const around = {
    nowMs: clock.nowMs,
    wallMs: clock.wallMs,
    random: () => draw(random, 1_000_000) / 1_000_000,
    later: clock.later,
    onWake: clock.onWake,
    tab: tabOf(),
    drawOutbox: () => newToken().slice(0, 11),
    tokenFor: () => token,
    name: () => name,
  };
  const session = createSession(signals, transport, around);
  return { name, line, clock, session, signals, random, sent, seen, going, losses: lossesOf(signals), told: [] };
}

function tabOf(): Keeper {
  const kept = new Map<string, string>();
  return { read: (key) => kept.get(key) ?? null, write: (key, value) => kept.set(key, value) };
}

function lossesOf({ connection }: RoomSignals): Losses {
  const losses: { count: number; readonly times: number[] } = { count: 0, times: [] };
  let sinceMs: number | null = null;
  connection.subscribe((now) => {
    if (isAway(now) && sinceMs === null) {
      losses.count++;
      sinceMs = performance.now();
    }
    if (now !== 'open' || sinceMs === null) return;
    losses.times.push(performance.now() - sinceMs);
    sinceMs = null;
  });
  return losses;
}

type Recording = Pick<Student, 'sent' | 'seen' | 'going' | 'clock'> & { readonly mutant: Mutant | undefined };

function recorded(real: Transport, record: Recording): Transport {
  const { clock, seen, mutant } = record;
  return {
    ...real,
    open: async (reservation, events, until) => {
      seen.room = roomIdIn(reservation);
      const line = await clock.awake(real.open(reservation, eventsOf(events, record), until));
      return {
        close: () => line.close(),
        request: (name, message) => {
          if (mutant === 'no-liveness' && name === 'alive') return Promise.resolve({ value: null });
          const { act, ...rest } = message as { act?: Act };
          const noted = moveKinds.some((kind) => kind === name) ? note(record, name, rest, act) : null;
          const answer = clock.awake(line.request(name, mutant === 'no-numbers' ? rest : message));
          const answered = answer.then((outcome) => heard(noted, outcome));
          return mutant === 'no-resend' ? answered.catch(() => ({ refused: 'server-busy' as const })) : answered;
        },
      };
    },
  };
}

/** What arrives while the page is frozen is told when it is awake again. */
function eventsOf(events: LineEvents<RoomSnapshot>, { seen, clock, mutant }: Recording): LineEvents<RoomSnapshot> {
  return {
    state: (state) =>
      clock.whenAwake(() => {
        const { round, seq } = state as RoomState;
        Object.assign(seen, { round, seq });
        events.state(state);
      }),
    happenings: (happenings) => clock.whenAwake(() => events.happenings(happenings)),
    replaced: () => clock.whenAwake(() => events.replaced()),
    closed: (code) => {
      const tell = (): void => clock.whenAwake(() => events.closed(code));
      // The wrong answers come before the line is known to be lost.
      if (mutant === 'no-resend') setTimeout(tell);
      else tell();
    },
  };
}

function note({ sent, seen, going }: Recording, name: string, message: Sent['message'], act: Act | undefined): Sent {
  const key = act === undefined ? `without a number ${sent.size}` : markKey(act);
  const before = sent.get(key);
  const one = before ?? { name, message, round: act?.round ?? seen.round, tries: 0, receipts: [], refusals: [] };
  one.tries++;
  sent.set(key, one);
  Object.assign(going, { key, count: going.count + 1 });
  return one;
}

function heard(sent: Sent | null, outcome: Outcome<unknown>): Outcome<unknown> {
  if (sent !== null && 'refused' in outcome) sent.refusals.push(outcome.refused);
  else if (sent !== null && 'value' in outcome)
    sent.receipts.push((outcome.value as { seq?: number } | null)?.seq ?? -1);
  return outcome;
}

function roomIdIn(reservation: unknown): string {
  const { roomId, room } = reservation as { roomId?: string; room?: { roomId: string } };
  return roomId ?? room?.roomId ?? '';
}
