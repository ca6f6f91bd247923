/** What happens to a device, and what a device does: the two types that players, bots and the reference share. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import type { Frame } from '../wire/frame.ts';
import type { HeldPacket } from './device.ts';

/** An ICMP message (RFC 792) that a station wants to send; the rest of the packet is chosen on the way out. */
export interface Datagram {
  readonly destination: Ipv4;
  /** Undefined: the address of the interface by which it leaves. */
  readonly source: Ipv4 | undefined;
  /** Time to live, 1 to 255. */
  readonly ttl: number;
  /** The whole type-of-service octet is DSCP (6 bits) and ECN (2 bits), RFC 2474; errors carry 0xc0. */
  readonly dscp: number;
  readonly dontFragment: boolean;
  readonly icmp:
    | { readonly type: 8 | 0; readonly code: 0; readonly identifier: number; readonly sequence: number }
    | { readonly type: 3 | 11; readonly code: number };
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
  /** A second has passed since a question to `nextHop` (rule 4 and 5 of the lab format). */
  | {
      readonly kind: 'arp-timer';
      readonly interface: string;
      readonly nextHop: Ipv4;
      readonly round: number;
      readonly asked: number;
    };

/** Why a frame or packet ends here; stable words for traces, never shown to a player. */
export type DropReason =
  | 'bad-fcs'
  | 'not-for-me'
  | 'not-understood'
  | 'not-asked'
  | 'same-port'
  | 'no-route'
  | 'ttl-expired'
  | 'no-address'
  | 'no-answer'
  | 'read';

export type Action =
  | { readonly do: 'drop'; readonly why: DropReason }
  /** Hand the frame up to the own stack. */
  | { readonly do: 'deliver'; readonly frame: Frame }
  | { readonly do: 'send'; readonly port: string; readonly frame: Frame }
  | { readonly do: 'learn-mac'; readonly mac: Mac; readonly port: string }
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
  /** Have something of its own to send, right after this. */
  | { readonly do: 'originate'; readonly datagram: Datagram }
  /** Use up one IPv4 identification for a packet of its own. */
  | { readonly do: 'number-packet' };
