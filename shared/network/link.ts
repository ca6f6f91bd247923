/** Cables: what becomes of a frame between the port that sends it and the port at the other end. */
import { isStation, portsOf } from '../device/device.ts';
import type { DeviceEvent } from '../device/event.ts';
import { damagedFrame, fcsOf, parseFrame, type Frame } from '../wire/frame.ts';
import { fcsFromOctets, fcsOctets } from '../wire/physical.ts';
import { isLoopbackPort } from './loopback.ts';
import type { Network, Observer } from './network.ts';
import { deviceOf, schedule } from './schedule.ts';

/** Time that a frame needs for a cable, microseconds (rule 1 of the lab format: small; devices need none). */
export const CABLE_DELAY_US = 100;
/** Frames that may wait or be under way in one direction of a cable, if its lab does not say (Linux's txqueuelen). */
export const QUEUE_FRAMES = 1000;

/** A port with a cable in it: the far end, and what has happened here. */
export interface CableEnd {
  /** The far end. */
  readonly device: string;
  readonly port: string;
  readonly delayUs: number;
  /** 0: a frame needs no time to leave. */
  readonly bitsPerSecond: number;
  /** One direction at a time. */
  readonly halfDuplex: boolean;
  /** A pair of virtual cards instead of a cable; for the console. */
  readonly veth: boolean;
  /** The shared medium that the cable is part of, if the port is a card on one. */
  medium: string | undefined;
  /** Most frames that wait or are under way from here; what comes on top is lost. */
  readonly queueMax: number;
  /** There is a link: the cable is not cut, and the ports at both ends are switched on. */
  up: boolean;
  cut: boolean;
  /** The port here is switched off. */
  off: boolean;
  /** What has to wait until the cable is free, the oldest first; only where there is a rate. */
  waiting: Frame[];
  /** Frames that are under way from here. */
  underWay: number;
  /** The gap behind the last frame is over at this time, microseconds. */
  busyUntilUs: number;
  /** So many of the next frames that arrive here are damaged. */
  toDamage: number;
  /** The bits that turn over in them; none: one of the FCS. */
  flips: readonly number[];
  readonly counts: PortCounts;
}

/** What a card counts, as `ip -s link` shows it. */
export interface PortCounts {
  sentFrames: number;
  sentOctets: number;
  /** Lost because the queue was full, or after too many collisions. */
  sentDropped: number;
  collisions: number;
  /** Time for which this port has been sending, microseconds; only where there is a rate. Divided by a time it is the load. */
  busyUs: number;
  receivedFrames: number;
  receivedOctets: number;
  /** Arrived with a wrong FCS. */
  receivedErrors: number;
}

/** Two ends of a new cable, each with the other as its far end. */
export function plug(network: Network, one: EndName, other: EndName, cable: CableKind): void {
  const hasLink = isOn(network, one) && isOn(network, other);
  plugEnd(network, one, other, cable, hasLink);
  plugEnd(network, other, one, cable, hasLink);
}

/** A bridge's ports are on unless somebody switches them off. */
function isOn(network: Network, at: EndName): boolean {
  const device = network.devices[at.device];
  return device === undefined || !isStation(device) || device.interfaces[at.port]?.up !== false;
}

/** What a link depends on has changed: when there is one now, or none any more, both ends notice. */
export function updateLink(network: Network, at: EndName): void {
  const end = cableAt(network, at);
  const far = end === undefined ? undefined : cableAt(network, end);
  if (end === undefined || far === undefined) return;
  const up = !end.cut && !end.off && !far.off;
  if (up === end.up) return;
  for (const each of [end, far]) {
    each.up = up;
    // Without a link a card throws away what waits (Linux: dev_deactivate).
    each.counts.sentDropped += each.waiting.length;
    each.waiting = [];
  }
  noticeCarrier(network, at.device, at.port, up);
  noticeCarrier(network, end.device, end.port, up);
}

