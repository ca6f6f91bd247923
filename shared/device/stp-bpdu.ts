/** The messages of the spanning tree protocol as frames (IEEE 802.1D-1998 clause 9), with times in the units of the wire. */
import { mac, type Mac } from '../address/mac.ts';
import {
  BPDU_CONFIGURATION,
  BPDU_TOPOLOGY_CHANGE,
  BPDU_UNITS_A_SECOND,
  isConfiguration,
  isTopologyChange,
} from '../wire/bpdu.ts';
import { buildFrame, layer, type Frame, type LayerSpec } from '../wire/frame.ts';
import type { PriorityVector, TreeTimes } from './stp.ts';

type BpduSpec = Extract<LayerSpec, { protocol: 'bpdu' }>;

/** 7.12.3, table 7-9: all bridges on this segment, and nobody beyond it. */
export const BRIDGE_GROUP_ADDRESS = mac('01:80:c2:00:00:00');
/** 01:80:c2:00:00:00 to 0f: what no bridge passes on. */
const RESERVED = '01:80:c2:00:00:0';

/** 8.5.1: what a configuration message says. */
export interface ConfigurationMessage {
  readonly vector: PriorityVector;
  /** How long ago the root said it, in 1/256 s. */
  readonly messageAge: number;
  readonly times: TreeTimes;
  readonly topologyChange: boolean;
  readonly topologyChangeAcknowledgment: boolean;
}

export type TreeMessage =
  | { readonly kind: 'configuration'; readonly message: ConfigurationMessage }
  | { readonly kind: 'topology-change-notification' };

export function isReserved(destination: Mac): boolean {
  return destination.startsWith(RESERVED);
}

/** Microseconds in the units of the wire, 1/256 s; parts of one are dropped. */
export function unitsOf(durationUs: number): number {
  return Math.floor((durationUs * BPDU_UNITS_A_SECOND) / 1_000_000);
}

/** And back; a part of a microsecond counts as a whole one. */
export function microsecondsOf(units: number): number {
  return Math.ceil((units * 1_000_000) / BPDU_UNITS_A_SECOND);
}

/** The frame of a configuration message (9.3.1) that leaves by the port with this address. */
export function configurationFrame(source: Mac, message: ConfigurationMessage): Frame {
  const { vector, times } = message;
  return frameFrom(source, {
    type: BPDU_CONFIGURATION,
    topologyChangeAcknowledgment: message.topologyChangeAcknowledgment ? 1 : 0,
    topologyChange: message.topologyChange ? 1 : 0,
    rootPriority: vector.root.priority,
    rootMac: vector.root.mac,
    rootPathCost: vector.cost,
    bridgePriority: vector.bridge.priority,
    bridgeMac: vector.bridge.mac,
    portId: vector.port,
    messageAge: message.messageAge,
    maxAge: unitsOf(times.maxAgeUs),
    helloTime: unitsOf(times.helloUs),
    forwardDelay: unitsOf(times.forwardDelayUs),
  });
}

/** The frame of a topology change notification (9.3.2). */
export function notificationFrame(source: Mac): Frame {
  return frameFrom(source, { type: BPDU_TOPOLOGY_CHANGE });
}

function frameFrom(source: Mac, header: BpduSpec['header']): Frame {
  return buildFrame(
    { protocol: 'ethernet', header: { destination: BRIDGE_GROUP_ADDRESS, source } },
    { protocol: 'llc', header: {} },
    { protocol: 'bpdu', header },
  );
}

/** What a frame to the bridge group address says; undefined: nothing that this bridge understands, or too old already (9.3.4). */
export function readMessage(frame: Frame): TreeMessage | undefined {
  const header = layer(frame, 'bpdu')?.header;
  if (header === undefined || header.protocolId !== 0 || header.version !== 0) return undefined;
  if (isTopologyChange(header)) return { kind: 'topology-change-notification' };
  if (!isConfiguration(header) || header.messageAge > header.maxAge) return undefined;
  const message: ConfigurationMessage = {
    vector: {
      root: { priority: header.rootPriority, mac: header.rootMac },
      cost: header.rootPathCost,
      bridge: { priority: header.bridgePriority, mac: header.bridgeMac },
      port: header.portId,
    },
    messageAge: header.messageAge,
    times: {
      maxAgeUs: microsecondsOf(header.maxAge),
      helloUs: microsecondsOf(header.helloTime),
      forwardDelayUs: microsecondsOf(header.forwardDelay),
    },
    topologyChange: header.topologyChange === 1,
    topologyChangeAcknowledgment: header.topologyChangeAcknowledgment === 1,
  };
  return { kind: 'configuration', message };
}
