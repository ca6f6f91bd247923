/** The layers of an OSPF packet: its header, then each LSA and each link that a router-LSA names, so that all of it can be read field by field. */
import { type Malformed, isMalformed } from '../address/malformed.ts';
import type { Layer } from './layer.ts';
import * as ospf from './ospf.ts';
import { headerCodec, linkCodec, lsaIsWhole, ROUTER_LSA, routerCodec } from './ospf-lsa.ts';
import { malformedFrame } from './reasons.ts';

/** Adds the layers of the packet from `offset` to before `end`. Returns the first thing that is wrong with it. */
export function parseOspf(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): Malformed | undefined {
  const header = ospf.parse(bytes, offset, end);
  if (isMalformed(header)) {
    pushData(layers, offset, end);
    return header;
  }
  const start = offset + ospf.codecOfType(header.type).octets;
  layers.push({ protocol: 'ospf', offset, length: start - offset, header });
  const fault = ospf.fault(bytes, offset, end, header);
  if (fault?.malformed === 'ospf-length') {
    pushData(layers, start, end);
    return fault;
  }
  const packetEnd = offset + header.packetLength;
  const inner = parseList(bytes, start, packetEnd, header, layers);
  pushData(layers, packetEnd, end);
  return fault ?? inner;
}

function parseList(
  bytes: Uint8Array,
  start: number,
  end: number,
  header: ospf.OspfHeader,
  layers: Layer[],
): Malformed | undefined {
  let at = start;
  if (header.type === ospf.OSPF_DESCRIPTION || header.type === ospf.OSPF_ACKNOWLEDGMENT) {
    for (; at + headerCodec.octets <= end; at += headerCodec.octets) {
      layers.push({ protocol: 'lsa', offset: at, length: headerCodec.octets, header: headerCodec.read(bytes, at) });
    }
  } else if (header.type === ospf.OSPF_UPDATE) {
    for (let left = (header as ospf.OspfUpdateHeader).lsaCount; left > 0; left--) {
      const octets = lsaOctets(bytes, at, end);
      if (octets === 0) {
        pushData(layers, at, end);
        return malformedFrame('lsa-length', Math.min(at + 18, end));
      }
      parseLsa(bytes, at, at + octets, layers);
      if (!lsaIsWhole(bytes, at, octets)) {
        pushData(layers, at + octets, end);
        return malformedFrame('lsa-checksum', at + 16);
      }
      at += octets;
    }
  }
  pushData(layers, at, end);
  return undefined;
}

/** The length of the LSA at `at`; 0 if it cannot be so long. */
function lsaOctets(bytes: Uint8Array, at: number, end: number): number {
  if (at + headerCodec.octets > end) return 0;
  const octets = (bytes[at + 18]! << 8) | bytes[at + 19]!;
  return octets < headerCodec.octets || octets % 4 !== 0 || at + octets > end ? 0 : octets;
}

function parseLsa(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): void {
  const isRouter = bytes[offset + 3] === ROUTER_LSA && end - offset >= routerCodec.octets;
  if (!isRouter) {
    layers.push({ protocol: 'lsa', offset, length: headerCodec.octets, header: headerCodec.read(bytes, offset) });
    return pushData(layers, offset + headerCodec.octets, end);
  }
  layers.push({ protocol: 'lsa', offset, length: routerCodec.octets, header: routerCodec.read(bytes, offset) });
  let at = offset + routerCodec.octets;
  while (at + linkCodec.octets <= end) {
    const link = linkCodec.read(bytes, at);
    layers.push({ protocol: 'router-link', offset: at, length: linkCodec.octets, header: link });
    at += linkCodec.octets;
    const tosEnd = Math.min(at + link.tosCount * 4, end);
    pushData(layers, at, tosEnd);
    at = tosEnd;
  }
  pushData(layers, at, end);
}

function pushData(layers: Layer[], offset: number, end: number): void {
  if (end > offset) layers.push({ protocol: 'data', offset, length: end - offset });
}