export interface EndName {
  readonly device: string;
  readonly port: string;
}
export type CableKind = Pick<CableEnd, 'delayUs' | 'bitsPerSecond' | 'halfDuplex' | 'queueMax' | 'veth'>;

function plugEnd(network: Network, at: EndName, far: EndName, cable: CableKind, hasLink: boolean): void {
  const { delayUs, bitsPerSecond, halfDuplex, queueMax, veth } = cable;
  (network.cables[at.device] ??= {})[at.port] = {
    device: far.device,
    port: far.port,
    delayUs,
    bitsPerSecond,
    halfDuplex,
    veth,
    medium: undefined,
    queueMax,
    up: hasLink,
    cut: false,
    off: !isOn(network, at),
    waiting: [],
    underWay: 0,
    busyUntilUs: 0,
    toDamage: 0,
    flips: [],
    counts: {
      sentFrames: 0,
      sentOctets: 0,
      sentDropped: 0,
      collisions: 0,
      busyUs: 0,
      receivedFrames: 0,
      receivedOctets: 0,
      receivedErrors: 0,
    },
  };
}

/** The frame leaves now: its last bit at `endUs`, and a delay later it is at the far end. */
export function deliver(
  network: Network,
  id: string,
  port: string,
  frame: Frame,
  end: CableEnd,
  endUs: number,
  observer: Observer,
): void {
  end.underWay++;
  end.counts.sentFrames++;
  end.counts.sentOctets += frame.bytes.length;
  observer.sent?.(id, port, frame, network.nowUs);
  schedule(network, endUs + end.delayUs, end.device, { kind: 'frame', port: end.port, frame });
}

/** The cable end at a port, if there is a cable. */
export function cableAt(network: Network, at: EndName): CableEnd | undefined {
  return network.cables[at.device]?.[at.port];
}

type Arrival = Extract<DeviceEvent, { kind: 'frame' }>;

/** A frame comes out of a cable. Undefined: it does not, for the cable was cut in the meantime. */
export function frameArrives(
  network: Network,
  id: string,
  event: Arrival,
  observer: Observer,
): DeviceEvent | undefined {
  const own = network.cables[id]?.[event.port];
  if (own === undefined) {
    if (!isLoopbackPort(event.port)) return isLost(network, id, event, observer);
    observer.received?.(id, event.port, event.frame, network.nowUs, event.frame);
    return event;
  }
  const from = network.cables[own.device]?.[own.port];
  if (from !== undefined && from.underWay > 0) from.underWay--;
  if (!own.up) return isLost(network, id, event, observer);
  own.counts.receivedFrames++;
  own.counts.receivedOctets += event.frame.bytes.length;
  const arrived = own.toDamage > 0 ? { ...event, frame: damaged(event.frame, own.flips) } : event;
  if (own.toDamage > 0) own.toDamage--;
  if (arrived.frame.fcs !== undefined) own.counts.receivedErrors++;
  observer.received?.(id, event.port, arrived.frame, network.nowUs, event.frame);
  return arrived;
}

function isLost(network: Network, id: string, { port, frame }: Arrival, observer: Observer): undefined {
  observer.lost?.(id, port, frame, network.nowUs);
}

/** The frame with these bits turned over. */
function damaged(frame: Frame, flips: readonly number[]): Frame {
  if (flips.length === 0) return damagedFrame(frame);
  const { length } = frame.bytes;
  const octets = Uint8Array.of(...frame.bytes, ...fcsOctets(fcsOf(frame)));
  for (const bit of flips) {
    const at = (bit >>> 3) % octets.length;
    octets[at] = octets[at]! ^ (1 << (bit & 7));
  }
  return parseFrame(octets.slice(0, length), fcsFromOctets(octets.subarray(length)));
}

/** The link at a port has come up or gone: the device notices now. */
export function noticeCarrier(network: Network, id: string, port: string, up: boolean): void {
  if (portsOf(deviceOf(network, id)).includes(port))
    schedule(network, network.nowUs, id, { kind: 'carrier', port, up });
}
