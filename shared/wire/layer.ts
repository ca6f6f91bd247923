/** What a frame is made of. Plain data: a frame can be compared, kept in a log and sent as JSON-like values. */
import type { Malformed } from '../address/malformed.ts';
import { type ArpHeader, codec as arpCodec } from './arp.ts';
import { type BpduHeader, codecOfType as bpduCodecOfType } from './bpdu.ts';
import { type EthernetHeader, codec as ethernetCodec } from './ethernet.ts';
import type { AnyHeader, Field, HeaderCodec } from './field.ts';
import { type IcmpHeader, codecOfType } from './icmp.ts';
import { type Ipv4Header, codec as ipv4Codec } from './ipv4.ts';
import { type LlcHeader, codec as llcCodec } from './llc.ts';
import { type LsaHeader, type RouterLink, codecOfLength as lsaCodecOfLength, linkCodec } from './ospf-lsa.ts';
import { type OspfHeader, codecOfType as ospfCodecOfType } from './ospf.ts';
import { type UdpHeader, codec as udpCodec } from './udp.ts';
import { type VlanHeader, codec as vlanCodec } from './vlan.ts';
import { type VxlanHeader, codec as vxlanCodec } from './vxlan.ts';

interface Span {
  /** Where the layer starts in the frame's bytes, in octets. */
  readonly offset: number;
  /** Octets of the header alone, or of all the data or padding. */
  readonly length: number;
}

/** The layers of a frame stand outermost first and cover its bytes without a gap. */
export type Layer =
  | ({ readonly protocol: 'ethernet'; readonly header: EthernetHeader } & Span)
  | ({ readonly protocol: 'vlan'; readonly header: VlanHeader } & Span)
  | ({ readonly protocol: 'llc'; readonly header: LlcHeader } & Span)
  | ({ readonly protocol: 'bpdu'; readonly header: BpduHeader } & Span)
  | ({ readonly protocol: 'arp'; readonly header: ArpHeader } & Span)
  | ({ readonly protocol: 'ipv4'; readonly header: Ipv4Header } & Span)
  | ({ readonly protocol: 'icmp'; readonly header: IcmpHeader } & Span)
  | ({ readonly protocol: 'udp'; readonly header: UdpHeader } & Span)
  | ({ readonly protocol: 'vxlan'; readonly header: VxlanHeader } & Span)
  | ({ readonly protocol: 'ospf'; readonly header: OspfHeader } & Span)
  | ({ readonly protocol: 'lsa'; readonly header: LsaHeader } & Span)
  | ({ readonly protocol: 'router-link'; readonly header: RouterLink } & Span)
  | ({ readonly protocol: 'data' } & Span)
  | ({ readonly protocol: 'padding' } & Span);

export type Protocol = Layer['protocol'];

/** The layer of one protocol, with its header's type. */
export type LayerOf<P extends Protocol> = Extract<Layer, { readonly protocol: P }>;

/** Immutable. */
export interface Frame {
  /** From the destination address to the end of the padding, without the FCS. */
  readonly bytes: Uint8Array;
  readonly layers: readonly Layer[];
  /**
   * The first thing that is wrong with the bytes. The layers that could be read are there all the same. What is wrong inside a tunnel is not
   * said here: it is for the tunnel's end to judge, and routers on the way do not look (innerFrameOf says it).
   */
  readonly malformed?: Malformed;
  /** The FCS that came with the frame, only if it does not fit the bytes (damaged on the way). */
  readonly fcs?: number;
}

/**
 * The frame's own layer of the protocol, the first if there are several: never one of the packet that an ICMP error quotes (see quotedLayer)
 * or of the frame inside a tunnel (see innerFrameOf). Data and padding belong to the frame wherever they stand.
 */
export function layer<P extends Protocol>(frame: Frame, protocol: P): LayerOf<P> | undefined {
  const layers = frame.layers;
  const isHeader = protocol !== 'data' && protocol !== 'padding';
  for (let index = 0; index < layers.length; index++) {
    const candidate = layers[index]!;
    if (candidate.protocol === protocol) return candidate as LayerOf<P>;
    if (isHeader && (candidate.protocol === 'icmp' || candidate.protocol === 'vxlan')) return undefined;
  }
  return undefined;
}

/** The layer of the protocol in the packet that an ICMP error quotes. */
export function quotedLayer<P extends Protocol>(frame: Frame, protocol: P): LayerOf<P> | undefined {
  const layers = frame.layers;
  let isQuoted = false;
  for (let index = 0; index < layers.length; index++) {
    const candidate = layers[index]!;
    if (isQuoted && candidate.protocol === protocol) return candidate as LayerOf<P>;
    if (candidate.protocol === 'vxlan') return undefined;
    if (candidate.protocol === 'icmp') isQuoted = true;
  }
  return undefined;
}

/** The table of a layer's fields, in the order of the standard; an ICMP message's depends on its type. Data has none. */
export function fieldsOf(of: Layer): readonly Field[] {
  return codecOf(of)?.fields ?? [];
}

/** The field of a layer by its name, undefined if it has none of that name. */
export function fieldOf(of: Layer, name: string): Field | undefined {
  return codecOf(of)?.fieldNamed(name);
}

/** The header of a layer for code that goes by field names; undefined for data and padding. */
export function headerOf(of: Layer): AnyHeader | undefined {
  return 'header' in of ? (of.header as AnyHeader) : undefined;
}

function codecOf(of: Layer): HeaderCodec<unknown> | undefined {
  switch (of.protocol) {
    case 'ethernet':
      return ethernetCodec;
    case 'vlan':
      return vlanCodec;
    case 'llc':
      return llcCodec;
    case 'bpdu':
      return bpduCodecOfType(of.header.type);
    case 'arp':
      return arpCodec;
    case 'ipv4':
      return ipv4Codec;
    case 'icmp':
      return codecOfType(of.header.type);
    case 'udp':
      return udpCodec;
    case 'vxlan':
      return vxlanCodec;
    case 'ospf':
      return ospfCodecOfType(of.header.type);
    case 'lsa':
      return lsaCodecOfLength(of.length);
    case 'router-link':
      return linkCodec;
    default:
      return undefined;
  }
}
