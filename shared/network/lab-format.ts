/**
 * The lab format, version 1: a network and its traffic as data, one JSON file a lab. Here are the kinds of device and traffic that exist;
 * lab-shape.ts checks that a value has this shape, lab-check.ts that it makes sense.
 */

export interface LabInterface {
  /** A unicast link-layer address, "02:00:00:00:01:01". */
  readonly mac: string;
  /** Address and length of the mask, "192.168.1.101/24". */
  readonly ipv4: string;
}

export interface LabRoute {
  /** A prefix, or "default" for 0.0.0.0/0. */
  readonly to: string;
  /** The next hop, an address in one of the device's own subnets. */
  readonly via: string;
}

/** A host, or a router: a host that forwards. Connected routes come from the interfaces. */
export interface LabStation {
  readonly kind: 'host' | 'router';
  readonly interfaces: Readonly<Record<string, LabInterface>>;
  readonly routes?: readonly LabRoute[];
  /** Permanent neighbour entries, IPv4 address to MAC. */
  readonly neigh?: Readonly<Record<string, string>>;
}

/** A port has no settings yet. */
export type LabPorts = Readonly<Record<string, Readonly<Record<string, never>>>>;

export interface LabSwitch {
  readonly kind: 'switch';
  /** Its bridge address; without one it gets a locally administered address made from its name. */
  readonly mac?: string;
  readonly ports: LabPorts;
}

export interface LabHub {
  readonly kind: 'hub';
  readonly ports: LabPorts;
}

export type LabDevice = LabStation | LabSwitch | LabHub;

export interface LabPing {
  readonly to: string;
  /** Number of echo requests, 1 to 65535; 1 if not given. */
  readonly count?: number;
  /** From one request to the next, 1 to 3,600,000 ms; 1000 if not given. */
  readonly intervalMs?: number;
  /** 1 to 255; 64 if not given. */
  readonly ttl?: number;
}

export interface LabTraffic {
  /** When the first request leaves, 0 to 86,400 s (parts of a second too); 0 if not given. */
  readonly at?: number;
  /** A host or router. */
  readonly on: string;
  readonly ping: LabPing;
}

export interface Lab {
  readonly name?: string;
  readonly devices: Readonly<Record<string, LabDevice>>;
  /** The two ends of each cable, "A.eth0" each. */
  readonly links?: readonly (readonly [string, string])[];
  readonly traffic?: readonly LabTraffic[];
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
