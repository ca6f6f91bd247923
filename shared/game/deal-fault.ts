/** Draws what is broken in a puzzle with a fault, and how it is mended again. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import { broadcastAddressOf, contains, prefixOf } from '../address/prefix.ts';
import type { Change } from '../device/change.ts';
import type { NetworkChange } from '../network/changes.ts';
import { endName } from '../network/lab.ts';
import type { EndName } from '../network/link.ts';
import { drawOne, type Random } from '../random.ts';
import type { FaultName } from './fault-kind.ts';
import { linkOf } from './look.ts';
import type { Puzzle, PuzzleFault } from './puzzle.ts';

/** One thing that is done to a device or to a cable. */
export type FaultStep =
  { readonly device: string; readonly change: Change } | { readonly device: null; readonly change: NetworkChange };

export interface DealtFault extends FaultName {
  /** Item of traffic with which it begins. */
  readonly item: number;
  readonly breaks: readonly FaultStep[];
  readonly mends: readonly FaultStep[];
}

/** A host's card, as it was dealt. */
interface HostCard {
  readonly device: string;
  readonly name: string;
  readonly address: Ipv4;
  readonly length: number;
}

/** More frames than a match has: the cable damages all of them. */
const EVERY_FRAME = 1_000_000;
/** The longest mask with which a subnet has room for hosts and a broadcast address. */
const LONGEST_MASK = 30;

/** `newMac` draws a link-layer address that no card has. */
export function dealFault(
  random: Random,
  puzzle: Puzzle,
  role: (id: string) => string,
  cards: readonly HostCard[],
  newMac: () => Mac,
): DealtFault | null {
  if (puzzle.fault === undefined) return null;
  const { item, among } = puzzle.fault;
  const cardOf = (id: string): HostCard => {
    const card = cards.find(({ device }) => device === role(id));
    if (card === undefined) throw new Error(`${puzzle.id}: ${role(id)} has no card that could be at fault`);
    return card;
  };
  const wanted = among.map(({ kind, at, towards }) => ({ kind, own: cardOf(at), other: cardOf(towards) }));
  const { kind, own, other } = drawOne(
    random,
    wanted.filter((one) => one.kind !== 'mask' || tooLongMask(one.own, one.other) !== undefined),
  );
  return { item, ...dealtAs(kind, own, other, puzzle, newMac) };
}

function dealtAs(
  fault: PuzzleFault['kind'],
  own: HostCard,
  other: HostCard,
  { links }: Puzzle,
  newMac: () => Mac,
): Omit<DealtFault, 'item'> {
  const { device, name: port } = own;
  const place = { kind: 'device', id: device } as const;
  const set = (change: Change): readonly FaultStep[] => [{ device, change }];
  switch (fault) {
    case 'damages':
    case 'cut':
      return {
        fault,
        place: { kind: 'link', id: linkOf({ links: links.map(([a, b]) => [a, b]) }, device, port) },
        ...onCable(fault, own, links),
      };
    case 'off':
      return {
        fault,
        place,
        breaks: set({ set: 'link', port, up: false }),
        mends: set({ set: 'link', port, up: true }),
      };
    case 'mask': {
      const { length } = own;
      const tooLong = tooLongMask(own, other) ?? length;
      return {
        fault,
        place,
        breaks: [...set(addressed('add', own, tooLong)), ...set(addressed('delete', own, length))],
        mends: [...set(addressed('add', own, length)), ...set(addressed('delete', own, tooLong))],
      };
    }
    case 'neighbor': {
      const row = { set: 'neighbor', interface: port, address: other.address } as const;
      return {
        fault,
        place,
        // As after a card was replaced: the row was written by hand, and nobody has corrected it.
        breaks: set({ ...row, mac: newMac() }),
        mends: set({ ...row, mac: undefined }),
      };
    }
  }
}

/** The card's address with a mask of that length. The new one comes before the old one goes, so that the card is never without. */
function addressed(how: 'add' | 'delete', { name: port, address }: HostCard, length: number): Change {
  return { set: 'address', how, port, address, length, broadcast: broadcastAddressOf(prefixOf(address, length)) };
}

/** Both directions of the cable at the host's card. */
function onCable(
  fault: 'damages' | 'cut',
  own: HostCard,
  links: Puzzle['links'],
): Pick<DealtFault, 'breaks' | 'mends'> {
  const at = `${own.device}.${own.name}`;
  const ends = links.find((link) => link.includes(at));
  if (ends === undefined) throw new Error(`no cable at ${at}`);
  const [near, far] = ends.map(endName) as [EndName, EndName];
  const step = (change: NetworkChange): FaultStep => ({ device: null, change });
  if (fault === 'cut')
    return { breaks: [step({ change: 'cut', at: near })], mends: [step({ change: 'mend', at: near })] };
  return {
    breaks: [near, far].map((end) => step({ change: 'damage', at: end, frames: EVERY_FRAME })),
    mends: [step({ change: 'renew', at: near })],
  };
}

/** The shortest mask by which the other one is far, with which the own address is still that of a host; undefined: there is none. */
function tooLongMask(own: HostCard, other: HostCard): number | undefined {
  for (let length = own.length + 1; length <= LONGEST_MASK; length++) {
    const subnet = prefixOf(own.address, length);
    const isHost = !subnet.startsWith(`${own.address}/`) && broadcastAddressOf(subnet) !== own.address;
    if (isHost && !contains(subnet, other.address)) return length;
  }
  return undefined;
}
