/**
 * What every room needs from Colyseus so that one mistake, one flooding client or one slow reader harms nobody else.
 * Without `onUncaughtException` a single throwing handler would end the process, and all rooms with it.
 */
import {
  CloseCode,
  ErrorCode,
  Room,
  ServerError,
  type Client,
  type MessageContext,
  type RoomOptions,
} from '@colyseus/core';
import * as v from 'valibot';
import { MESSAGES_PER_SECOND } from '../../shared/messages.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { createTank, type Flow, type Tank } from '../limit.ts';
import { logOnce } from '../log.ts';
import { quietRooms } from './quiet.ts';

/** Why a message was refused, or what the sender alone gets for it: null when there is nothing to say. */
export type Answer = RefusalCode | object | null;

/** The same, or a promise of it where others have to be asked first. */
export type Reply = Answer | Promise<Answer>;

/** Handler of one message: carries it out, or says why not. */
export type Handler = (client: Client, payload: unknown, context: MessageContext) => unknown;

/** A client that keeps sending although it was told not to is cut off at this many messages a second. */
const FLOOD_PER_SECOND = 3 * MESSAGES_PER_SECOND;
/** So many messages too many are answered; whoever goes on then is cut off. One of them is forgotten each second. */
const TOO_MANY: Flow = { burst: 60, perSecond: 1 };
/** Bytes that may wait for a slow reader. */
const BACKLOG_MAX_BYTES = 1_000_000;
/** Changes within this time travel together, milliseconds. */
const COALESCE_MS = 10;

quietRooms();

/** What has been heard from a client: in the present second, and how often it was told that it was too much. */
interface Heard {
  second: number;
  count: number;
  readonly tooMany: Tank;
}

export abstract class BaseRoom<Options extends RoomOptions> extends Room<Options> {
  override maxMessagesPerSecond = FLOOD_PER_SECOND;
  override patchRate = null;
  override autoDispose = false;
  /** It ends: nobody can come in any more. */
  isClosing = false;

  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #heard = new WeakMap<Client, Heard>();
  /** When what has changed is sent; Infinity while nothing has. */
  #dueMs = Infinity;
  #cancelFlush: () => void = () => {};
  #cancelEnd: () => void = () => {};

  /** Places are given by our own API only; it needs no onAuth. */
  static override onAuth(): Promise<never> {
    return Promise.reject(new ServerError(ErrorCode.AUTH_FAILED, 'rooms are joined by /api/rooms'));
  }

  /** Carries out a message that fits its form; a refusal, and even a mistake of ours, is answered with a code. */
  protected checked<Message>(
    name: string,
    form: v.GenericSchema<unknown, Message>,
    carryOut: (client: Client, message: Message) => Reply,
  ): Handler {
    return (client, payload, context) => {
      const say = (answer: Answer) => (typeof answer === 'string' ? context.reject(answer) : answer);
      const reply = this.#tryCarryOut(name, form, carryOut, client, payload);
      return reply instanceof Promise ? reply.then(say) : say(reply);
    };
  }

  #tryCarryOut<Message>(
    name: string,
    form: v.GenericSchema<unknown, Message>,
    carryOut: (client: Client, message: Message) => Reply,
    client: Client,
    payload: unknown,
  ): Reply {
    if (this.#isTooMany(client)) return 'too-many-messages';
    if (isSlow(client)) return null;
    const checked = v.safeParse(form, payload);
    if (!checked.success) return name === 'rename' ? 'bad-name' : 'bad-message';
    try {
      return carryOut(client, checked.output);
    } catch (error) {
      this.onUncaughtException(error, `message ${name}`);
      return 'internal';
    }
  }

  #isTooMany(client: Client): boolean {
    const second = Math.floor(performance.now() / 1000);
    const heard = this.#heard.get(client) ?? {
      second,
      count: 0,
      tooMany: createTank(TOO_MANY, () => performance.now()),
    };
    this.#heard.set(client, heard);
    heard.count = heard.second === second ? heard.count + 1 : 1;
    heard.second = second;
    if (heard.count <= MESSAGES_PER_SECOND) return false;
    if (heard.tooMany.take() > 0) cutOff(client);
    return true;
  }

  /** Any other message. Without it Colyseus puts the kind's name into the close reason, which may be no longer than 123 bytes, and throws. */
  protected readonly unknown = (client: Client): void => client.leave(CloseCode.WITH_ERROR);

  /** Something has changed: all of it is sent together, a moment later; with what is due earlier if there is something. */
  changed(inMs = COALESCE_MS): void {
    const dueMs = performance.now() + inMs;
    if (dueMs >= this.#dueMs) return;
    this.#cancelFlush();
    this.#dueMs = dueMs;
    this.#cancelFlush = this.later(inMs, () => this.flush());
  }

  /** Sends what has changed now, if it may be shown. */
  protected flush(): void {
    this.#cancelFlush();
    this.#dueMs = Infinity;
    if (!this.mayShow()) return;
    this.beforeFlush();
    this.broadcastPatch();
    this.afterFlush();
    for (const client of this.clients) isSlow(client);
  }

  /** May what is in memory be shown? Where not, `changed` is said again as soon as it may. */
  protected mayShow(): boolean {
    return true;
  }

  /** Writes the state that is about to be sent. */
  protected abstract beforeFlush(): void;
  /** Sends what belongs after the state. */
  protected abstract afterFlush(): void;

  /** Ends the room after so long without anybody, unless this is said again, or it is in use then. */
  protected endAfter(delayMs: number, isInUse: () => boolean = () => false): void {
    this.#cancelEnd();
    this.#cancelEnd = this.later(delayMs, () =>
      isInUse() ? this.endAfter(delayMs, isInUse) : void this.disconnect().catch(() => {}),
    );
  }

  protected stayOpen(): void {
    this.#cancelEnd();
  }

  /** A timer that ends with the room and cannot end the process. What it returns calls it off. */
  later(delayMs: number, callback: () => void): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.attempt('timer', callback);
    }, delayMs);
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  /** Runs something that was begun by another room: a mistake in it is ours, not theirs. */
  attempt(where: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.onUncaughtException(error, where);
    }
  }

  override onUncaughtException(error: unknown, where: string): void {
    // A refusal at the door is no mistake.
    if (error instanceof Error && error.cause instanceof ServerError) return;
    logOnce(`${this.roomName}, ${where}`, error);
  }

  override disconnect(closeCode?: number): Promise<unknown> {
    this.isClosing = true;
    return super.disconnect(closeCode);
  }

  override onDispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** The server goes down: browsers come back by themselves, to the state that is in the store. */
  override onBeforeShutdown(): void {
    this.disconnect(CloseCode.SERVER_SHUTDOWN).catch(() => {});
  }
}

/** Is this a client that does not read what it gets? Then it is cut off. */
function isSlow(client: Client): boolean {
  // Until a client says that it has joined, what is meant for it waits in a list of Colyseus's own.
  const { _enqueuedMessages: kept = [] } = client as { _enqueuedMessages?: readonly Uint8Array[] };
  const keptBytes = kept.reduce((sum, { length }) => sum + length, 0);
  const isIt = (client.ref as unknown as { bufferedAmount: number }).bufferedAmount + keptBytes > BACKLOG_MAX_BYTES;
  if (isIt) cutOff(client);
  return isIt;
}

/** Without a farewell, which whoever is meant would not read. */
function cutOff(client: Client): void {
  (client.ref as unknown as { terminate(): void }).terminate();
}
