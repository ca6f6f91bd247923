/** English. */
import type { Language } from '../language.ts';
import { glossary } from './glossary.ts';
import { goal } from './goals.ts';
import { nicknames } from './nicknames.ts';
import { parts } from './parts.ts';
import { firstFrame } from './puzzles/first-frame.ts';
import { learningSwitch } from './puzzles/learning-switch.ts';
import { twoRouters } from './puzzles/two-routers.ts';
import { whoHas } from './puzzles/who-has.ts';
import { rules } from './rules.ts';
import { words } from './words.ts';

export const english: Language = {
  code: 'en',
  name: 'English',
  words,
  puzzles: {
    'first-frame': firstFrame,
    'who-has': whoHas,
    'learning-switch': learningSwitch,
    'two-routers': twoRouters,
  },
  rules,
  parts,
  goal,
  glossary,
  kinds: { host: 'host', hub: 'hub', switch: 'switch', router: 'router', vtep: 'tunnel end point' },
  nicknames,
};
