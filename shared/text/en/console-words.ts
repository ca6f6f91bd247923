import type { ConsoleWords } from '../console-words.ts';

export const consoleWords: ConsoleWords = {
  label: (device) => `Console of ${device}`,
  empty:
    'Here your device is a Linux machine: type a command and read its own addresses, tables and counters; looking changes nothing.',
  command: (device) => `Command for ${device}`,
  keys: 'Enter runs it, Tab completes it, the up arrow brings back the one before, Escape leaves the field.',
  run: 'Run',
  try: 'Commands to try',
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'The browser did not copy. The text is marked: copy it yourself.',
  clear: 'Clear',
  silent: 'It worked, and there is nothing to print.',
  cut: 'There is more than fits here. Ask for less, for example with “| head”.',
  earlier: (lines) => `Only the last ${lines} lines are kept.`,
  choices: (count) => `${count} words fit:`,
  waiting: 'Waiting for the server…',
};
