/**
 * The lab format, version 1: a network and its traffic as data, one JSON file a lab. Here are the kinds of device, traffic and change that
 * exist; lab-shape.ts checks that a value has this shape, lab-check.ts that it makes sense. labs/README.md describes it for those who write labs.
 */

/** What every device may say. */
export interface LabPlace {
  /** The machine in which this namespace or bridge lives; for display and console, without effect on frames. */
  readonly inside?: string;
}

export interface LabInterface {
  /** A unicast link-layer address, "02:00:00:00:01:01"; a VLAN interface has its parent's if not given. */
  readonly mac?: string;
  /** Address and length of the mask, "192.168.1.101/24", or several, as `ip address add` gives them one after the other; a card without one takes no part in IP. */
  readonly ipv4?: string | readonly string[];
  /** false: switched off at the start (`ip link set eth0 down`). */
  readonly up?: boolean;
  /** Maximum transmission unit, octets, 576 to 9216; 1500 if not given. It is shown, not enforced. */
  readonly mtu?: number;
  /** An 802.1Q interface on another card of the same device: it has no cable of its own. */
  readonly vlan?: { readonly of: string; readonly id: number };
}

export interface LabRoute {
  /** A prefix, or "default" for 0.0.0.0/0. */
  readonly to: string;
  /** The next hop, an address in one of the device's own subnets; without one, `dev` says on which link the targets are themselves. */
  readonly via?: string;
  readonly dev?: string;
  /** Of two routes to the same prefix the one with the smaller metric is used; 0 if not given. */
  readonly metric?: number;
}

/** A rule of a filter chain: it fits a packet when everything that is given fits. */
export interface LabFilterRule {
  /** Interfaces by which the packet came in and leaves. */
  readonly in?: string;
  readonly out?: string;
  /** Prefixes of source and destination. */
  readonly from?: string;
  readonly to?: string;
  readonly protocol?: 'icmp' | 'udp';
  readonly icmpType?: number;
  /** UDP destination port. */
  readonly port?: number;
  /** reject: drop, and tell the sender "port unreachable", as nftables does. */
  readonly do: 'accept' | 'drop' | 'reject';
}

export interface LabFilterChain {
  /** What happens to a packet that no rule fits; "accept" if not given. */
  readonly policy?: 'accept' | 'drop';
  readonly rules?: readonly LabFilterRule[];
}

/** A host, or a router: a host that forwards. Connected routes come from the interfaces. */
export interface LabStation extends LabPlace {
  readonly kind: 'host' | 'router';
  readonly interfaces: Readonly<Record<string, LabInterface>>;
  readonly routes?: readonly LabRoute[];
  /** Permanent neighbour entries, IPv4 address to MAC. */
  readonly neigh?: Readonly<Record<string, string>>;
  /** What listens at a UDP port: it reads, or reads and sends the same back. */
  readonly listen?: { readonly udp: Readonly<Record<string, 'echo' | 'sink'>> };
  readonly filter?: {
    readonly input?: LabFilterChain;
    readonly forward?: LabFilterChain;
    readonly output?: LabFilterChain;
  };
  /** Source NAT (masquerade) of what leaves by this interface. */
  readonly nat?: { readonly outside: string };
  /** Link-state routing (OSPF, RFC 2328, area 0, point-to-point) on these interfaces. */
  readonly ospf?: {
    readonly interfaces: Readonly<Record<string, { readonly cost?: number; readonly passive?: boolean }>>;
    /** Seconds between hellos (10 if not given), and of silence until a neighbour is dead (four hellos). */
    readonly helloSeconds?: number;
    readonly deadSeconds?: number;
  };
}

/** 802.1Q: an access port of one VLAN, or a trunk of several; a trunk's native VLAN travels untagged. */
export type LabPortVlan = { readonly access: number } | { readonly trunk: readonly number[]; readonly native?: number };

export interface LabSwitch extends LabPlace {
  readonly kind: 'switch';
  /** Its bridge address; without one it gets a locally administered address made from its name. */
  readonly mac?: string;
  /** A port's number is its place here, from 1. With any `vlan` setting, a port without one is an access port of VLAN 1. */
  readonly ports: Readonly<Record<string, { readonly vlan?: LabPortVlan }>>;
  /** 802.1D spanning tree with this bridge priority, 0 to 65535; times in seconds as the standard's defaults if not given (2, 15, 20). */
  readonly stp?: {
    readonly priority: number;
    readonly helloSeconds?: number;
    readonly forwardDelaySeconds?: number;
    readonly maxAgeSeconds?: number;
  };
  /** A row of the MAC table that was not heard for so long is forgotten, 1 to 1,000,000 s; 300 if not given. */
  readonly ageingSeconds?: number;
}

export interface LabHub extends LabPlace {
  readonly kind: 'hub';
  readonly ports: Readonly<Record<string, Readonly<Record<string, never>>>>;
  /** With it, the hub and the cards on it are one half-duplex medium of that rate (CSMA/CD); without it, an ideal repeater. */
  readonly rateMbps?: number;
}

