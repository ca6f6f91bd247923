/** OSPF packets as values: the header with the list behind it, read and written as a whole (RFC 2328 A.3). */
import { type Ipv4, readIpv4, writeIpv4 } from '../address/ipv4.ts';
import { isMalformed } from '../address/malformed.ts';
import type { Frame } from './layer.ts';
import { layer } from './layer.ts';
import * as ospf from './ospf.ts';
import { type Lsa, type LsaHeader, headerCodec, readLsa, writeLsa } from './ospf-lsa.ts';
import { writeValue } from './field.ts';

/** The name of an LSA, whichever instance of it (RFC 2328 12.1). */
export interface LsaName {
  readonly type: number;
  readonly id: Ipv4;
  readonly advertisingRouter: Ipv4;
}

export interface Hello {
  readonly kind: 'hello';
  readonly networkMask: Ipv4;
  readonly helloInterval: number;
  readonly options: number;
  readonly priority: number;
  readonly deadInterval: number;
  readonly designatedRouter: Ipv4;
  readonly backupDesignatedRouter: Ipv4;
  readonly neighbors: readonly Ipv4[];
}

export interface Description {
  readonly kind: 'description';
  readonly mtu: number;
  readonly options: number;
  readonly flags: number;
  readonly sequence: number;
  readonly headers: readonly LsaHeader[];
}

export type OspfMessage =
  | Hello
  | Description
  | { readonly kind: 'request'; readonly requests: readonly LsaName[] }
  | { readonly kind: 'update'; readonly lsas: readonly Lsa[] }
  | { readonly kind: 'acknowledgment'; readonly headers: readonly LsaHeader[] };

export interface OspfPacket {
  readonly routerId: Ipv4;
  readonly areaId: Ipv4;
  readonly message: OspfMessage;
}

/** The packet of a frame without fault; undefined if there is none, or if it is of a type that does not exist. */
export function readOspf(frame: Frame): OspfPacket | undefined {
  const found = layer(frame, 'ospf');
  if (found === undefined) return undefined;
  const { bytes } = frame;
  const header = ospf.parse(bytes, found.offset, bytes.length);
  if (isMalformed(header)) return undefined;
  const start = found.offset + ospf.codecOfType(header.type).octets;
  const message = readMessage(bytes, start, found.offset + header.packetLength, header);
  return message === undefined ? undefined : { routerId: header.routerId, areaId: header.areaId, message };
}

/** The octets of a packet, with its lengths and its checksum, without authentication. */
export function ospfBytes({ routerId, areaId, message }: OspfPacket): Uint8Array {
  const type = TYPES[message.kind];
  const start = ospf.codecOfType(type).octets;
  const bytes = new Uint8Array(start + listOctets(message));
  const common = {
    version: ospf.OSPF_VERSION,
    type,
    packetLength: bytes.length,
    routerId,
    areaId,
    checksum: 0,
    authenticationType: 0,
    authenticationHigh: 0,
    authenticationLow: 0,
  };
  ospf.emit(
    bytes,
    0,
    message.kind === 'update' ? { ...common, lsaCount: message.lsas.length } : { ...message, ...common },
  );
  writeList(bytes, start, message);
  writeValue(bytes, 0, ospf.commonCodec.fieldNamed('checksum')!, ospf.packetChecksum(bytes, 0, bytes.length));
  return bytes;
}

/** Octets of one request: type, id and advertising router, 32 bits each (RFC 2328 A.3.4). */
export const REQUEST_OCTETS = 12;

const TYPES = {
  hello: ospf.OSPF_HELLO,
  description: ospf.OSPF_DESCRIPTION,
  request: ospf.OSPF_REQUEST,
  update: ospf.OSPF_UPDATE,
  acknowledgment: ospf.OSPF_ACKNOWLEDGMENT,
} as const;

