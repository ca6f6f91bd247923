/** 802.1Q on the ports of a switch (IEEE 802.1Q-2018 6.9, 8.6): to which VLANs a port belongs, and how its frames look there. */
import { tagFrame, untagFrame, type Frame } from '../wire/frame.ts';
import type { VlanHeader } from '../wire/vlan.ts';
import type { Switch } from './device.ts';

/** An access port of one VLAN, untagged; or a trunk of several, tagged but for its native VLAN. VLANs are 1 to 4094. */
export type PortVlan =
  | { readonly mode: 'access'; readonly vlan: number }
  | { readonly mode: 'trunk'; readonly vlans: readonly number[]; readonly native?: number | undefined };

/** Where frames are in a switch that does not look at tags: in no VLAN, all together. */
export const NO_VLAN = 0;

/** 9.6, table 9-2: of a switch with VLANs, a port without a setting belongs to this one, untagged. */
const DEFAULT_PORT: PortVlan = { mode: 'access', vlan: 1 };

/** The setting of a port; undefined on a switch that does not look at tags. */
export function portVlan(device: Switch, port: string): PortVlan | undefined {
  return device.vlans === undefined ? undefined : (device.vlans[port] ?? DEFAULT_PORT);
}

/** 6.9.1, 8.6.2: the VLAN to which a frame belongs that comes in by this port; undefined: the port does not take it. */
export function vlanOf(device: Switch, port: string, frame: Frame): number | undefined {
  const setting = portVlan(device, port);
  if (setting === undefined) return NO_VLAN;
  const tagged = tagOf(frame)?.id ?? 0;
  // A tag of VLAN 0 names a priority and no VLAN: such a frame counts as untagged.
  if (tagged === 0) return setting.mode === 'access' ? setting.vlan : setting.native;
  return setting.mode === 'trunk' && belongsTo(setting, tagged) ? tagged : undefined;
}

/** 8.8.10: does the port send frames of that VLAN? */
export function isMember(device: Switch, port: string, vlan: number): boolean {
  const setting = portVlan(device, port);
  return setting === undefined || belongsTo(setting, vlan);
}

/** 6.9.2: do frames of that VLAN leave by the port with their tag? On a trunk they do, but for the native VLAN. */
export function leavesTagged(device: Switch, port: string, vlan: number): boolean {
  const setting = portVlan(device, port);
  return setting?.mode === 'trunk' && setting.native !== vlan;
}

/** The frame with the tag of that VLAN. A priority that it came with stays. */
export function taggedFrame(frame: Frame, vlan: number): Frame {
  const tag = tagOf(frame);
  if (tag === undefined) return tagFrame(frame, vlan);
  return tag.id === vlan ? frame : tagFrame(untagFrame(frame), vlan, tag.priority);
}

function belongsTo(setting: PortVlan, vlan: number): boolean {
  if (setting.mode === 'access') return setting.vlan === vlan;
  return setting.native === vlan || setting.vlans.includes(vlan);
}

/** The outermost tag. */
export function tagOf(frame: Frame): VlanHeader | undefined {
  const second = frame.layers[1];
  return second?.protocol === 'vlan' ? second.header : undefined;
}
