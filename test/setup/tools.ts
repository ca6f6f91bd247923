import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program from outside that some tests compare with. */
export interface Tool {
  readonly program: string;
  /** The Debian package that has it. */
  readonly debianPackage: string;
  /** What is not tested without it. */
  readonly neededFor: string;
}

/** What a tool is needed for that a lab's script calls. */
export const BUILDING = 'building a lab on a real Linux';

export const TOOLS: readonly Tool[] = [
  { program: 'tshark', debianPackage: 'tshark', neededFor: 'comparing our captures with Wireshark' },
  { program: 'ip', debianPackage: 'iproute2', neededFor: BUILDING },
  { program: 'sysctl', debianPackage: 'procps', neededFor: BUILDING },
  { program: 'ping', debianPackage: 'iputils-ping', neededFor: BUILDING },
  { program: 'arping', debianPackage: 'iputils-arping', neededFor: BUILDING },
  { program: 'traceroute', debianPackage: 'traceroute', neededFor: BUILDING },
  { program: 'tcpdump', debianPackage: 'tcpdump', neededFor: BUILDING },
  { program: 'nft', debianPackage: 'nftables', neededFor: BUILDING },
  { program: 'ethtool', debianPackage: 'ethtool', neededFor: BUILDING },
  { program: 'ovs-vswitchd', debianPackage: 'openvswitch-switch', neededFor: BUILDING },
  { program: 'bird', debianPackage: 'bird2', neededFor: BUILDING },
  { program: 'strace', debianPackage: 'strace', neededFor: 'seeing when the disk is asked to keep what was written' },
  { program: 'socat', debianPackage: 'socat', neededFor: 'a conversation with a real BIRD' },
];

/** True if the program can be started by its name: `describe.skipIf(!hasTool('tshark'))`. */
export function hasTool(program: string): boolean {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
