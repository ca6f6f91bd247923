/** How devices and ports of a lab are called on Linux, and how text is put into a shell script without being read as shell. */
import { type Lab, type LabDevice, portNamesOf, splitEnd } from '../lab-format.ts';

/** IFNAMSIZ of the kernel, without the closing zero. */
const INTERFACE_NAME_MAX = 15;
/** Names that Linux or the script uses itself. */
const taken: readonly string[] = ['lo', 'all', 'default', 'br0', 'bonding_masters'];
/** A hub's or a switch's bridge; every device has a namespace of its own, so one name does. */
export const BRIDGE = 'br0';
/** Namespaces that are no device have a dot in their names, which no device has. */
export const CABLE_SPACE = '$net.cables';
export const VLAN_SPACE = '$net.ovs';

/** The namespace that a device lives in, as shell text between double quotes. */
export function spaceOf(id: string, device: LabDevice): string {
  return isVlanSwitch(device) ? VLAN_SPACE : `$net-${id}`;
}

/** The interface of a port: the port's own name wherever Linux can take it. */
export function interfaceOf(id: string, device: LabDevice, port: string): string {
  const names = portNamesOf(device);
  const wanted = isVlanSwitch(device) ? `${id}.${port}` : port;
  const isFree = wanted.length <= INTERFACE_NAME_MAX && !wanted.startsWith('-') && !taken.includes(wanted);
  // No name of the format has a tilde, so this one is nobody else's.
  return isFree ? wanted : `${shortened(wanted)}~${names.indexOf(port) + 1}`;
}

function shortened(name: string): string {
  return name.replace(/^-+/, '').slice(0, 8);
}

/** "A.eth0" in the namespace of cables that can be cut: the end's own name, or its number. */
export function cableEndName(lab: Lab, end: string): string {
  if (end.length <= INTERFACE_NAME_MAX && !end.startsWith('-')) return end;
  const [id, port] = splitEnd(end);
  const device = lab.devices[id];
  const place = device === undefined ? 0 : portNamesOf(device).indexOf(port);
  return `end~${Object.keys(lab.devices).indexOf(id) + 1}.${place + 1}`;
}

/** Open vSwitch does the switches that know VLANs. Any port's setting makes the whole switch one. */
export function isVlanSwitch(device: LabDevice): boolean {
  return device.kind === 'switch' && Object.values(device.ports).some((port) => port.vlan !== undefined);
}

/** One word of a command, whatever is in it. */
export function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Text from a lab in a comment: one line, nothing that a terminal would obey. */
export function comment(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** A title and what follows it. Nothing without lines. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `# ---- ${title} ${'-'.repeat(Math.max(3, 110 - title.length))}`, ...lines];
}

/** Commands of one `ip` process in a namespace; the namespace is written as between double quotes. */
export function ipBatch(space: string | undefined, commands: readonly string[]): string[] {
  if (commands.length === 0) return [];
  return [`ip ${space === undefined ? '' : `-n "${space}" `}-batch - <<END`, ...commands, 'END'];
}

/** Seconds as a person writes them: 0.5, 12. */
export function seconds(microseconds: number): string {
  return String(Math.round(microseconds) / 1_000_000);
}
