import { expect, it } from 'vitest';
import { mapView } from '../../shared/game/seat-view.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { project } from '../../server/project.ts';
import { RoomState } from '../../server/state.ts';
import { matchWith, playOut } from '../shared/game/play.ts';

it('draws a cable at its new place when a machine has moved, and the map as it was otherwise', () => {
  const puzzle = puzzles['flood-forward-filter'];
  const match = matchWith(puzzle, 'map', puzzle.seats);
  const state = new RoomState();
  const scene = {
    room: { code: 'ABCD', alone: true },
    round: { number: 1, match, started: true, decided: new Map(), seq: 0, marks: new Map() },
    people: [],
    anchor: { atUs: 0, ratePerMs: 0, untilUs: 0 },
    paused: false,
    speed: 1,
    lesson: null,
    isWatched: false,
    halt: '' as const,
    leftBehind: false,
  };
  const maps: string[] = [];
  playOut(match, () => {
    project(state, scene);
    if (state.map !== maps.at(-1)) maps.push(state.map);
    return undefined;
  });
  expect(maps).toHaveLength(2);
  expect(maps).toEqual([JSON.stringify(mapView({ puzzle, links: puzzle.links })), JSON.stringify(mapView(match))]);
});
