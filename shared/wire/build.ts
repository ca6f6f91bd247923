/** Values to frame: what is not said is filled in as a sender's software would. */
import * as arp from './arp.ts';
import { checksumOf } from './checksum.ts';
import * as ethernet from './ethernet.ts';
import { writeValue } from './field.ts';
import * as icmp from './icmp.ts';
import * as ipv4 from './ipv4.ts';
import type { Frame } from './layer.ts';
import { parseFrame } from './parse.ts';

type With<Header, Required extends keyof Header> = Pick<Header, Required> & Partial<Header>;

/** A layer to build. Fields that are left out are computed or take their usual value; fields that are given are written as they are. */
export type LayerSpec =
  | { readonly protocol: 'ethernet'; readonly header: With<ethernet.EthernetHeader, 'destination' | 'source'> }
  | {
      readonly protocol: 'arp';
      readonly header: With<arp.ArpHeader, 'operation' | 'senderMac' | 'senderIp' | 'targetMac' | 'targetIp'>;
    }
  | { readonly protocol: 'ipv4'; readonly header: With<ipv4.Ipv4Header, 'source' | 'destination'> }
  | {
      readonly protocol: 'icmp';
      readonly header:
        With<icmp.IcmpEchoHeader, 'type' | 'identifier' | 'sequence'> | With<icmp.IcmpErrorHeader, 'type'>;
    }
  | { readonly protocol: 'data'; readonly bytes: Uint8Array };

/**
 * Builds a frame of layers, outermost first, beginning with 'ethernet'. Computed: lengths, checksums, and the etherType and IPv4 protocol
 * of the next layer. Usual values: TTL 64, ARP for IPv4 on Ethernet, all else zero. Ends with zeros up to 60 octets.
 */
export function buildFrame(...specs: readonly LayerSpec[]): Frame {
  const octets = specs.reduce((sum, spec) => sum + octetsOf(spec), 0);
  const bytes = new Uint8Array(Math.max(octets, ethernet.FRAME_OCTETS_MIN));
  // Innermost first: an outer checksum covers the inner layers, finished.
  let offset = octets;
  for (let index = specs.length - 1; index >= 0; index--) {
    const spec = specs[index]!;
    offset -= octetsOf(spec);
    emitLayer(bytes, offset, octets, spec, specs[index + 1]);
  }
  return parseFrame(bytes);
}

function octetsOf(spec: LayerSpec): number {
  switch (spec.protocol) {
    case 'ethernet':
      return ethernet.codec.octets;
    case 'arp':
      return arp.codec.octets;
    case 'ipv4':
      return ipv4.codec.octets + optionOctets(spec.header.options);
    case 'icmp':
      return icmp.codecOfType(spec.header.type).octets;
    case 'data':
      return spec.bytes.length;
  }
}

/** Options fill whole words; the octets added are zero, "end of option list" (RFC 791 section 3.1). */
function optionOctets(options: Uint8Array | undefined): number {
  return options ? Math.ceil(options.length / 4) * 4 : 0;
}

function emitLayer(bytes: Uint8Array, offset: number, end: number, spec: LayerSpec, next: LayerSpec | undefined): void {
  switch (spec.protocol) {
    case 'ethernet':
      return ethernet.emit(bytes, offset, { etherType: etherTypeOf(next), ...spec.header });
    case 'arp':
      return arp.emit(bytes, offset, { ...ARP_FOR_IPV4_ON_ETHERNET, ...spec.header });
    case 'ipv4':
      return emitIpv4(bytes, offset, end, spec.header, next);
    case 'icmp':
      return emitIcmp(bytes, offset, end, spec.header);
    case 'data':
      return bytes.set(spec.bytes, offset);
  }
}

const ARP_FOR_IPV4_ON_ETHERNET = {
  hardwareType: arp.HARDWARE_ETHERNET,
  protocolType: ethernet.ETHERTYPE_IPV4,
  hardwareLength: 6,
  protocolLength: 4,
} as const;

const IPV4_USUAL = {
  version: 4,
  dscp: 0,
  ecn: 0,
  identification: 0,
  flags: 0,
  fragmentOffset: 0,
  ttl: ipv4.DEFAULT_TTL,
  checksum: 0,
} as const;

function emitIpv4(
  bytes: Uint8Array,
  offset: number,
  end: number,
  given: Partial<ipv4.Ipv4Header> & Pick<ipv4.Ipv4Header, 'source' | 'destination'>,
  next: LayerSpec | undefined,
): void {
  const octets = ipv4.codec.octets + optionOctets(given.options);
  const lengths = { headerLength: octets / 4, totalLength: end - offset };
  ipv4.emit(bytes, offset, { ...IPV4_USUAL, ...lengths, protocol: protocolOf(next), ...given });
  if (given.checksum === undefined) {
    writeValue(bytes, offset, ipv4.codec.fieldNamed('checksum')!, checksumOf(bytes, offset, offset + octets));
  }
}

function emitIcmp(bytes: Uint8Array, offset: number, end: number, given: IcmpGiven): void {
  const usual = { code: 0, checksum: 0, unused: 0 };
  icmp.emit(bytes, offset, { ...usual, ...given });
  if (given.checksum === undefined) {
    writeValue(bytes, offset, icmp.errorCodec.fieldNamed('checksum')!, checksumOf(bytes, offset, end));
  }
}

type IcmpGiven = Extract<LayerSpec, { readonly protocol: 'icmp' }>['header'];

function etherTypeOf(next: LayerSpec | undefined): number {
  if (next?.protocol === 'arp') return ethernet.ETHERTYPE_ARP;
  return next?.protocol === 'ipv4' ? ethernet.ETHERTYPE_IPV4 : ethernet.ETHERTYPE_EXPERIMENTAL;
}

function protocolOf(next: LayerSpec | undefined): number {
  return next?.protocol === 'icmp' ? ipv4.PROTOCOL_ICMP : ipv4.PROTOCOL_EXPERIMENTAL;
}
