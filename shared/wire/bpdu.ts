/**
 * Bridge protocol data units, by which bridges agree on a spanning tree. IEEE 802.1D-1998 section 9.3: the configuration BPDU and the
 * topology change notification, which is its first four octets alone; IEEE 802.1D-2004 section 9.3.3: the rapid spanning tree BPDU.
 * An identifier of a bridge is a priority and a MAC address, compared in this order; the lower one wins.
 */
import type { Malformed } from '../address/malformed.ts';
import { type HeaderCodec, type HeaderOf, compileHeader, mac, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const start = {
  protocolId: uint(0, 16, 'hex'),
  version: uint(16, 8),
  type: uint(24, 8, 'hex'),
} as const;

const vector = {
  /** The priority in steps of 4096, plus the system identifier extension in the lower 12 bits (a VLAN, or zero). */
  rootPriority: uint(40, 16),
  rootMac: mac(56),
  rootPathCost: uint(104, 32),
  /** Of the bridge that sends this, like rootPriority. */
  bridgePriority: uint(136, 16),
  bridgeMac: mac(152),
  /** The port that sends this: its priority and its number. */
  portId: uint(200, 16, 'hex'),
  /** These four in units of 1/256 s. */
  messageAge: uint(216, 16),
  maxAge: uint(232, 16),
  helloTime: uint(248, 16),
  forwardDelay: uint(264, 16),
} as const;

const configurationTable = {
  ...start,
  topologyChangeAcknowledgment: uint(32, 1),
  reservedFlags: uint(33, 6, 'binary'),
  topologyChange: uint(39, 1),
  ...vector,
} as const;

const rapidTable = {
  ...start,
  topologyChangeAcknowledgment: uint(32, 1),
  agreement: uint(33, 1),
  forwarding: uint(34, 1),
  learning: uint(35, 1),
  /** 1 alternate or backup, 2 root, 3 designated. */
  portRole: uint(36, 2),
  proposal: uint(38, 1),
  topologyChange: uint(39, 1),
  ...vector,
  version1Length: uint(280, 8),
} as const;

export type BpduStart = HeaderOf<typeof start>;
export type ConfigurationBpdu = HeaderOf<typeof configurationTable>;
export type RapidBpdu = HeaderOf<typeof rapidTable>;
export type BpduHeader = BpduStart | ConfigurationBpdu | RapidBpdu;

export const startCodec = compileHeader(start);
export const configurationCodec = compileHeader(configurationTable);
export const rapidCodec = compileHeader(rapidTable);

/** IEEE 802.1D-2004 section 9.3. */
export const BPDU_CONFIGURATION = 0x00;
export const BPDU_RAPID = 0x02;
export const BPDU_TOPOLOGY_CHANGE = 0x80;
/** The units of the times: 1/256 s. */
export const BPDU_UNITS_A_SECOND = 256;

export function isConfiguration(header: BpduHeader): header is ConfigurationBpdu {
  return header.type === BPDU_CONFIGURATION;
}

export function isTopologyChange(header: BpduHeader): boolean {
  return header.type === BPDU_TOPOLOGY_CHANGE;
}

/** The table by which BPDUs of this type are read; of unknown ones the first four octets. */
export function codecOfType(
  type: number,
): HeaderCodec<BpduStart> | HeaderCodec<ConfigurationBpdu> | HeaderCodec<RapidBpdu> {
  if (type === BPDU_CONFIGURATION) return configurationCodec;
  return type === BPDU_RAPID ? rapidCodec : startCodec;
}

/** The BPDU at `offset`; the bytes end before `end`. Versions and times are for the bridge to judge (section 9.3.4). */
export function parse(bytes: Uint8Array, offset: number, end: number): BpduHeader | Malformed {
  if (end - offset < startCodec.octets) return malformedFrame('bpdu-truncated', end);
  const codec = codecOfType(bytes[offset + 3]!);
  if (end - offset < codec.octets) return malformedFrame('bpdu-truncated', end);
  return codec.read(bytes, offset);
}

export function emit(bytes: Uint8Array, offset: number, header: BpduHeader): void {
  if (isConfiguration(header)) configurationCodec.write(bytes, offset, header);
  else if (isRapid(header)) rapidCodec.write(bytes, offset, header);
  else startCodec.write(bytes, offset, header);
}

export function summary(header: BpduHeader): string {
  if (isTopologyChange(header)) return 'STP 802.1d, Topology Change';
  const isOfRapid = isRapid(header);
  if (!isOfRapid && !isConfiguration(header)) return `STP, type 0x${hex(header.type, 2)}`;
  const flags = flagNames(header).join(', ') || 'none';
  const kind = isOfRapid ? '802.1w, Rapid STP' : '802.1d, Config';
  const bridge = `${hex(header.bridgePriority, 4)}.${header.bridgeMac}.${hex(header.portId, 4)}`;
  const root = `${hex(header.rootPriority, 4)}.${header.rootMac}`;
  return `STP ${kind}, Flags [${flags}], bridge-id ${bridge}, root-id ${root}, root-pathcost ${header.rootPathCost}`;
}

function isRapid(header: BpduHeader): header is RapidBpdu {
  return header.type === BPDU_RAPID;
}

/** In tcpdump's order and words. */
function flagNames(header: ConfigurationBpdu | RapidBpdu): string[] {
  const names = header.topologyChange === 1 ? ['Topology change'] : [];
  if (isRapid(header)) {
    if (header.proposal === 1) names.push('Proposal');
    if (header.learning === 1) names.push('Learn');
    if (header.forwarding === 1) names.push('Forward');
    if (header.agreement === 1) names.push('Agreement');
  }
  if (header.topologyChangeAcknowledgment === 1) names.push('Topology change ACK');
  return names;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
