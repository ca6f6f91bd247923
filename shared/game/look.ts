/** How frames look on the map, and which ping they belong to. */
import { fcsIsRight, layer, type Frame } from '../wire/frame.ts';
import type { DeviceEvent } from '../device/event.ts';
import type { Network } from '../network/network.ts';
import type { Match } from './match.ts';
import type { Puzzle } from './puzzle.ts';
import type { FrameLook } from './view.ts';

export function lookOf(frame: Frame): FrameLook {
  return fcsIsRight(frame) ? lookBefore(frame) : 'damaged';
}

/** How a frame looks to somebody who has yet to decide about it: where the check sequence is asked for, damage cannot be seen from outside. */
export function lookUndecided({ puzzle }: Pick<Match, 'puzzle'>, frame: Frame): FrameLook {
  return asksForFcs(puzzle) ? lookBefore(frame) : lookOf(frame);
}

/** Is it a puzzle in which somebody has to find out which frames are damaged? */
export function asksForFcs({ asks }: Pick<Puzzle, 'asks'>): boolean {
  return asks['host.fcs']?.includes('fcs') === true;
}

function lookBefore(frame: Frame): FrameLook {
  const isTagged = layer(frame, 'vlan') !== undefined;
  if (layer(frame, 'arp') !== undefined) return isTagged ? 'arp-tagged' : 'arp';
  if (layer(frame, 'bpdu') !== undefined) return 'bpdu';
  const icmp = layer(frame, 'icmp')?.header;
  if (icmp?.type === 0 || icmp?.type === 8) return isTagged ? 'icmp-tagged' : 'icmp';
  if (icmp !== undefined) return 'icmp-error';
  return 'ipv4';
}

/** A hub passes frames on without reading them, so all look alike to it. */
export function readsFrames({ network }: Pick<Match, 'network'>, device: string): boolean {
  return network.devices[device]?.kind !== 'hub';
}

/** How the frame looks to whoever plays that device and has yet to decide about it. */
export function lookInLetter(match: Pick<Match, 'network' | 'puzzle'>, device: string, frame: Frame): FrameLook {
  return readsFrames(match, device) ? lookUndecided(match, frame) : 'sealed';
}

/** The same after the decision, when what it was may be told. */
export function lookAt(match: Pick<Match, 'network'>, device: string, frame: Frame): FrameLook {
  return readsFrames(match, device) ? lookOf(frame) : 'sealed';
}

/** The frame or packet that an event is about. */
export function frameOf(event: DeviceEvent): Frame | undefined {
  if (event.kind === 'frame' || event.kind === 'access') return event.frame;
  return event.kind === 'resolved' ? event.held.packet : undefined;
}

/** The echo identifier and sequence of a frame: of its own message, or of the packet that an error quotes. */
export function echoOf(frame: Frame): { readonly identifier: number; readonly sequence: number } | undefined {
  for (const part of frame.layers) {
    if (part.protocol === 'icmp' && 'identifier' in part.header) return part.header;
  }
  return undefined;
}

/** The item of traffic that a frame belongs to, by its identifier; undefined for ARP and the like. */
export function pingOf(network: Network, frame: Frame): number | undefined {
  const echo = echoOf(frame);
  return echo === undefined ? undefined : pingWith(network, echo.identifier);
}

/** The item of traffic with this echo identifier. */
export function pingWith(network: Network, identifier: number): number | undefined {
  const index = network.pings.findIndex((ping) => ping.identifier === identifier);
  return index === -1 ? undefined : index;
}

/** The id of the cable at a port, "l" and its place in the match's links: the same in flights and on the map. */
export function linkOf({ links }: Pick<Match, 'links'>, device: string, port: string): string {
  return linkId(links.findIndex((ends) => ends.includes(`${device}.${port}`)));
}

export function linkId(place: number): string {
  return `l${place}`;
}

export function hexOf(frame: Frame | undefined): string {
  return frame === undefined ? '' : Array.from(frame.bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
