/**
 * What the board draws. The page fills it from the store; the board knows nothing else and changes nothing in it.
 * Places are in map units (a map is designed at 842 x 588), times in microseconds of the clock that the board is
 * given. At normal speed this clock gains 1 000 000 a second of play, so the fall of a frame takes 700 ms of it.
 */
import type { FrameLook } from '../art/index.ts';

export type { FrameLook } from '../art/index.ts';

export interface BoardPort {
  readonly id: string;
  /** What stands on its plate and socket: a number, or a short name such as "eth0". */
  readonly label: string;
  readonly cabled: boolean;
  /** Only of the own bridge while it speaks the spanning tree protocol. */
  readonly role?: PortRole;
}

export type PortRole = 'root' | 'designated' | 'blocked';

export interface BoardDevice {
  readonly id: string;
  readonly kind: 'host' | 'hub' | 'switch' | 'router';
  readonly x: number;
  readonly y: number;
  readonly name: string;
  /** The name on a small board, where there is room for a number only; `name` unless given. */
  readonly shortName?: string;
  /** Second line under the name: the player, "bot", the last bytes of an address. */
  readonly note: string;
  /** 1 to 8; null for a bot or an empty seat. */
  readonly seatColour: number | null;
  readonly eyes: 'person' | 'bot' | 'asleep';
  readonly own: boolean;
  readonly ports: readonly BoardPort[];
  /** 'segment': a hub drawn as a shared wire with tap rings instead of a box. */
  readonly drawAs: 'device' | 'segment';
}

export interface BoardLink {
  readonly id: string;
  readonly a: { readonly device: string; readonly port: string };
  readonly b: { readonly device: string; readonly port: string };
  /** Bends between a and b. */
  readonly via?: readonly { readonly x: number; readonly y: number }[];
}

/** What a cable carries, or that it has been pulled out. */
export interface CableLoad {
  readonly link: string;
  /** 0 to 100. */
  readonly percent: number;
  /** The device at which it has been pulled out; null: it is in. */
  readonly looseAt: string | null;
  /** What stands on it: "87 %". */
  readonly text: string;
}

/** A soft rectangle behind a segment, a subnet or a VLAN. */
export interface BoardArea {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly labelAt: 'top' | 'bottom';
}

/** A frame on a cable; drawn from `departUs` until `arriveUs`. */
export interface Flight {
  readonly id: string;
  readonly link: string;
  /** Device at which it sets off. */
  readonly from: string;
  readonly departUs: number;
  readonly arriveUs: number;
  readonly look: FrameLook;
}

/** A frame that waits at a seat; yours stands out with a ring. */
export interface Waiting {
  readonly id: string;
  readonly device: string;
  readonly port: string | null;
  readonly look: FrameLook;
  readonly own: boolean;
}

/** A lost frame: from `atUs` on it falls, breaks and lies at the foot of the map. */
export interface Fallen {
  readonly id: string;
  readonly device: string;
  readonly port: string | null;
  readonly look: FrameLook;
  readonly atUs: number;
  readonly label: string;
  /** It lies until the model drops it, not only for four seconds: the verdict on screen is about it. */
  readonly stays?: boolean;
}

/** What another player's screen shows, as an outcome only ("Mei's ping: no answer"), or what a player says. */
export interface Bubble {
  readonly id: string;
  readonly device: string;
  readonly text: string;
  readonly tone: 'plain' | 'broken' | 'right' | 'said';
}

/** A ring around a device or a cable at which a player points. */
export interface Pointer {
  readonly id: string;
  readonly kind: 'device' | 'link';
  /** Of the device or the cable. */
  readonly at: string;
  /** Of the player, 1 to 8. */
  readonly seatColour: number;
}

export interface BoardModel {
  /** In map units. */
  readonly size: { readonly width: number; readonly height: number };
  readonly devices: readonly BoardDevice[];
  readonly links: readonly BoardLink[];
  readonly areas: readonly BoardArea[];
  /** Where loads are measured: of each cable. */
  readonly loads: readonly CableLoad[];
  /** Devices that get no answer. */
  readonly silent: readonly string[];
  readonly flights: readonly Flight[];
  readonly waiting: readonly Waiting[];
  readonly fallen: readonly Fallen[];
  readonly bubbles: readonly Bubble[];
  readonly pointers: readonly Pointer[];
  /** The player is about to point at something: pressing a device points at it. */
  readonly pointing: boolean;
  /** Ports of the own device that the choice under way would send out of. */
  readonly chosenPorts: readonly string[];
  /** Ports of the own device that a verdict says the frame should have left by. */
  readonly shouldLeave: readonly string[];
  readonly dark: boolean;
  readonly reducedMotion: boolean;
  /** The small board of a phone: short names, no notes, the map stretched to fill its strip. */
  readonly compact: boolean;
}

/** Words that only the board says; the page gives them in the player's language. */
export interface BoardWords {
  /** Name of the map for screen readers. */
  readonly board: string;
  /** Name of the group of own ports. */
  readonly ports: string;
  /** "should leave here", beside the dashed arrow. */
  readonly shouldLeave: string;
  /** "Switch A, you, 2 cables, 1 frame waiting". Must begin with the visible name. */
  device(device: BoardDevice, waiting: number): string;
  /** "Port 1, root port, 1 frame waiting here". Must contain the visible label. */
  port(port: BoardPort, waiting: number): string;
}
