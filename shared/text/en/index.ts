/** English. */
import type { Language } from '../language.ts';
import { glossary } from './glossary.ts';
import { goal } from './goals.ts';
import { nicknames } from './nicknames.ts';
import { parts } from './parts.ts';
import { badBits } from './puzzles/bad-bits.ts';
import { broadcastStorm } from './puzzles/broadcast-storm.ts';
import { firstFrame } from './puzzles/first-frame.ts';
import { floodForwardFilter } from './puzzles/flood-forward-filter.ts';
import { learningSwitch } from './puzzles/learning-switch.ts';
import { longestPrefix } from './puzzles/longest-prefix.ts';
import { nat } from './puzzles/nat.ts';
import { loudHub } from './puzzles/loud-hub.ts';
import { takingTurns } from './puzzles/taking-turns.ts';
import { nearOrFar } from './puzzles/near-or-far.ts';
import { bossLocal } from './puzzles/boss-local.ts';
import { ping } from './puzzles/ping.ts';
import { spanningTree } from './puzzles/spanning-tree.ts';
import { staticRoutes } from './puzzles/static-routes.ts';
import { theGateway } from './puzzles/the-gateway.ts';
import { trunk } from './puzzles/trunk.ts';
import { ttl } from './puzzles/ttl.ts';
import { twoRouters } from './puzzles/two-routers.ts';
import { vlan } from './puzzles/vlan.ts';
import { whoHas } from './puzzles/who-has.ts';
import { rules } from './rules.ts';
import { words } from './words.ts';

export const english: Language = {
  code: 'en',
  name: 'English',
  words,
  puzzles: {
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
  },
  rules,
  parts,
  goal,
  glossary,
  kinds: { host: 'host', hub: 'hub', switch: 'switch', router: 'router', vtep: 'tunnel end point' },
  nicknames,
};
