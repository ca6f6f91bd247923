/**
 * A puzzle is data: a network with open addresses, who may sit where, what is asked of them, the traffic, and the goals.
 * `deal` fills in the addresses; the words are in `text/`.
 */
import type { Asks } from '../device/decision.ts';
import type { PortVlan } from '../device/vlan.ts';
import type { FaultKind } from './fault-kind.ts';
import type { MapArea } from './view.ts';

/** The campaign's order. */
export const puzzleIds = [
  'first-frame',
  'bad-bits',
  'loud-hub',
  'who-has',
  'learning-switch',
  'flood-forward-filter',
  'ping',
  'boss-local',
  'near-or-far',
  'the-gateway',
  'two-routers',
  'longest-prefix',
  'ttl',
  'static-routes',
  'nat',
  'vlan',
] as const;
export type PuzzleId = (typeof puzzleIds)[number];

/** Where a route leads: a subnet by its name, everything ("default"), or the larger or smaller prefix of that length round the first address of a subnet. */
export type RouteTarget = string | { readonly around: string; readonly length: number };

export interface PuzzleRoute {
  readonly to: RouteTarget;
  /** A device with which the own one shares a subnet. */
  readonly via: string;
}

/** A device whose addresses are still open. Subnets are named; the host part is drawn unless `host` fixes it (from 1). */
export type PuzzleDevice =
  | {
      readonly kind: 'host';
      readonly subnet: string;
      readonly host?: number;
      /** The router that is its default gateway. */
      readonly gateway?: string;
      /** Further routes. */
      readonly routes?: readonly PuzzleRoute[];
      /** Devices of its subnet whose link-layer address it knows from the start. */
      readonly knows?: readonly string[];
    }
  | { readonly kind: 'hub' | 'switch'; readonly ports: number }
  | {
      readonly kind: 'router';
      readonly cards: readonly { readonly subnet: string; readonly host?: number }[];
      readonly routes?: readonly PuzzleRoute[];
      /** The card behind which the outside is: what leaves by it is translated ("eth1"). */
      readonly outside?: string;
    };

/** The kinds of device that a puzzle can have. */
export type SeatKind = PuzzleDevice['kind'];

/** What somebody sets on a device: routes on a router, VLANs on the ports of a switch. */
export type PuzzleSettings =
  { readonly routes: readonly PuzzleRoute[] } | { readonly vlans: Readonly<Record<string, PortVlan>> };

/** Whom a ping is for: a device (its first address), a device's address in a named subnet, everybody in a subnet, or an address of a subnet in which nobody is. */
export type PingTarget =
  | string
  | { readonly device: string; readonly subnet: string }
  | { readonly everybodyIn: string }
  | { readonly nobodyIn: string };

export interface PuzzlePing {
  readonly on: string;
  readonly to: PingTarget;
  /** 1 to 255; 64 if not given. */
  readonly ttl?: number;
  /** Sequence number of its first request, 1 to 65535; 1 if not given: others have gone before. */
  readonly sequence?: number;
  /** Before it begins for the first time, the cable end in the first port is plugged into the second one; nobody is told. */
  readonly move?: readonly [from: string, to: string];
  /** When it begins for the first time, one row of these is done to its frames; the seed draws which row. */
  readonly damage?: readonly (readonly PuzzleDamage[])[];
}

/** On a device's cable, bits of one frame turn over: of the next one to its card (only its own copy), or of the next one from it (what everybody hears). */
export interface PuzzleDamage {
  readonly cable: string;
  readonly frame: 'to' | 'from';
  /** How many bits. The seed draws which: of the addresses, of the data or of the FCS. */
  readonly bits: number;
}

/** `at`: whose card, cable, mask or table it is; `towards`: the host that is out of reach by it. */
export interface PuzzleFault {
  readonly kind: FaultKind;
  readonly at: string;
  readonly towards: string;
}

/** A goal is a behaviour of the network; its sentence is made from the same data by `text/`. Once met it stays met. */
export type Goal =
  /** The ping of this item of traffic has been answered. `cableTo`: it is for the address that its target has on the cable to that device. */
  | { readonly kind: 'answered'; readonly ping: number; readonly cableTo?: string }
  /** Every other host has read the broadcast of this item of traffic. */
  | { readonly kind: 'heard-by-all'; readonly ping: number }
  /** The request of this item of traffic has arrived undamaged at the card of every host but its sender's, though it is for one of them only. */
  | { readonly kind: 'overheard'; readonly ping: number }
  /** The ping has been answered, and nobody was asked for an address for it. */
  | { readonly kind: 'answered-without-asking'; readonly ping: number }
  /** The MAC tables of these switches have a true row for the device. */
  | { readonly kind: 'switches-know'; readonly switches: readonly string[]; readonly device: string }
  /** The ping has been answered, and none of its frames left the switch. */
  | { readonly kind: 'stayed-local'; readonly ping: number; readonly switch: string }
  /** The sender has been told by that router that the packet's time to live ran out there. */
  | { readonly kind: 'time-exceeded'; readonly ping: number; readonly by: string }
  /** The sender has been told by a router that no route leads to the target. */
  | { readonly kind: 'told-unreachable'; readonly ping: number }
  /** In one run every ping was answered, and no frame of a machine of one group came out at a machine of another one. */
  | { readonly kind: 'isolated'; readonly groups: readonly (readonly string[])[] };

/** A place on the map, in map units; the map is `size` units wide and high. */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
}

export interface PuzzleMap {
  readonly size: { readonly width: number; readonly height: number };
  readonly devices: Readonly<Record<string, MapPlace & { readonly drawAs?: 'segment' }>>;
  /** Bends of a cable, in the order of `links`; a cable without an entry is straight. */
  readonly bends?: Readonly<Record<number, readonly MapPlace[]>>;
  readonly areas?: readonly MapArea[];
}

export interface Puzzle {
  readonly id: PuzzleId;
  /** Chapter of the curriculum, 1 to 6, and the puzzle's number in the curriculum; the boss at the end of a chapter has none. */
  readonly chapter: number;
  readonly number: number | 'boss';
  /**
   * Subnets by name. Pools of the same length of list are drawn together, the same place in each, if their names begin alike before a hyphen
   * ("twin-a", "twin-b"); all others are drawn without repetition.
   */
  readonly subnets: Readonly<Record<string, readonly string[]>>;
  readonly devices: Readonly<Record<string, PuzzleDevice>>;
  /** "device.port"; ports of hubs and switches are p1, p2 …, cards of hosts and routers eth0, eth1 … */
  readonly links: readonly (readonly [string, string])[];
  /** Devices that swap roles by the seed: in `traffic` and `goals`, "$1" is the first of them in the drawn order. */
  readonly roles?: readonly string[];
  /** In order; each item begins when the network has become quiet after the one before it. */
  readonly traffic: readonly PuzzlePing[];
  readonly goals: readonly Goal[];
  /** When this item begins for the first time, one of these breaks; the seed draws which. Its ping must not be answered until that is found and mended. */
  readonly fault?: { readonly item: number; readonly among: readonly PuzzleFault[] };
  /** The devices on which somebody can sit, in the order in which they are offered. */
  readonly seats: readonly string[];
  readonly asks: Asks;
  /** Devices that are configured by who sits there, before the traffic runs by itself: what a right configuration of each seat would be. They start without it. */
  readonly configure?: Readonly<Record<string, PuzzleSettings>>;
  /** How many of a seat's first decisions are guided: a wrong move is refused with its reason. */
  readonly guided: Readonly<Partial<Record<SeatKind, number>>>;
  readonly map: PuzzleMap;
}
