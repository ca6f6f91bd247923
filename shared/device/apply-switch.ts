/** Writes the tables of a switch; called by apply.ts only. */
import type { Switch } from './device.ts';
import type { Action } from './event.ts';
import { ageingTimeUs, macKey } from './macs.ts';
import { NO_VLAN } from './vlan.ts';

export function applyToSwitch(
  device: Switch,
  action: Extract<Action, { do: 'learn-mac' | 'set-spanning-tree' }>,
  nowUs: number,
): void {
  if (action.do === 'set-spanning-tree') device.stp = action.tree;
  else learnMac(device, macKey(action.mac, action.vlan ?? NO_VLAN), action.port, nowUs);
}

/** Its row is written again with every frame, so the row itself is changed. */
function learnMac(device: Switch, key: string, port: string, nowUs: number): void {
  const row = device.macs[key];
  if (row === undefined) device.macs[key] = { port, heardUs: nowUs };
  else {
    row.port = port;
    row.heardUs = nowUs;
  }
}

/** The switch's clock moves on, and rows that are too old leave the table. It is only searched when a row in it can be. */
export function ageSwitch(device: Switch, nowUs: number): void {
  if (device.stp !== undefined) device.stp.nowUs = nowUs;
  const ageingUs = ageingTimeUs(device);
  if (nowUs - device.oldestUs < ageingUs) return;
  let oldestUs = nowUs;
  for (const [key, row] of Object.entries(device.macs)) {
    if (nowUs - row.heardUs >= ageingUs) delete device.macs[key];
    else if (row.heardUs < oldestUs) oldestUs = row.heardUs;
  }
  device.oldestUs = oldestUs;
}

/** A port's rows mean nothing any more. */
export function forgetPort(device: Switch, port: string): void {
  for (const [key, row] of Object.entries(device.macs)) if (row.port === port) delete device.macs[key];
}

export function forgetMacs(device: Switch): void {
  for (const key of Object.keys(device.macs)) delete device.macs[key];
}

/** Whoever was behind a port that is gone is forgotten with it. */
export function setPorts(device: Switch, ports: readonly string[]): void {
  for (const port of device.ports) {
    if (ports.includes(port)) continue;
    forgetPort(device, port);
    delete device.down[port];
  }
  device.ports = ports;
}