function readMessage(bytes: Uint8Array, start: number, end: number, header: ospf.OspfHeader): OspfMessage | undefined {
  switch (header.type) {
    case ospf.OSPF_HELLO: {
      const { networkMask, helloInterval, options, priority, deadInterval, designatedRouter, backupDesignatedRouter } =
        header as ospf.OspfHelloHeader;
      const timing = { helloInterval, deadInterval };
      const roles = { priority, designatedRouter, backupDesignatedRouter };
      const neighbors = items(start, end, 4, (at) => readIpv4(bytes, at));
      return { kind: 'hello', networkMask, options, ...timing, ...roles, neighbors };
    }
    case ospf.OSPF_DESCRIPTION: {
      const { mtu, options, flags, sequence } = header as ospf.OspfDescriptionHeader;
      return { kind: 'description', mtu, options, flags, sequence, headers: readHeaders(bytes, start, end) };
    }
    case ospf.OSPF_REQUEST:
      return { kind: 'request', requests: items(start, end, REQUEST_OCTETS, (at) => readRequest(bytes, at)) };
    case ospf.OSPF_UPDATE:
      return { kind: 'update', lsas: readLsas(bytes, start, end, (header as ospf.OspfUpdateHeader).lsaCount) };
    case ospf.OSPF_ACKNOWLEDGMENT:
      return { kind: 'acknowledgment', headers: readHeaders(bytes, start, end) };
    default:
      return undefined;
  }
}

function readHeaders(bytes: Uint8Array, start: number, end: number): LsaHeader[] {
  return items(start, end, headerCodec.octets, (at) => headerCodec.read(bytes, at));
}

function readRequest(bytes: Uint8Array, at: number): LsaName {
  // The type has 32 bits here, of which all but the last octet are zero.
  return { type: bytes[at + 3]!, id: readIpv4(bytes, at + 4), advertisingRouter: readIpv4(bytes, at + 8) };
}

function readLsas(bytes: Uint8Array, start: number, end: number, count: number): Lsa[] {
  const lsas: Lsa[] = [];
  let at = start;
  while (lsas.length < count && at + headerCodec.octets <= end) {
    const lsa = readLsa(bytes, at);
    if (lsa.header.length < headerCodec.octets || at + lsa.header.length > end) break;
    lsas.push(lsa);
    at += lsa.header.length;
  }
  return lsas;
}

function items<Item>(start: number, end: number, octets: number, read: (at: number) => Item): Item[] {
  const list: Item[] = [];
  for (let at = start; at + octets <= end; at += octets) list.push(read(at));
  return list;
}

function listOctets(message: OspfMessage): number {
  switch (message.kind) {
    case 'hello':
      return message.neighbors.length * 4;
    case 'request':
      return message.requests.length * REQUEST_OCTETS;
    case 'update':
      return message.lsas.reduce((sum, lsa) => sum + lsa.header.length, 0);
    case 'description':
    case 'acknowledgment':
      return message.headers.length * headerCodec.octets;
  }
}

function writeList(bytes: Uint8Array, start: number, message: OspfMessage): void {
  let at = start;
  switch (message.kind) {
    case 'hello':
      for (const neighbor of message.neighbors) {
        writeIpv4(bytes, at, neighbor);
        at += 4;
      }
      return;
    case 'request':
      for (const request of message.requests) {
        writeRequest(bytes, at, request);
        at += REQUEST_OCTETS;
      }
      return;
    case 'update':
      for (const lsa of message.lsas) {
        writeLsa(bytes, at, lsa);
        at += lsa.header.length;
      }
      return;
    case 'description':
    case 'acknowledgment':
      for (const header of message.headers) {
        headerCodec.write(bytes, at, header);
        at += headerCodec.octets;
      }
  }
}

function writeRequest(bytes: Uint8Array, at: number, { type, id, advertisingRouter }: LsaName): void {
  bytes[at + 3] = type;
  writeIpv4(bytes, at + 4, id);
  writeIpv4(bytes, at + 8, advertisingRouter);
}
