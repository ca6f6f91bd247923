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

export const TOOLS: readonly Tool[] = [
  { program: 'tshark', debianPackage: 'tshark', neededFor: 'comparing our captures with Wireshark' },
  { program: 'ip', debianPackage: 'iproute2', neededFor: 'building a lab on a real Linux' },
  { program: 'ping', debianPackage: 'iputils-ping', neededFor: 'building a lab on a real Linux' },
  { program: 'tcpdump', debianPackage: 'tcpdump', neededFor: 'capturing on a real Linux' },
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
