/** A room with people in it: who is connected, and who goes. Who belongs to it and what they play is its core's business. */
import type { Client } from '@colyseus/core';
import type { GenericSchema } from 'valibot';
import { roomMessages, type RoomMessages } from '../../shared/messages.ts';
import type { MatchCore } from '../match/core.ts';
import type { RoomState } from '../state.ts';
import { BaseRoom, type Handler, type Reply } from './base.ts';
import { isWatcher, type MatchClient } from './guest.ts';
import type { Person } from './people.ts';

export abstract class PeopleRoom extends BaseRoom<{ state: RoomState; client: MatchClient }> {
  declare core: MatchCore;
  readonly connections = new Map<Person, MatchClient>();

  get people(): readonly Person[] {
    return this.core.people;
  }

  /** After anybody has come, gone, sat down or stood up. */
  peopleChanged(): void {
    this.core.peopleChanged();
  }

  /** The last one has gone. */
  protected abstract emptied(): void;

  /** Carries out a message of somebody who plays along. */
  protected handler<Name extends keyof RoomMessages>(
    name: Name,
    carryOut: (client: Client, message: RoomMessages[Name]) => Reply,
  ): Handler {
    const form = roomMessages[name] as unknown as GenericSchema<unknown, RoomMessages[Name]>;
    return this.checked(name, form, (client, message) =>
      isWatcher(client) ? 'not-seated' : carryOut(client, message),
    );
  }

  /** Carries out something that is answered only when it is written. */
  protected async whenWritten(answer: () => Reply): Promise<Awaited<Reply>> {
    await this.core.settled();
    const reply = await answer();
    await this.core.settled();
    return reply ?? (this.core.halt === 'cannot-save' ? 'cannot-save' : null);
  }

  /** Somebody looks on without playing along. */
  protected get isWatched(): boolean {
    return this.clients.some(isWatcher);
  }

  override onLeave(client: MatchClient): void {
    const person = client.userData?.person ?? undefined;
    if (person !== undefined && this.connections.get(person) === client) this.#gone(person);
    else this.changed();
  }

  #gone(person: Person): void {
    this.connections.delete(person);
    person.connected = false;
    person.awaySinceMs = performance.now();
    this.peopleChanged();
    if (this.connections.size === 0) this.emptied();
  }

  /** The person has changed: written down, and sent. */
  keep(person: Person): void {
    this.core.keep(person);
  }

  /** In a class: the person does not belong here any more. */
  dismiss(person: Person, code: number): void {
    this.core.dismiss(person);
    this.cut(person, code);
    this.peopleChanged();
  }

  /** Ends the person's connection. */
  cut(person: Person, code: number): void {
    const client = this.connections.get(person);
    if (client === undefined) return;
    this.#gone(person);
    client.leave(code);
  }

  /** The class is gone, or somebody else writes it: nothing more is written. */
  end(code: number): void {
    this.core.end();
    void this.disconnect(code).catch(() => {});
  }
}
