/** What happens to a device, and what a device does: the two types that players, bots and the reference share. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import type { Frame } from '../wire/frame.ts';
import type { Change } from './change.ts';
import type { HeldPacket, Route } from './device.ts';
import type { Flow } from './nat-table.ts';
import type { LinkStateRouting, OspfTimer } from './ospf.ts';
import type { SpanningTree, StpTimer } from './stp.ts';

/** An ICMP message (RFC 792) or UDP datagram (RFC 768) that a station wants to send; the rest of the packet is chosen on the way out. */
export interface Datagram {
  readonly destination: Ipv4;
  /** Undefined: the address of the interface by which it leaves. */
  readonly source: Ipv4 | undefined;
  /** Time to live, 1 to 255. */
  readonly ttl: number;
  /** The whole type-of-service octet is DSCP (6 bits) and ECN (2 bits), RFC 2474; errors carry 0xc0. */
  readonly dscp: number;
  readonly dontFragment: boolean;
  /** Exactly one of `icmp` and `udp` is there. */
  readonly icmp?:
    | { readonly type: 8 | 0; readonly code: 0; readonly identifier: number; readonly sequence: number }
    | { readonly type: 3 | 11; readonly code: number };
  readonly udp?: { readonly sourcePort: number; readonly destinationPort: number };
  readonly data: Uint8Array;
}

export type DeviceEvent =
  /** A frame has arrived at a port. */
  | { readonly kind: 'frame'; readonly port: string; readonly frame: Frame }
  /** The station has something of its own to send. */
  | { readonly kind: 'originate'; readonly datagram: Datagram }
  /** The link-layer address that a packet waited for is known now. */
  | { readonly kind: 'resolved'; readonly interface: string; readonly nextHop: Ipv4; readonly held: HeldPacket }
  /** A frame that is decided on already leaves; it had to wait until what came before it had left. */
  | { readonly kind: 'transmit'; readonly port: string; readonly frame: Frame }
  /**
   * The card has a frame for a shared wire, and whoever plays the station decides for it. listening: when to send. collided: it has jammed, how long to
   * back off. busy: it sends, jams or waits by itself. `hears`: nobody; others; or others since a moment so short that nobody could have noticed.
   * `forBits`: for how long so, in bit times.
   */
  | {
      readonly kind: 'access';
      readonly port: string;
      readonly frame: Frame;
      readonly doing: 'listening' | 'collided' | 'busy';
      readonly hears: 'silence' | 'onset' | 'carrier';
      readonly forBits: number;
      /** Collisions of this frame so far. */
      readonly collisions: number;
    }
  /** A second has passed since a question to `nextHop` (rule 4 and 5 of the lab format). */
  | {
      readonly kind: 'arp-timer';
      readonly interface: string;
      readonly nextHop: Ipv4;
      readonly round: number;
      readonly asked: number;
    }
  /** The network begins: what has to speak by itself starts to. */
  | { readonly kind: 'start' }
  /** The link at a port has come up or gone. */
  | { readonly kind: 'carrier'; readonly port: string; readonly up: boolean }
  /** Somebody changes a setting. */
  | { readonly kind: 'configure'; readonly change: Change }
  /** The station has moved, or has a new address, and says so (gratuitous ARP, RFC 5227 3). */
  | { readonly kind: 'announce'; readonly interface: string }
  | { readonly kind: 'stp-timer'; readonly timer: StpTimer }
  | { readonly kind: 'ospf-timer'; readonly timer: OspfTimer };

/** Why a frame or packet ends here; stable words for traces, never shown to a player. */
export type DropReason =
  | 'bad-fcs'
  | 'not-for-me'
  | 'not-understood'
  | 'not-asked'
  | 'same-port'
  /** A hub lets the signal go out of no port. */
  | 'not-repeated'
  | 'no-route'
  | 'ttl-expired'
  | 'no-address'
  | 'no-answer'
  /** A filter chain does not let it pass. */
  | 'filtered'
  /** Nobody listens at the UDP port. */
  | 'no-listener'
  /** An address that cannot have come from there: loopback, or the station's own as source (Linux: "martian"). */
  | 'martian'
  /** A tag of a VLAN for which the card has no interface. */
  | 'unknown-vlan'
  /** No port of the tunnel end point is in that VNI. */
  | 'unknown-vni'
  /** The port or card is switched off or has no link. */
  | 'link-down'
  /** The spanning tree has closed the port by which it came. */
  | 'blocked'
  /** The port by which it came does not belong to its VLAN. */
  | 'wrong-vlan'
  /** Of all end points outside none is free or right for it. */
  | 'no-translation'
  | 'read';

export type Action =
  | { readonly do: 'drop'; readonly why: DropReason }
  /** Hand the frame up to the own stack. */
  | { readonly do: 'deliver'; readonly frame: Frame }
  | { readonly do: 'send'; readonly port: string; readonly frame: Frame }
  /** `vlan`: in the table of that VLAN, on a switch that has VLANs. */
  | { readonly do: 'learn-mac'; readonly mac: Mac; readonly port: string; readonly vlan?: number }
  /** What the spanning tree has come to. */
  | { readonly do: 'set-spanning-tree'; readonly tree: SpanningTree }
  /** In that VNI the address is behind a local port, or behind another end point (its IPv4 address). */
  | { readonly do: 'learn-tunnel'; readonly mac: Mac; readonly vni: number; readonly place: string }
  | { readonly do: 'learn-neighbor'; readonly interface: string; readonly address: Ipv4; readonly mac: Mac }
  /** Put a packet into the queue of its next hop; `ask` says that the first question leaves now. */
  | {
      readonly do: 'hold';
      readonly interface: string;
      readonly nextHop: Ipv4;
      readonly held: HeldPacket;
      readonly ask: boolean;
    }
  /** Ask once more after a second of silence. */
  | { readonly do: 'ask-again'; readonly interface: string; readonly nextHop: Ipv4; readonly asked: number }
  /** Give a next hop up: nobody answered. */
  | { readonly do: 'forget-neighbor'; readonly interface: string; readonly nextHop: Ipv4 }
  /** Begin to send on the shared wire: when it is silent, or at once whoever is heard. */
  | { readonly do: 'access'; readonly port: string; readonly listens: boolean }
  /** After a collision, wait 0 to so many slot times; chance draws how many. */
  | { readonly do: 'back-off'; readonly port: string; readonly mostSlots: number }
  /** Have something of its own to send, right after this. */
  | { readonly do: 'originate'; readonly datagram: Datagram }
  /** Use up one IPv4 identification for a packet of its own. */
  | { readonly do: 'number-packet' }
  /** Begin a row of the table of translations. */
  | { readonly do: 'remember-translation'; readonly flow: Flow }
  /** A packet of a known flow has passed; `answers`: against the direction of the first one. */
  | { readonly do: 'use-translation'; readonly key: string; readonly answers: boolean }
  | { readonly do: 'forget-translation'; readonly key: string }
  /** Write a setting. */
  | { readonly do: 'configure'; readonly change: Change }
  /** The link at a port has come up or gone: what was known over it is forgotten. */
  | { readonly do: 'set-carrier'; readonly port: string; readonly up: boolean }
  /** What link-state routing knows now; `routes` only if they may have changed. */
  | {
      readonly do: 'set-link-state';
      readonly routing: LinkStateRouting;
      readonly routes: readonly Route[] | undefined;
    }
  /** Wake up again after a time. */
  | { readonly do: 'start-timer'; readonly afterUs: number; readonly event: DeviceEvent };
