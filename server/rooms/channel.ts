/**
 * What the room of a class and the rooms of its teams say to each other: JSON texts over Colyseus presence and nothing else, so that they may live in
 * different processes. Down goes how things are to be, not what has changed: a room that has missed something is right again with the next message.
 */
import type { TeamLesson } from '../../shared/class/lesson.ts';
import type { Disturbance } from '../../shared/class/settings.ts';
import type { TeamReport } from '../../shared/class/view.ts';

/** Up, from a team's room. */
export type ToClass =
  /** `here`: students who are connected. */
  | { readonly do: 'report'; readonly team: string; readonly here: number; readonly report: TeamReport }
  /** The room listens from now on; asks how things are to be. */
  | { readonly do: 'opened'; readonly team: string }
  | { readonly do: 'closed'; readonly team: string }
  | { readonly do: 'hand'; readonly student: string; readonly up: boolean }
  /** The team has won this round and wants the next puzzle. */
  | { readonly do: 'next'; readonly team: string; readonly round: number };

/** Down, to a team's room. */
export type ToTeam =
  | { readonly do: 'lesson'; readonly lesson: TeamLesson }
  /** Asks for a report. */
  | { readonly do: 'report' }
  /** While frozen: lets the next thing happen. */
  | { readonly do: 'step' }
  | FromTeacher
  /** The class is gone; nothing more is written. */
  | { readonly do: 'end' };

/** What the teacher does to the match itself. */
export type FromTeacher = { readonly do: 'hint' } | { readonly do: 'disturb'; readonly how: Disturbance };

/** By presence, which both kinds of rooms have. */
export interface Presence {
  subscribe(topic: string, callback: (text: string) => void): unknown;
  publish(topic: string, text: string): unknown;
}

export function tellClass(presence: Presence, code: string, message: ToClass): void {
  presence.publish(`class:${code}`, JSON.stringify(message));
}

export function tellTeam(presence: Presence, room: string, message: ToTeam): void {
  presence.publish(`team:${room}`, JSON.stringify(message));
}

/** The texts were written by rooms of this program. */
export async function hearTeams(presence: Presence, code: string, hear: (message: ToClass) => void): Promise<void> {
  await presence.subscribe(`class:${code}`, (text) => hear(JSON.parse(text) as ToClass));
}

export async function hearClass(presence: Presence, room: string, hear: (message: ToTeam) => void): Promise<void> {
  await presence.subscribe(`team:${room}`, (text) => hear(JSON.parse(text) as ToTeam));
}
