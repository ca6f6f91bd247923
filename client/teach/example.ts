/** A team's report as a room: what panels need to speak of one of its devices, and of what somebody decided there. */
import { signal } from '@preact/signals';
import type { StudentView, TeamTold } from '../../shared/class/view.ts';
import type { Player, RoomModel } from '../model.ts';
import type { PageStore } from '../store.ts';

type Reported = Pick<TeamTold, 'puzzle' | 'map' | 'round' | 'phase' | 'goals' | 'seats'>;

/** `device`: at which the example was played. */
export function roomOf(report: Reported, students: readonly StudentView[], device: string): RoomModel {
  const players = students.map(({ id, name, colour, doing, seat }): Player => ({
    id,
    name,
    colour,
    connected: doing !== 'away',
    device: seat ?? '',
  }));
  const { puzzle, map, round, phase, goals } = report;
  return {
    puzzle,
    map,
    round,
    phase,
    goals,
    code: '',
    alone: false,
    run: null,
    wire: null,
    fault: null,
    storm: null,
    seats: report.seats.map(({ student, ...seat }) => ({
      device: seat.device,
      occupant: seat.occupant,
      waiting: seat.waiting,
      player: players.find(({ id }) => id === student) ?? null,
    })),
    players,
    me: { id: '', name: '', colour: 1, connected: true, device },
    you: null,
    result: [],
    paused: false,
    speed: 1,
    lesson: null,
    number: '',
    seq: 0,
    halt: '',
    leftBehind: false,
  };
}

/** The store of this page, as if it were in that room. */
export function storeIn(store: PageStore, room: RoomModel): PageStore {
  return { ...store, room: signal<RoomModel | null>(room) };
}
