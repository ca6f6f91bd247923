/**
 * A tour of the puzzles that are not played by letters alone: every mistake is made once and read, in both languages and at both sizes, and each is played to its end.
 * CI walks in one way with a part of the mistakes; `TOUR=all` makes all of them in all ways (see tour.ts).
 */
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import type * as secretsModule from '../../server/secrets.ts';
import type { FaultKind } from '../../shared/game/fault-kind.ts';
import { createMatch } from '../../shared/game/match.ts';
import { bossLocal } from '../../shared/puzzles/boss-local.ts';
import { noChromium } from '../setup/chromium.ts';
import { closeStage, openStage, type Stage } from './stage.ts';
import { tourPorts, tourRoutes } from './tours/configure.ts';
import { faultKinds, tourFault } from './tours/fault.ts';
import { tourStorm } from './tours/storm.ts';
import { begin } from './tours/tour-page.ts';
import { tourWire } from './tours/wire.ts';
import { waysOf } from './tour.ts';

/** The seed of the next rounds, where a certain deal is wanted. */
const drawn = vi.hoisted((): { seed: string | null } => ({ seed: null }));
vi.mock('../../server/secrets.ts', async (original) => {
  const secrets = await original<typeof secretsModule>();
  return { ...secrets, newSeed: () => drawn.seed ?? secrets.newSeed() };
});

/** A seed with which this breaks. */
function seedWith(kind: FaultKind): string {
  for (let seed = 0; ; seed++) if (createMatch(bossLocal, `${seed}`).fault?.dealt.fault === kind) return `${seed}`;
}

const isWhole = process.env['TOUR'] !== undefined;
/** A whole tour of one puzzle in one way may take so long, milliseconds. */
const LONG_MS = 600_000;

describe.skipIf(noChromium)('every mistake without letters', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  const rows = isWhole ? [0, 1, 2] : [0];
  it.each(waysOf('static-routes').flatMap((way) => rows.map((row) => ({ way, name: way.name, row }))))(
    'of settings: static-routes, row $row, $name',
    async ({ way, row }) => tourRoutes(await begin(stage, way, 'static-routes'), row),
    LONG_MS,
  );
  it.each(waysOf('vlan').map((way) => ({ way, name: way.name })))(
    'of settings: vlan, $name',
    async ({ way }) => tourPorts(await begin(stage, way, 'vlan'), (_wrong, at) => isWhole || at % 3 === 0),
    LONG_MS,
  );

  it.each(waysOf('taking-turns').map((way) => ({ way, name: way.name })))(
    'at a shared wire: taking-turns, $name',
    async ({ way }) => tourWire(await begin(stage, way, 'taking-turns')),
    LONG_MS,
  );

  it.each(waysOf('broadcast-storm').map((way) => ({ way, name: way.name })))(
    'in a storm: broadcast-storm, $name',
    async ({ way }) => tourStorm(await begin(stage, way, 'broadcast-storm')),
    LONG_MS,
  );

  const kinds = isWhole ? faultKinds : (['off'] as const);
  it.each(waysOf('boss-local').flatMap((way) => kinds.map((kind) => ({ way, kind, name: way.name }))))(
    'of what is broken: boss-local, $kind, $name',
    async ({ way, kind }) => {
      drawn.seed = seedWith(kind);
      // All that can be named is named once in each way; with the other faults a part of it, which together is all, too.
      const isAll = isWhole && faultKinds.indexOf(kind) === waysOf('boss-local').indexOf(way);
      await tourFault(stage, await begin(stage, way, 'boss-local', isWhole), kind, { isAll, hasMate: isWhole });
    },
    LONG_MS,
  );
});
