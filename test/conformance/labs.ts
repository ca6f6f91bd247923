/** The lab files of the project. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isVlanSwitch } from '../../shared/network/export/names.ts';
import { isLabMistake, type Lab, readLab, splitEnd } from '../../shared/network/lab.ts';

const root = join(import.meta.dirname, '../..');

/** All lab files, relative to the project, in the order of their names. */
export function labFiles(): string[] {
  const found = globSync(['labs/**/*.json', 'test/fixtures/labs/**/*.json'], { cwd: root });
  return found.map((file) => file.replaceAll('\\', '/')).toSorted();
}

/** Throws on a lab that is wrong. */
export function labOf(file: string): Lab {
  const lab = readLab(JSON.parse(readFileSync(join(root, file), 'utf8')));
  if (isLabMistake(lab)) throw new Error(`${file}: ${lab.path}: ${lab.mistake}`);
  return lab;
}

/** What a lab has that this Linux has not, so that there is nothing to compare it with. */
export function whyNotOnLinux(lab: Lab): string | undefined {
  const devices = Object.values(lab.devices);
  const cables = (lab.links ?? []).flatMap((link) => ('ends' in link ? [link] : []));
  if (
    cables.some(
      ({ rateMbps, delayUs, queue }) => rateMbps !== undefined || delayUs !== undefined || queue !== undefined,
    )
  )
    return 'cables with a rate, a delay or a queue';
  if (devices.some((device) => device.kind === 'hub' && device.rateMbps !== undefined)) return 'a shared medium';
  if (devices.some((device) => device.kind === 'switch' && device.stp !== undefined && isVlanSwitch(device)))
    return 'a spanning tree with VLANs';
  const hasVlanCard = devices.some(
    (device) => 'interfaces' in device && Object.values(device.interfaces).some((card) => card.vlan !== undefined),
  );
  if (hasVlanCard && !existsSync('/proc/net/vlan')) return 'VLAN interfaces, which this kernel does not have';
  const damaged = (lab.changes ?? []).flatMap((change) => ('damage' in change ? [splitEnd(change.damage)[0]] : []));
  // Open vSwitch in userspace takes frames before any rule of the kernel can drop them.
  if (damaged.some((id) => isVlanSwitchOf(lab, id))) return 'damage at a switch with VLANs';
  if (devices.some((device) => 'interfaces' in device && Object.values(device.interfaces).some((card) => card.vlan)))
    return 'VLAN interfaces, which not every kernel has';
  return undefined;
}

function isVlanSwitchOf(lab: Lab, id: string): boolean {
  const device = lab.devices[id];
  return device !== undefined && isVlanSwitch(device);
}
