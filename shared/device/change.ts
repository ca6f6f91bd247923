/** What can be configured on a running device: what a console command or a lab's change does to it. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import type { Prefix } from '../address/prefix.ts';
import type { WantedAddress } from './addresses.ts';
import type { RefusingType } from './device.ts';
import type { PortVlan } from './vlan.ts';

export type Change =
  /** `ip link set DEV up|down`: a card, or a switch's port. */
  | { readonly set: 'link'; readonly port: string; readonly up: boolean }
  | { readonly set: 'mtu'; readonly port: string; readonly mtu: number }
  | { readonly set: 'mac'; readonly port: string; readonly mac: Mac }
  /** `ip addr add|change|del`; one that is there already is known by address, length and peer, and changes its metric alone. */
  | ({ readonly set: 'address'; readonly how: 'add' | 'change' | 'delete'; readonly port: string } & WantedAddress)
  | {
      readonly set: 'route';
      readonly how: 'add' | 'replace' | 'delete';
      readonly to: Prefix;
      readonly via: Ipv4 | undefined;
      readonly interface: string;
      readonly metric: number;
      /** As Linux takes them if not given: see Route. */
      readonly protocol?: number | undefined;
      readonly scope?: number | undefined;
      readonly source?: Ipv4 | undefined;
      readonly isOnlink?: boolean | undefined;
      readonly type?: RefusingType | undefined;
      readonly mtu?: string | undefined;
    }
  /** `ip neigh replace … nud permanent`, `ip neigh del`; without an address `ip neigh flush dev DEV`. */
  | {
      readonly set: 'neighbor';
      readonly interface: string;
      readonly address: Ipv4 | undefined;
      readonly mac: Mac | undefined;
    }
  /** `vconfig add eth0 10`, `ip link add link eth0 name eth0.10 type vlan id 10`, and their removal. */
  | {
      readonly set: 'vlan-interface';
      readonly of: string;
      readonly name: string;
      readonly id: number;
      readonly exists: boolean;
    }
  /** `bridge vlan`, `ovs-vsctl set port`: undefined takes the port's setting away. */
  | { readonly set: 'port-vlan'; readonly port: string; readonly vlan: PortVlan | undefined }
  /** A program on the station begins or ends to wait at a UDP port. */
  | { readonly set: 'socket'; readonly port: number; readonly open: boolean }
  | { readonly set: 'stp'; readonly on: boolean }
  | { readonly set: 'stp-priority'; readonly priority: number }
  | { readonly set: 'ageing'; readonly seconds: number }
  /** A module with more ports is put into a switch, or taken out again: these are its ports now. */
  | { readonly set: 'ports'; readonly ports: readonly string[] }
  /** `ip link set BRIDGE type bridge fdb_flush`: the table of a switch is empty. */
  | { readonly set: 'macs-flush' };
