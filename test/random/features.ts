/** What may occur in a random lab, besides hosts, hubs, switches, routers, static routes and pings. */
export interface Features {
  /** Switches with access ports and trunks; routers with VLAN interfaces too, unless it says so. */
  readonly vlan?: boolean | 'switches-only';
  /** Rings of switches with spanning tree. */
  readonly stp?: boolean;
  readonly nat?: boolean;
  readonly vxlan?: boolean;
  readonly udp?: boolean;
  readonly traceroute?: boolean;
  readonly filter?: boolean;
  readonly ospf?: boolean;
  /** Cables are cut, mended, moved, and damage frames. */
  readonly changes?: boolean;
  /** Cables with rates, delays and short queues; hubs with a rate. */
  readonly rates?: boolean;
  /** Rings of switches without spanning tree, in which a broadcast never ends. Nothing for a real machine. */
  readonly storms?: boolean;
}

export const everyFeature = {
  vlan: true,
  stp: true,
  nat: true,
  vxlan: true,
  udp: true,
  traceroute: true,
  filter: true,
  ospf: true,
  changes: true,
  rates: true,
  storms: true,
} as const satisfies Required<Features>;