/** A VXLAN tunnel end point (RFC 7348): a bridge a VNI, and underlay cards. */
export interface LabTunnelEndPoint extends LabPlace {
  readonly kind: 'vtep';
  readonly interfaces: Readonly<Record<string, LabInterface>>;
  readonly routes?: readonly LabRoute[];
  readonly neigh?: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, { readonly vni: number }>>;
  /** Per VNI: where broadcast and unknown unicast go, in this order. */
  readonly remotes?: Readonly<Record<string, readonly string[]>>;
}

export type LabDevice = LabStation | LabSwitch | LabHub | LabTunnelEndPoint;

/** A cable with properties of its own. */
export interface LabCable {
  readonly ends: readonly [string, string];
  /** Megabits a second, 0.001 to 1,000,000; without it a frame needs no time to leave. */
  readonly rateMbps?: number;
  /** Most frames that wait or are under way in one direction; 1000 if not given. What comes on top is lost. */
  readonly queue?: number;
  /** From end to end, 1 to 10,000,000 µs; 100 if not given. */
  readonly delayUs?: number;
  /** One direction at a time, with carrier sense; needs a rate. */
  readonly duplex?: 'half';
  /** A pair of virtual cards instead of a cable; for display and console. */
  readonly veth?: boolean;
}
export type LabLink = readonly [string, string] | LabCable;

export interface LabPing {
  readonly to: string;
  /** Number of echo requests, 1 to 65535; 1 if not given. */
  readonly count?: number;
  /** From one request to the next, 1 to 3,600,000 ms; 1000 if not given. */
  readonly intervalMs?: number;
  /** 1 to 255; 64 if not given. */
  readonly ttl?: number;
}

export interface LabUdp {
  readonly to: string;
  /** Destination port, 1 to 65535. */
  readonly port: number;
  /** Source port; 40000 plus the item's place in `traffic` if not given. */
  readonly from?: number;
  /** What is sent, ASCII, up to 1400 characters; "hop" if not given. */
  readonly text?: string;
  readonly count?: number;
  readonly intervalMs?: number;
}

export interface LabTraceroute {
  readonly to: string;
  /** Probes a hop, 1 to 10; 3 if not given. */
  readonly probes?: number;
  /** 1 to 255; 30 if not given. */
  readonly maxHops?: number;
  /** How long a probe's answer is awaited, 100 to 60,000 ms; 1000 if not given. */
  readonly waitMs?: number;
}

interface LabItem {
  /** When it begins, 0 to 86,400 s (parts of a second too); 0 if not given. */
  readonly at?: number;
  readonly on: string;
}
export type LabTraffic = LabItem &
  (
    | { readonly ping: LabPing }
    | { readonly udp: LabUdp }
    | { readonly traceroute: LabTraceroute }
    /** A command on the device's console; what it prints is part of the trace and of the state. */
    | { readonly run: string }
  );

/** Something that is done to the network at a time, seconds. */
export type LabChange = { readonly at: number } & (
  | /** The cable at this port is cut: both ends notice. */ { readonly cut: string }
  | { readonly mend: string }
  /** The next frames that arrive over its cable at this port are damaged: their FCS is wrong. 1 if not given. */
  | { readonly damage: string; readonly frames?: number }
  /** The cable end at the first port is unplugged and plugged into the second; the station at the far end announces itself if it says so. */
  | { readonly move: readonly [string, string]; readonly announce?: boolean }
  /** A console command that changes something. */
  | { readonly on: string; readonly run: string }
);

export interface Lab {
  readonly name?: string;
  readonly devices: Readonly<Record<string, LabDevice>>;
  /** The two ends of each cable, "A.eth0" each. */
  readonly links?: readonly LabLink[];
  readonly traffic?: readonly LabTraffic[];
  readonly changes?: readonly LabChange[];
}

/** The two ends of a cable. */
export function endsOf(link: LabLink): readonly [string, string] {
  return 'ends' in link ? link.ends : link;
}

/** The addresses of a card, in their order. */
export function addressesOf({ ipv4 = [] }: LabInterface): readonly string[] {
  return typeof ipv4 === 'string' ? [ipv4] : ipv4;
}

/** How many packets an item of traffic sends by itself. */
export function countOf(item: LabTraffic): number {
  return 'ping' in item ? (item.ping.count ?? 1) : 'udp' in item ? (item.udp.count ?? 1) : 1;
}

/** "A.eth0.10" is port "eth0.10" of device "A": a device's name has no dot, a port's may. */
export function splitEnd(end: string): readonly [device: string, port: string] {
  const dot = end.indexOf('.');
  return dot < 0 ? [end, ''] : [end.slice(0, dot), end.slice(dot + 1)];
}

/** The names of a device's ports and interfaces, in the format's order. */
export function portNamesOf(device: LabDevice): readonly string[] {
  return [
    ...('interfaces' in device ? Object.keys(device.interfaces) : []),
    ...('ports' in device ? Object.keys(device.ports) : []),
  ];
}

/** What is wrong with a lab, for the engineer who wrote it: English, one line. */
export interface LabMistake {
  /** Where in the lab: "devices.S1.ports.p2", "links[0][1]"; empty for the lab itself. */
  readonly path: string;
  readonly mistake: string;
}

export function isLabMistake(value: Lab | LabMistake): value is LabMistake {
  return 'mistake' in value;
}
