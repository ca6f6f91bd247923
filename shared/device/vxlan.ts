/**
 * A VXLAN tunnel end point (RFC 7348 section 4): a bridge a network identifier (VNI), whose ports are local ones and the tunnel. A frame for a
 * machine behind another end point travels in a UDP datagram to it; broadcast and what is unknown go to every end point of the VNI.
 */
import { ipv4, type Ipv4 } from '../address/ipv4.ts';
import { isMulticast, type Mac } from '../address/mac.ts';
import { fcsIsRight, innerFrameOf, layer, type Frame } from '../wire/frame.ts';
import { FLAG_VNI, codec, hasVni, PORT_VXLAN } from '../wire/vxlan.ts';
import type { MacRow, Station } from './device.ts';
import type { Action, Datagram } from './event.ts';
import { OWN_TTL } from './icmp.ts';
import { macKey } from './macs.ts';

export interface Tunnel {
  /** Local port, and the VNI it is in (1 to 2^24 - 1). */
  readonly ports: Readonly<Record<string, number>>;
  /** VNI, then where broadcast and unknown unicast go, in this order. */
  readonly remotes: Readonly<Record<number, readonly Ipv4[]>>;
  /** "100/02:…": behind which local port, or which other end point, that address is. */
  readonly macs: Record<string, MacRow>;
  /** Local ports without a link. */
  readonly down: Record<string, true>;
}

/** The tunnel of a device that has learned nothing. `cabled`: the ends of all cables, "V1.p1". */
export function initialTunnel(
  id: string,
  settings: {
    readonly ports: Readonly<Record<string, { readonly vni: number }>>;
    readonly remotes?: Readonly<Record<string, readonly string[]>>;
  },
  cabled: ReadonlySet<string>,
): Tunnel {
  const names = Object.keys(settings.ports);
  return {
    ports: Object.fromEntries(Object.entries(settings.ports).map(([port, { vni }]) => [port, vni])),
    remotes: Object.fromEntries(
      Object.entries(settings.remotes ?? {}).map(([vni, remotes]) => [Number(vni), remotes.map((text) => ipv4(text))]),
    ),
    macs: {},
    down: Object.fromEntries(names.filter((port) => !cabled.has(`${id}.${port}`)).map((port) => [port, true as const])),
  };
}

/** A frame has come in by a local port: to other local ports of its VNI, and through the tunnel. */
export function localFrameReceived(tunnel: Tunnel, port: string, frame: Frame): readonly Action[] {
  const ethernet = layer(frame, 'ethernet');
  const vni = tunnel.ports[port];
  if (ethernet === undefined || vni === undefined) return [{ do: 'drop', why: 'not-understood' }];
  if (!fcsIsRight(frame)) return [{ do: 'drop', why: 'bad-fcs' }];
  const { source, destination } = ethernet.header;
  const actions = learned(vni, source, port);
  const place = placeOf(tunnel, vni, destination);
  if (place === port) return [...actions, { do: 'drop', why: 'same-port' }];
  if (place !== undefined) return [...actions, towards(tunnel, vni, place, frame)];
  for (const out of portsIn(tunnel, vni)) if (out !== port) actions.push({ do: 'send', port: out, frame });
  for (const remote of tunnel.remotes[vni] ?? []) actions.push(encapsulated(vni, remote, frame));
  return actions;
}

/** Is this a datagram for the tunnel? */
export function isForTunnel(station: Station, packet: Frame): boolean {
  return station.tunnel !== undefined && layer(packet, 'udp')?.header.destinationPort === PORT_VXLAN;
}

/** A frame has come through the tunnel: to local ports of its VNI, never on to another end point, or two of them would answer each other for ever. */
export function tunnelledFrameReceived(tunnel: Tunnel, packet: Frame): readonly Action[] {
  const header = layer(packet, 'vxlan')?.header;
  const from = layer(packet, 'ipv4')?.header.source;
  const frame = innerFrameOf(packet);
  const ethernet = frame === undefined ? undefined : layer(frame, 'ethernet');
  if (header === undefined || from === undefined || frame === undefined || ethernet === undefined || !hasVni(header))
    return [{ do: 'drop', why: 'not-understood' }];
  const { vni } = header;
  if (!Object.values(tunnel.ports).includes(vni)) return [{ do: 'drop', why: 'unknown-vni' }];
  const actions = learned(vni, ethernet.header.source, from);
  const place = placeOf(tunnel, vni, ethernet.header.destination);
  if (place === undefined) for (const out of portsIn(tunnel, vni)) actions.push({ do: 'send', port: out, frame });
  else if (isPort(tunnel, place)) actions.push({ do: 'send', port: place, frame });
  else actions.push({ do: 'drop', why: 'same-port' });
  return actions;
}

/** Where that address is known to be in that VNI: a local port or another end point. */
export function placeOf(tunnel: Tunnel, vni: number, destination: Mac): string | undefined {
  return isMulticast(destination) ? undefined : tunnel.macs[macKey(destination, vni)]?.port;
}

/** Rows that were not heard for so long are forgotten, microseconds (Linux' vxlan and bridge: 300 s). */
export const TUNNEL_AGEING_US = 300_000_000;

/** The rows that are not too old at this time: where nothing happens, nobody clears the table. */
export function freshTunnelRows(tunnel: Tunnel, nowUs: number): readonly [key: string, row: MacRow][] {
  return Object.entries(tunnel.macs).filter(([, row]) => nowUs - row.heardUs < TUNNEL_AGEING_US);
}

/** The local ports of a VNI that have a link, in their order. */
export function portsIn(tunnel: Tunnel, vni: number): readonly string[] {
  const ports: string[] = [];
  for (const port in tunnel.ports) if (tunnel.ports[port] === vni && tunnel.down[port] !== true) ports.push(port);
  return ports;
}

function isPort(tunnel: Tunnel, place: string): boolean {
  return tunnel.ports[place] !== undefined;
}

function learned(vni: number, source: Mac, place: string): Action[] {
  return isMulticast(source) ? [] : [{ do: 'learn-tunnel', mac: source, vni, place }];
}

function towards(tunnel: Tunnel, vni: number, place: string, frame: Frame): Action {
  return isPort(tunnel, place) ? { do: 'send', port: place, frame } : encapsulated(vni, place as Ipv4, frame);
}

/** The outer datagram; its packet is then sent like any other of the end point's own. */
function encapsulated(vni: number, remote: Ipv4, frame: Frame): Action {
  const data = new Uint8Array(codec.octets + frame.bytes.length);
  codec.write(data, 0, { flags: FLAG_VNI, reserved: 0, vni, reservedEnd: 0 });
  data.set(frame.bytes, codec.octets);
  const datagram: Datagram = {
    destination: remote,
    source: undefined,
    ttl: OWN_TTL,
    dscp: 0,
    dontFragment: false,
    udp: { sourcePort: sourcePortOf(frame), destinationPort: PORT_VXLAN },
    data,
  };
  return { do: 'originate', datagram };
}

/** First of the ports that are free for everybody (RFC 6335 section 6), and how many there are. */
const DYNAMIC_PORT = 49_152;
const DYNAMIC_PORTS = 16_384;

/** Equal for all frames of two machines, so that routers with several ways keep their order (RFC 7348 section 5, "Source Port"). */
function sourcePortOf(frame: Frame): number {
  let hash = 0;
  for (let octet = 0; octet < 12; octet++) hash = (hash * 31 + (frame.bytes[octet] ?? 0)) % DYNAMIC_PORTS;
  return DYNAMIC_PORT + hash;
}
