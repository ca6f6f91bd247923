/** `ip link set br0 type bridge …` (iproute2, ip/iplink_bridge.c). */
import type { Change } from '../../device/change.ts';
import { asRoot, type Context, doesChanges, fails, NOT_PERMITTED, NOT_SUPPORTED, type Outcome } from './command.ts';
import { bridgeUsage } from './bridge-usage.ts';
import type { Link } from './links.ts';
import { INCOMPLETE, numberIn } from './words.ts';

/** Times are in hundredths of a second. */
const settings = {
  stp_state: { most: 0xffff_ffff, wrong: 'invalid stp_state' },
  priority: { most: 65_535, wrong: 'invalid priority' },
  ageing_time: { most: 0xffff_ffff, wrong: 'invalid ageing_time' },
} as const;

/** What Linux's bridge could be told, too. */
const known = new Set([...bridgeUsage.bridgeType.matchAll(/\[ (\w+)/g)].map(([, word]) => word));

export function bridgeSettings(context: Context, link: Link, words: readonly string[]): Outcome {
  const [type, ...rest] = words;
  if (type === undefined) return INCOMPLETE;
  if (type !== 'bridge' || link.kind !== 'bridge' || context.machine.kind !== 'switch') {
    return asRoot(context, NOT_PERMITTED, () => NOT_SUPPORTED);
  }
  const changes: Change[] = [];
  for (let at = 0; at < rest.length; at += 2) {
    const word = rest[at] as string;
    if (!Object.hasOwn(settings, word) && known.has(word)) return asRoot(context, NOT_PERMITTED, () => NOT_SUPPORTED);
    if (!Object.hasOwn(settings, word)) {
      return { output: `bridge: unknown command "${word}"?\n${bridgeUsage.bridgeType}`, status: 1, changes: [] };
    }
    const name = word as keyof typeof settings;
    if (rest[at + 1] === undefined) return INCOMPLETE;
    const value = numberIn(rest[at + 1], 0, settings[name].most);
    if (value === undefined) return fails(`Error: argument "${rest[at + 1]}" is wrong: ${settings[name].wrong}`, 255);
    changes.push(settingChange(name, value));
  }
  return asRoot(context, NOT_PERMITTED, () => doesChanges(...changes));
}

function settingChange(name: keyof typeof settings, value: number): Change {
  switch (name) {
    case 'stp_state':
      return { set: 'stp', on: value !== 0 };
    case 'priority':
      return { set: 'stp-priority', priority: value };
    case 'ageing_time':
      return { set: 'ageing', seconds: value / 100 };
  }
}
