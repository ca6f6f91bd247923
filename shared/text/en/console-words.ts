import type { ConsoleWords } from '../console-words.ts';

export const consoleWords: ConsoleWords = {
  label: (device) => `Console of ${device}`,
  empty:
    'Here your device is a Linux machine: type a command and read its own addresses, tables and counters; looking changes nothing. Type help to see all commands.',
  command: (device) => `Command for ${device}`,
  keys: 'Enter runs it, Tab completes it, the up arrow brings back the one before, the page keys scroll, Escape leaves the field.',
  run: 'Run',
  try: 'Commands to try',
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'The browser did not copy. The text is marked: copy it yourself.',
  clear: 'Clear',
  silent: 'It worked, and there is nothing to print.',
  failures: {
    unknown: 'Your device has no such command. Type help to see those that it has.',
    forbidden: 'Only root may do that. In this console you look; what your device sends, you decide in its inbox.',
  },
  cut: 'There is more than fits here. Ask for less, for example with “| head”.',
  earlier: (lines) => `Only the last ${lines} lines are kept.`,
  choices: (count) => `${count} words fit:`,
  waiting: 'Waiting for the server…',
};
