/** Deals the VLANs of a puzzle: their numbers, what the ports of its switches are set to, and cards that tag what they send. */
import type { LabPortVlan, LabSwitch } from '../network/lab-format.ts';
import { drawOne, type Random } from '../random.ts';
import type { Puzzle, PuzzleDevice, PuzzlePortVlan } from './puzzle.ts';

/** The number of each VLAN, by its name in the puzzle. */
export type VlanNumbers = Readonly<Record<string, number>>;

export function drawVlans(random: Random, puzzle: Puzzle): VlanNumbers {
  const taken = new Set<number>();
  const drawn = Object.entries(puzzle.vlans ?? {}).map(([name, pool]) => {
    const free = pool.filter((candidate) => !taken.has(candidate));
    const number = drawOne(random, free);
    taken.add(number);
    return [name, number] as const;
  });
  return Object.fromEntries(drawn);
}

/** Ports p1, p2 …, each with its setting, if it has one. */
export function labPorts(device: Extract<PuzzleDevice, { kind: 'switch' }>, vlans: VlanNumbers): LabSwitch['ports'] {
  const names = Array.from({ length: device.ports }, (_, index) => `p${index + 1}`);
  return Object.fromEntries(
    names.map((name) => {
      const setting = device.vlans?.[name];
      return [name, setting === undefined ? {} : { vlan: portVlan(setting, vlans) }];
    }),
  );
}

/** The number of a VLAN. Throws when the puzzle has none of that name. */
export function numberOf(vlans: VlanNumbers, name: string): number {
  const number = vlans[name];
  if (number === undefined) throw new Error(`no VLAN ${name}`);
  return number;
}

function portVlan(setting: PuzzlePortVlan, vlans: VlanNumbers): LabPortVlan {
  if ('access' in setting) return { access: numberOf(vlans, setting.access) };
  const trunk = setting.trunk.map((name) => numberOf(vlans, name)).sort((one, other) => one - other);
  return setting.native === undefined ? { trunk } : { trunk, native: numberOf(vlans, setting.native) };
}
