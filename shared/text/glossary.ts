/** The terms that the lessons explain, by the chapter that explains them, in the order in which the campaign meets them. */

/** Chapter 1. */
const wiresAndFrames = [
  'frame',
  'header',
  'packet',
  'interface',
  'node',
  'host',
  'link',
  'link-layer-address',
  'mac-address',
  'hub',
  'broadcast',
  'unicast',
  'preamble',
  'start-delimiter',
  'fcs',
  'crc',
  'generator',
  'repeater',
  'collision-domain',
  'promiscuous-mode',
  'csma-cd',
  'carrier-sense',
  'collision',
  'half-duplex',
  'jam',
  'backoff',
  'slot-time',
  'inter-frame-gap',
  'checksum',
] as const;

/** Chapter 2. */
const localNetwork = [
  'ip-address',
  'arp',
  'neighbor-table',
  'ping',
  'icmp',
  'echo-request',
  'echo-reply',
  'switch',
  'segment',
  'mac-table',
  'ingress-port',
  'flooding',
  'unknown-unicast',
  'filtering',
  'ageing',
] as const;

/** Chapter 3. */
const loops = [
  'loop',
  'broadcast-storm',
  'redundancy',
  'mac-flapping',
  'spanning-tree',
  'bridge-id',
  'bpdu',
  'root-bridge',
  'path-cost',
  'root-port',
  'designated-port',
  'blocked-port',
] as const;

/** Chapter 4. */
const betweenNetworks = [
  'subnet',
  'mask',
  'prefix',
  'on-link',
  'router',
  'default-gateway',
  'next-hop',
  'hop',
  'route',
  'routing-table',
  'longest-prefix-match',
  'default-route',
  'ttl',
  'time-exceeded',
  'traceroute',
  'routing-loop',
  'static-route',
  'destination-unreachable',
  'private-address',
  'public-address',
  'nat',
  'translation-table',
] as const;

/** Chapter 5. */
const isolation = ['vlan', 'vlan-tag', 'access-port', 'trunk', 'native-vlan'] as const;

export const glossaryIds = [...wiresAndFrames, ...localNetwork, ...loops, ...betweenNetworks, ...isolation] as const;
export type GlossaryId = (typeof glossaryIds)[number];

export function isGlossaryId(text: string): text is GlossaryId {
  return (glossaryIds as readonly string[]).includes(text);
}

export interface GlossaryGroup {
  /** Of the campaign. */
  readonly chapter: number;
  readonly terms: readonly GlossaryId[];
}

/** Every term once. */
export const glossaryGroups: readonly GlossaryGroup[] = [
  { chapter: 1, terms: wiresAndFrames },
  { chapter: 2, terms: localNetwork },
  { chapter: 3, terms: loops },
  { chapter: 4, terms: betweenNetworks },
  { chapter: 5, terms: isolation },
];
