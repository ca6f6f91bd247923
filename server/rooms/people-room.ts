/** A room with people in it: who is connected, who goes, and what of it is written down. What they play is the room's own business. */
import type { Client } from '@colyseus/core';
import type { GenericSchema } from 'valibot';
import { roomMessages, type RoomMessages } from '../../shared/messages.ts';
import type { RoomState } from '../state.ts';
import { BaseRoom, type Answer, type Handler } from './base.ts';
import { isWatcher, type MatchClient } from './guest.ts';
import type { Person } from './people.ts';
import { nothingWritten, type Written } from './written.ts';

export abstract class PeopleRoom extends BaseRoom<{ state: RoomState; client: MatchClient }> {
  readonly people: Person[] = [];
  protected readonly connections = new Map<Person, MatchClient>();
  protected written: Written = nothingWritten;

  /** After anybody has come, gone, sat down or stood up. */
  protected abstract peopleChanged(): void;
  /** The last one has gone. */
  protected abstract emptied(): void;

  /** Carries out a message of somebody who plays along. */
  protected handler<Name extends keyof RoomMessages>(
    name: Name,
    carryOut: (client: Client, message: RoomMessages[Name]) => Answer,
  ): Handler {
    const form = roomMessages[name] as unknown as GenericSchema<unknown, RoomMessages[Name]>;
    return this.checked(name, form, (client, message) =>
      isWatcher(client) ? 'not-seated' : carryOut(client, message),
    );
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
    this.written.people(person);
    this.changed();
  }

  /** In a class: the person does not belong here any more. */
  dismiss(person: Person, code: number): void {
    this.written.leaver(person);
    this.people.splice(this.people.indexOf(person), 1);
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

  /** The class is gone: nothing more is written. */
  end(code: number): void {
    this.written = nothingWritten;
    void this.disconnect(code).catch(() => {});
  }
}
