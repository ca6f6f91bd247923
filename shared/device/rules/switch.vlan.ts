/**
 * switch.vlan: never across VLANs; with its tag on a trunk, without one on an access port and in the native VLAN of a trunk (IEEE 802.1Q-2018 6.9, 8.6).
 * The ports themselves are asked for in `switch.ts`, within the VLAN; a port of another VLAN breaks this rule.
 */
import type { Frame } from '../../wire/frame.ts';
import type { Switch } from '../device.ts';
import type { Facts, Point, Quality } from '../rule.ts';
import { leavesTagged, portVlan, tagOf, vlanOf } from '../vlan.ts';

/** The frame belongs to no VLAN here: the port does not take it. */
export const NO_MEMBER = 'none';

/** "To which VLAN does this frame belong here?" */
export const vlan: Point<[device: Switch, port: string, frame: Frame]> = {
  part: 'vlan',
  branches: true,
  rule: () => 'switch.vlan',
  expected: (device, port, frame) => String(vlanOf(device, port, frame) ?? NO_MEMBER),
  choices: (device, _port, frame) => [...vlansOf(device, frame).map(String), NO_MEMBER],
  facts: (device, port, frame) => ({ port, tag: tagOf(frame)?.id ?? 0, settings: settingRows(device) }),
  quality: (played, device, port, frame) => {
    if (played === NO_MEMBER) return 'broken';
    // What the port must not take gets nowhere in the sender's own VLAN; in any other it is where it must not be.
    const setting = portVlan(device, port);
    return setting?.mode === 'access' && played === String(setting.vlan) && tagOf(frame) !== undefined
      ? 'broken'
      : 'unsafe';
  },
};

/** Every VLAN of the switch's ports, and the one in the frame's tag, in their order. */
function vlansOf(device: Switch, frame: Frame): readonly number[] {
  const found = new Set<number>();
  for (const port of device.ports) {
    const setting = portVlan(device, port);
    if (setting?.mode === 'access') found.add(setting.vlan);
    if (setting?.mode !== 'trunk') continue;
    for (const id of setting.vlans) found.add(id);
    if (setting.native !== undefined) found.add(setting.native);
  }
  const tag = tagOf(frame)?.id ?? 0;
  if (tag !== 0) found.add(tag);
  return [...found].sort((one, other) => one - other);
}

/** "By which of the chosen ports does it leave with a tag?" A set of ports; a port that is not chosen has nothing to tag. */
export const tags: Point<[device: Switch, vlan: number, chosen: readonly string[]]> = {
  part: 'tags',
  many: true,
  rule: () => 'switch.vlan',
  expected: (device, id, chosen) => chosen.filter((port) => leavesTagged(device, port, id)).join(' '),
  choices: (device) => device.ports,
  facts: (device, id, chosen): Facts => ({ vlan: id, chosen, settings: settingRows(device) }),
  quality: (played, device, id, chosen): Quality => {
    const withTag = played.split(' ');
    const wrong = chosen.filter((port) => leavesTagged(device, port, id) !== withTag.includes(port));
    const found = wrong.map((port) => wrongTag(device, port, id));
    return found.includes('unsafe') ? 'unsafe' : found.includes('broken') ? 'broken' : 'wasteful';
  },
};

/** What becomes of a frame of that VLAN that leaves by the port with a tag instead of without, or the other way round. */
function wrongTag(device: Switch, port: string, id: number): Quality {
  const setting = portVlan(device, port);
  // The machine behind an access port has no interface for the tag.
  if (setting?.mode !== 'trunk') return 'broken';
  // With a tag, a frame of the native VLAN still arrives in it.
  if (setting.native === id) return 'wasteful';
  // Without one, the other end takes it into its native VLAN, if it has one.
  return setting.native === undefined ? 'broken' : 'unsafe';
}

/** The settings of all ports: "p1 access 10", "p3 trunk 10,20 1" with the native VLAN at the end, 0 for none. */
function settingRows(device: Switch): readonly string[] {
  return device.ports.flatMap((port) => {
    const setting = portVlan(device, port);
    if (setting === undefined) return [];
    return setting.mode === 'access'
      ? [`${port} access ${setting.vlan}`]
      : [`${port} trunk ${setting.vlans.join(',')} ${setting.native ?? 0}`];
  });
}
