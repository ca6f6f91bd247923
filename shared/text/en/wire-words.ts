import type { WireWords } from '../wire-words.ts';

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

export const wireWords: WireWords = {
  title: 'The wire',
  picture: (senders, collided) => {
    if (senders.length === 0) return 'Nobody is sending.';
    const who = `${list(senders)} ${senders.length === 1 ? 'is' : 'are'} on the wire.`;
    return collided ? `${who} The signals have collided.` : who;
  },
  hears: {
    silence: 'Your card hears nobody.',
    carrier: 'Your card hears a signal.',
    own: 'Your card is sending.',
    collision: 'A collision',
  },
  toSend: (frames) => (frames === 1 ? 'A frame to send' : `${frames} frames to send`),
  nothing: 'You have nothing to send. Listen to the others.',
  listen: 'Listen, and press while your card hears nobody. Take your time.',
  send: 'Send now',
  waiting: 'Your card waits until the wire is silent and the gap of 96 bits is over. Then it sends by itself.',
  sending: (bits, of) => `Sending: ${bits} of ${of} bits`,
  jamming: 'Your card hears another one while it sends. It jams for 32 bits, so that everybody notices.',
  collided: (collisions) =>
    `This frame has collided ${collisions === 1 ? 'once' : `${collisions} times`}. From which range is its waiting time to be drawn?`,
  noFault: "You pressed on a silent wire: this is nobody's mistake.",
  chance: 'Chance draws the number, not you: two that chose the same number would meet again.',
  backingOff: (slotsLeft) => `Backing off: ${slotsLeft} ${slotsLeft === 1 ? 'slot time' : 'slot times'} left`,
  noSlots: 'Drawn: 0 slot times.',
  stoodIn: 'You did not press for a while, so your card goes on by the rules: the others would wait for you.',
  goOn: 'Back to the wire',
  pausedNote: 'Time stands still.',
  demo: {
    near: 'Machine 1',
    far: 'Machine 4',
    send: (machine) => `${machine} sends`,
    again: 'Once more',
    idle: 'The wire is silent. Let one begin, and the other one a moment later.',
    travels: 'The signal is on its way. At the other end there is still silence.',
    heard: (machine) => `${machine} hears it now, and would wait.`,
    collided: 'Both found the wire silent and began: a collision, and nobody did wrong.',
  },
};
