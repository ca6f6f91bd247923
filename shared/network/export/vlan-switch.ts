/**
 * Switches with VLANs, as bridges of Open vSwitch in userspace: it needs nothing of the kernel. One Open vSwitch of our own has them all; it
 * lives in one namespace, so a port is called "S1.p2" there.
 */
import type { Lab, LabPortVlan, LabSwitch } from '../lab-format.ts';
import { interfaceOf, isVlanSwitch, VLAN_SPACE } from './names.ts';
import { hasPair, type Wiring } from './wiring.ts';

/** IFNAMSIZ, and names that Open vSwitch has itself. */
const BRIDGE_NAME = /^(?!ovs-|lo$)[A-Za-z0-9_][A-Za-z0-9_-]{0,14}$/;

/** The switches with VLANs, in the lab's order. */
export function vlanSwitches(lab: Lab): readonly (readonly [id: string, device: LabSwitch])[] {
  return Object.entries(lab.devices).filter((entry): entry is [string, LabSwitch] => isVlanSwitch(entry[1]));
}

/** The switch's name as a bridge: it is an interface, too. */
export function vlanBridgeName(lab: Lab, id: string): string {
  return BRIDGE_NAME.test(id) ? id : `switch~${Object.keys(lab.devices).indexOf(id) + 1}`;
}

/** Starts an Open vSwitch that has nothing to do with one that may run on this machine. */
export function openVSwitchLines(): string[] {
  return [
    'export OVS_RUNDIR="$work" OVS_LOGDIR="$work" OVS_DBDIR="$work"',
    'database="unix:$work/db.sock"',
    'schema=/usr/share/openvswitch/vswitch.ovsschema',
    '[ -r "$schema" ] || say "Open vSwitch has no $schema (Debian package: openvswitch-common)"',
    'ovsdb-tool create "$work/conf.db" "$schema"',
    'ovsdb-server "$work/conf.db" --remote="p$database" --unixctl="$work/database.ctl" -vconsole:off -vsyslog:off &',
    'running+=($!)',
    'until [ -S "$work/db.sock" ]; do sleep 0.05; done',
    'ovs-vsctl --db="$database" --no-wait init',
    `ip netns exec "${VLAN_SPACE}" ovs-vswitchd "$database" --unixctl="$work/switch.ctl" --disable-system \\`,
    '  -vconsole:off -vsyslog:off &',
    'running+=($!)',
  ];
}

export function vlanSwitchLines(lab: Lab, wiring: Wiring, id: string, device: LabSwitch): string[] {
  const name = vlanBridgeName(lab, id);
  const ports = Object.entries(device.ports).filter(([port]) => hasPair(wiring, id, port));
  const settings = [
    'datapath_type=netdev',
    'fail_mode=standalone',
    'mcast_snooping_enable=false',
    `stp_enable=${device.stp !== undefined}`,
    `other_config:mac-aging-time=${device.ageingSeconds ?? 300}`,
    ...(device.mac === undefined ? [] : [`other_config:hwaddr="${device.mac.replaceAll(':', '\\:')}"`]),
  ];
  return [
    ...ports.map(([port]) => `ip -n "${VLAN_SPACE}" link set ${interfaceOf(id, device, port)} up`),
    `ovs-vsctl --db="$database" add-br ${name} \\`,
    `  -- set bridge ${name} ${settings.join(' ')}${ports.length === 0 ? '' : ' \\'}`,
    ...ports.map(([port, { vlan }], index) => {
      const own = interfaceOf(id, device, port);
      const number = Object.keys(device.ports).indexOf(port) + 1;
      const words = `-- add-port ${name} ${own} ${modeOf(vlan)} -- set interface ${own} ofport_request=${number}`;
      return `  ${words}${index === ports.length - 1 ? '' : ' \\'}`;
    }),
  ];
}

/** A port without a setting is an access port of VLAN 1. A trunk without a native VLAN drops what has no tag. */
function modeOf(vlan: LabPortVlan | undefined): string {
  if (vlan === undefined || 'access' in vlan) return `vlan_mode=access tag=${vlan?.access ?? 1}`;
  const vlans = [...new Set([...vlan.trunk, ...(vlan.native === undefined ? [] : [vlan.native])])];
  if (vlan.native !== undefined) {
    return `vlan_mode=native-untagged tag=${vlan.native} trunks=${vlans.join(',')}`;
  }
  return `vlan_mode=trunk trunks=${vlans.join(',')}`;
}
