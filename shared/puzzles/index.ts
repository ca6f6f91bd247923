/** All puzzles by id; `puzzleIds` is the campaign's order. */
import type { Puzzle, PuzzleId } from '../game/puzzle.ts';
import { badBits } from './bad-bits.ts';
import { bossLocal } from './boss-local.ts';
import { broadcastStorm } from './broadcast-storm.ts';
import { firstFrame } from './first-frame.ts';
import { floodForwardFilter } from './flood-forward-filter.ts';
import { learningSwitch } from './learning-switch.ts';
import { longestPrefix } from './longest-prefix.ts';
import { nat } from './nat.ts';
import { loudHub } from './loud-hub.ts';
import { nearOrFar } from './near-or-far.ts';
import { ping } from './ping.ts';
import { spanningTree } from './spanning-tree.ts';
import { staticRoutes } from './static-routes.ts';
import { takingTurns } from './taking-turns.ts';
import { theGateway } from './the-gateway.ts';
import { trunk } from './trunk.ts';
import { ttl } from './ttl.ts';
import { twoRouters } from './two-routers.ts';
import { vlan } from './vlan.ts';
import { whoHas } from './who-has.ts';

export const puzzles: Readonly<Record<PuzzleId, Puzzle>> = {
  'first-frame': firstFrame,
  'bad-bits': badBits,
  'loud-hub': loudHub,
  'taking-turns': takingTurns,
  'who-has': whoHas,
  'learning-switch': learningSwitch,
  'flood-forward-filter': floodForwardFilter,
  ping,
  'boss-local': bossLocal,
  'broadcast-storm': broadcastStorm,
  'spanning-tree': spanningTree,
  'near-or-far': nearOrFar,
  'the-gateway': theGateway,
  'two-routers': twoRouters,
  'longest-prefix': longestPrefix,
  ttl,
  'static-routes': staticRoutes,
  nat,
  vlan,
  trunk,
};
