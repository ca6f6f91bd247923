import { describe, expect, it } from 'vitest';
import { accept, createMatch } from '../../../shared/game/match.ts';
import { mapView } from '../../../shared/game/seat-view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';

describe('a cable that the teacher adds', () => {
  it.each(['learning-switch', 'who-has'] as const)('bends off the others and stays on the map: %s', (id) => {
    const match = createMatch(puzzles[id], 'added');
    accept(match, { kind: 'disturb', how: 'loop' });
    const map = mapView(match);
    const added = map.links.at(-1)!;
    expect(map.links).toHaveLength(puzzles[id].links.length + 1);
    for (const { device, port } of [added.a, added.b])
      expect(map.devices.find((it) => it.id === device)?.ports).toContainEqual({ id: port, cabled: true });
    expect(added.via.length).toBeGreaterThan(0);
    for (const { x, y } of added.via) {
      expect(x > 0 && x < map.size.width).toBe(true);
      expect(y > 0 && y < map.size.height).toBe(true);
      for (const place of map.devices) expect(Math.abs(place.x - x) + Math.abs(place.y - y)).toBeGreaterThan(40);
    }
  });
});
