/** What a lesson of a class puts in the place of parts of a room's pages: its code comes with the page of a class, not with every room. */
import { createContext } from 'preact';
import type { ComponentType } from 'preact';
import type { RoomModel } from '../model.ts';

export type LessonPart = ComponentType<{ readonly room: RoomModel }>;

export interface LessonParts {
  /** In the place of the lobby. */
  readonly Gathering: LessonPart;
  /** What comes after a puzzle: who decides, and what to do until then. */
  readonly WhatNext: LessonPart;
  readonly Debrief: LessonPart;
  /** In the menu, and the window that asks before somebody goes. */
  readonly LeaveLabel: ComponentType;
  readonly Leave: ComponentType<{ readonly onClose: () => void }>;
}

/** Null in a room that is no class's. */
export const LessonPartsContext = createContext<LessonParts | null>(null);
