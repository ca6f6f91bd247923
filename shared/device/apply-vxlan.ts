/** Writes the table of a tunnel end point; called by apply.ts only. */
import type { Mac } from '../address/mac.ts';
import { macKey } from './macs.ts';
import { TUNNEL_AGEING_US, type Tunnel } from './vxlan.ts';

/** `place`: a local port, or the address of another end point. */
export function learnTunnel(tunnel: Tunnel, mac: Mac, vni: number, place: string, nowUs: number): void {
  const key = macKey(mac, vni);
  const row = tunnel.macs[key];
  if (row === undefined) tunnel.macs[key] = { port: place, heardUs: nowUs };
  else {
    row.port = place;
    row.heardUs = nowUs;
  }
}

/** What is too old leaves the table. */
export function ageTunnel(tunnel: Tunnel, nowUs: number): void {
  for (const key in tunnel.macs) {
    const row = tunnel.macs[key];
    if (row !== undefined && nowUs - row.heardUs >= TUNNEL_AGEING_US) delete tunnel.macs[key];
  }
}

/** A local port without a link forgets who was behind it. */
export function setTunnelPort(tunnel: Tunnel, port: string, up: boolean): void {
  if (up) {
    delete tunnel.down[port];
    return;
  }
  tunnel.down[port] = true;
  for (const key in tunnel.macs) if (tunnel.macs[key]?.port === port) delete tunnel.macs[key];
}
