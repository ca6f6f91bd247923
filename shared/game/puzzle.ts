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
  'taking-turns',
  'who-has',
  'learning-switch',
  'flood-forward-filter',
  'ping',
  'boss-local',
  'broadcast-storm',
  'spanning-tree',
  'near-or-far',
  'the-gateway',
  'two-routers',
  'longest-prefix',
  'ttl',
  'static-routes',
  'nat',
  'vlan',
  'trunk',
] as const;
export type PuzzleId = (typeof puzzleIds)[number];

/** Where a route leads: a subnet by its name, everything ("default"), or the larger or smaller prefix of that length round the first address of a subnet. */
export type RouteTarget = string | { readonly around: string; readonly length: number };

/** A port of a switch with VLANs, which have names (`vlans` of the puzzle): an access port, or a trunk of several. */
export type PuzzlePortVlan =
  { readonly access: string } | { readonly trunk: readonly string[]; readonly native?: string };

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
      /** It has the same link-layer and IP address as this host: a copy of it, in another VLAN. */
      readonly twin?: string;
      /** Its card is a VLAN interface: all that it sends carries the tag of that VLAN. */
      readonly tag?: string;
    }
  | {
      readonly kind: 'switch';
      readonly ports: number;
      /** Settings of its ports; with any, a port without one is an access port of VLAN 1. */
      readonly vlans?: Readonly<Record<string, PuzzlePortVlan>>;
      /** After how long a row of its table is forgotten; 300 s if not given. */
      readonly ageingSeconds?: number;
    }
  /** With a rate, 10^6 bits a second, it and its cables are part of one wire that all share (CSMA/CD). */
  | { readonly kind: 'hub'; readonly ports: number; readonly rateMbps?: number }
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
  /** It does not wait for quiet, but begins so long after the one before it; microseconds of simulated time. */
  readonly afterUs?: number;
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

/** What makes a puzzle run live: first each seat passes some frames on by hand, then the switches do it by themselves, and only cables can be pulled. */
export interface PuzzleStorm {
  /** Of every cable; slow, so that people can watch. `queue`: most frames that wait or are under way in one direction. */
  readonly cable: { readonly rateMbps: number; readonly queue: number };
  /** Broadcasts that each seat passes on by hand. */
  readonly byHand: number;
  /** Items of traffic that are sent in turn, again and again, while it runs live: whose answer comes, and whose does not, is seen by all. */
  readonly probes: readonly number[];
  /** The item of traffic that goes out when all is calm: a broadcast, which would start the storm again if a loop were left. */
  readonly last: number;
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
  /** The pings of these items of traffic have all been answered. */
  | { readonly kind: 'all-answered'; readonly pings: readonly number[] }
  /** Every other host has read the broadcast of this item of traffic. */
  | { readonly kind: 'heard-by-all'; readonly ping: number }
  /** The request of this item of traffic has arrived undamaged at the card of every host but its sender's, though it is for one of them only. */
  | { readonly kind: 'overheard'; readonly ping: number }
  /** The ping has been answered, and nobody was asked for an address for it. */
  | { readonly kind: 'answered-without-asking'; readonly ping: number }
  /** The ping has been answered, and from the beginning of that run of it no frame has come in at a port in another VLAN than its sender's. */
  | { readonly kind: 'answered-apart'; readonly ping: number }
  /** A frame of the ping has been dropped by the switch, and by no port has the switch let it out. */
  | { readonly kind: 'kept-out'; readonly ping: number; readonly switch: string }
  /** The MAC tables of these switches have a true row for the device. */
  | { readonly kind: 'switches-know'; readonly switches: readonly string[]; readonly device: string }
  /** The ping has been answered, and none of its frames left the switch. */
  | { readonly kind: 'stayed-local'; readonly ping: number; readonly switch: string }
  /** The broadcast of this item of traffic has been read by every other host, and by none of them twice; tested when all is quiet. */
  | { readonly kind: 'heard-once'; readonly ping: number }
  /** All switches take the same bridge for the root, and every other one has a root port. */
  | { readonly kind: 'one-root' }
  /** So many cables between switches are blocked at one end, and all ports else forward. */
  | { readonly kind: 'loops-cut'; readonly spare: number }
  /** Copies of the one request of this item of traffic have filled every cable between two switches, at the same time. */
  | { readonly kind: 'filled'; readonly ping: number }
  /** The load on every cable is under 20 %, and each of the storm's probes has got its latest answer. */
  | { readonly kind: 'calm'; readonly ping: number }
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

/** A puzzle about time: simulated time runs on while people think. */
export interface Live {
  /** Simulated microseconds in a second of those who watch, at speed 1. */
  readonly usPerSecond: number;
  /** Quiet before new traffic, simulated microseconds. */
  readonly pauseUs: number;
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
  /** Numbers that each VLAN's own is drawn from, by name; no two VLANs get the same. */
  readonly vlans?: Readonly<Record<string, readonly number[]>>;
  readonly devices: Readonly<Record<string, PuzzleDevice>>;
  /** Time does not wait for decisions. */
  readonly live?: Live;
  /** "device.port"; ports of hubs and switches are p1, p2 …, cards of hosts and routers eth0, eth1 … */
  readonly links: readonly (readonly [string, string])[];
  /**
   * The switches speak the spanning tree protocol. The seed draws one of these orders, in which the first has the lowest bridge ID: by its priority, though its
   * MAC address is the highest. The last one has the lowest MAC address and a worse priority; those between have the usual one, and go by their addresses.
   */
  readonly bridges?: readonly (readonly string[])[];
  /** How long a bit needs for a cable, microseconds, by the place of the cable in `links`; the usual time if not given. */
  readonly delaysUs?: readonly number[];
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
  /** The puzzle runs live: see `storm.ts`. */
  readonly storm?: PuzzleStorm;
  /** How many of a seat's first decisions are guided: a wrong move is refused with its reason. */
  readonly guided: Readonly<Partial<Record<SeatKind, number>>>;
  readonly map: PuzzleMap;
}
