/** Watches in which VLAN frames are seen, for goals about keeping VLANs apart. */
import type { DeviceEvent } from '../device/event.ts';
import { NO_VLAN, portVlan, vlanOf } from '../device/vlan.ts';
import type { Match } from './match.ts';

/** A frame is at a port. All that is under way belongs to the ping that runs; does it come in where its sender's VLAN is not? */
export function traceVlan(match: Match, id: string, event: DeviceEvent): void {
  const ping = match.running;
  const trace = ping === null ? undefined : match.traces[ping];
  if (ping === null || trace === undefined || event.kind !== 'frame') return;
  const seen = vlanAt(match, id, event);
  const home = vlanOfMachine(match, match.traffic[ping]?.on ?? '', 'eth0');
  if (seen === undefined || home === undefined || seen === home) return;
  if (!trace.strayed.includes(trace.lastSequence)) trace.strayed.push(trace.lastSequence);
}

/** The VLAN in which the frame comes in: as the switch takes it, or that of the machine. Undefined: in none. */
function vlanAt(match: Match, id: string, event: Extract<DeviceEvent, { kind: 'frame' }>): number | undefined {
  const device = match.network.devices[id];
  if (device?.kind !== 'switch') return vlanOfMachine(match, id, event.port);
  const vlan = vlanOf(device, event.port, event.frame);
  return vlan === NO_VLAN ? undefined : vlan;
}

/** The VLAN of the access port at the other end of a machine's cable. */
function vlanOfMachine(match: Match, id: string, card: string): number | undefined {
  const end = match.network.cables[id]?.[card];
  const device = match.network.devices[end?.device ?? ''];
  if (end === undefined || device?.kind !== 'switch') return undefined;
  const setting = portVlan(device, end.port);
  return setting?.mode === 'access' ? setting.vlan : undefined;
}
