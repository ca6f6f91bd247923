/**
 * Console commands of a lab in the script. A lab may come from anybody and the script runs as root, so only commands that look at or change
 * the network of their device get in, and never as text that a shell reads.
 */
import type { Lab } from '../lab-format.ts';
import { isVlanSwitch, quoted } from './names.ts';

const programs: readonly string[] = [
  'arp',
  'arping',
  'bridge',
  'brctl',
  'ifconfig',
  'ip',
  'nft',
  'ping',
  'route',
  'traceroute',
  'vconfig',
];
/** Words by which `ip` and others start programs or read files. */
const dangerous: readonly RegExp[] = [
  /^exec$/,
  /^-+(?:b|batch|f|file|include|I|i)/,
  /^netns$/,
  /^vrf$/,
  /^-[a-z]*[bf]/,
  /\//,
];
const files: readonly string[] = ['cat', 'ls'];

/** The command as shell words; undefined if the script must not have it. */
export function consoleWords(
  lab: Lab,
  { on, run: command }: { readonly on: string; readonly run: string },
): string | undefined {
  const device = lab.devices[on];
  // A switch of Open vSwitch has no namespace of its own.
  if (device === undefined || isVlanSwitch(device)) return undefined;
  const words = command.trim().split(/\s+/);
  const [program = '', ...rest] = words;
  if (files.includes(program)) return isLooking(rest) ? `sh -c ${quoted(words.join(' '))}` : undefined;
  if (!programs.includes(program)) return undefined;
  return rest.some((word) => isDangerous(program, word)) ? undefined : words.map(quoted).join(' ');
}

/** A slash is part of a prefix, and of nothing else here. */
function isDangerous(program: string, word: string): boolean {
  if (/^[\d.]+\/\d+$/.test(word)) return false;
  if (program === 'ping' || program === 'traceroute' || program === 'arping') return /[^\w.:-]/.test(word);
  return dangerous.some((pattern) => pattern.test(word)) && !/^-[46njosd]$|^-br(?:ief)?$/.test(word);
}

/** Files that tell about the device, with stars; nothing that a shell would take for more. */
function isLooking(words: readonly string[]): boolean {
  return words.every(
    (word) =>
      /^-[a-zA-Z1]+$/.test(word) ||
      (/^\/(?:sys|proc\/net|proc\/sys\/net)\/[\w./:*-]*$/.test(word) && !word.includes('..')),
  );
}
