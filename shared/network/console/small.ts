/** Small commands of every machine: hostname, sysctl, sudo, help. */
import { type Command, type Context, fails, type Outcome, prints, printsLines } from './command.ts';

export const hostname: Command = {
  name: 'hostname',
  usage: 'hostname',
  grammar: {},
  run: ({ machine }) => prints(`${machine.id}\n`),
};

export const sysctl: Command = {
  name: 'sysctl',
  usage: 'sysctl net.ipv4.ip_forward',
  grammar: { 'net.ipv4.ip_forward': {} },
  run: (context, words) => {
    const [text] = words.filter((word) => !word.startsWith('-'));
    const [name, wanted] = text?.split('=') ?? [];
    if (name === undefined)
      return fails("sysctl: no variables specified\nTry `sysctl --help' for more information.", 1);
    if (name.replaceAll('/', '.') !== 'net.ipv4.ip_forward') {
      return fails(`sysctl: cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory`, 1);
    }
    const value = context.machine.kind === 'router' ? 1 : 0;
    const options = words.filter((word) => word.startsWith('-')).join('');
    if (wanted !== undefined) return set(context, value, wanted, options.includes('q'));
    if (options.includes('w')) return fails('sysctl: command line(0): invalid syntax, continuing...', 1);
    return prints(words.includes('-n') ? `${value}\n` : `net.ipv4.ip_forward = ${value}\n`);
  },
};

/** Whether a machine forwards is its kind here, so only what is so already can be set. */
function set({ allowed }: Context, value: number, wanted: string, quiet: boolean): Outcome {
  const key = 'net.ipv4.ip_forward';
  if (allowed === 'read') return fails(`sysctl: permission denied on key "${key}"`, 1);
  if (wanted !== String(value)) return fails(`sysctl: setting key "${key}": Operation not supported`, 1);
  return prints(quiet ? '' : `${key} = ${wanted}\n`);
}

export const whoami: Command = {
  name: 'whoami',
  usage: 'whoami',
  grammar: {},
  run: ({ allowed }) => prints(allowed === 'change' ? 'root\n' : 'player\n'),
};

/** Whoever may change something is root already; whoever may not does not become it. */
export const sudo: Command = {
  name: 'sudo',
  usage: 'sudo COMMAND',
  grammar: { COMMAND: {} },
  run: (context: Context, words: readonly string[]): Outcome =>
    words.length === 0 ? fails('usage: sudo command', 1) : context.execute(context, words),
};

/** The list of commands; made by the registry, which knows them. */
export function helpOf(commands: readonly Command[]): Command {
  return {
    name: 'help',
    usage: 'help',
    grammar: {},
    run: () => printsLines(commands.map((command) => command.usage)),
  };
}
