/** What the parts of a teacher's page share: the class, doing something to it, and what was said about that. */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Disturbance } from '../../shared/class/settings.ts';
import type { ClassMessages } from '../../shared/messages/class.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { usePage } from '../pages/page.tsx';
import type { PageStore } from '../store.ts';
import type { ClassTransport } from './connection.ts';
import type { TeacherModel } from './model.ts';
import type { TeacherSession } from './store.ts';
import { useTeachWords } from './words.ts';

/** The last thing that happened because of this page. */
export interface Note {
  readonly text: string;
  readonly isRefused: boolean;
}

/** Parts of the page: beside each other on a laptop, where `teams` are always there; one at a time on a phone. */
export type ClassTab = 'teams' | 'students' | 'wrong';
export type ClassWindow = 'share' | 'shuffle' | 'delete' | 'open';

export interface ClassDesk {
  readonly session: TeacherSession;
  readonly transport: ClassTransport;
  readonly note: Signal<Note | null>;
  readonly tab: Signal<ClassTab>;
  readonly opened: Signal<ClassWindow | null>;
  /** Id of the team that is looked at; null for the class. */
  readonly looking: Signal<string | null>;
  /** Id of the team from which the teacher comes back; null once the focus is at it. */
  readonly left: Signal<string | null>;
  /** This page has asked for the class to be deleted: its line may end before the answer is here. */
  readonly isDeleting: Signal<boolean>;
  /** Id of the student who is dragged. */
  readonly dragged: Signal<string | null>;
}

export function createClassDesk(session: TeacherSession, transport: ClassTransport): ClassDesk {
  return {
    session,
    transport,
    note: signal<Note | null>(null),
    tab: signal<ClassTab>('teams'),
    opened: signal<ClassWindow | null>(null),
    looking: signal<string | null>(null),
    left: signal<string | null>(null),
    isDeleting: signal(false),
    dragged: signal<string | null>(null),
  };
}

export const ClassDeskContext = createContext<ClassDesk | null>(null);

export function useDesk(): ClassDesk {
  const desk = useContext(ClassDeskContext);
  if (desk === null) throw new Error('outside of a class');
  return desk;
}

/** The class as it is now; only below the page that waits for it. */
export function useClass(): TeacherModel {
  const view = useDesk().session.view.value;
  if (view === null) throw new Error('the class has not arrived');
  return view;
}

export type Act = <Name extends keyof ClassMessages>(
  name: Name,
  message: ClassMessages[Name],
  said: string,
) => Promise<boolean>;

/** Does something to the class, and says what came of it, to eyes and to ears. True when it is done. */
export function useAct(): Act {
  const { session } = useDesk();
  const say = useSay();
  return async (name, message, said) => {
    const refused = await session.send(name, message);
    say(refused ?? { said });
    return refused === null;
  };
}

/** Says what has happened, or why it has not. */
export function useSay(): (what: RefusalCode | { readonly said: string }) => void {
  const { note } = useDesk();
  const { spoken, store } = usePage();
  return (what) => {
    const isRefused = typeof what === 'string';
    const text = isRefused ? refusalText(store, what) : what.said;
    note.value = { text, isRefused };
    spoken.value = text;
  };
}

function refusalText(store: PageStore, code: RefusalCode): string {
  return store.language.peek().words.refusals[code];
}

/** Disturbs a team, or with null all of them. */
export function useDisturb(): (team: string | null, name: string, how: Disturbance) => void {
  const act = useAct();
  const words = useTeachWords();
  return (team, name, how) => {
    void act('disturb', { team, how }, words.tile.disturbed(name, words.disturb.done[how]));
  };
}
