import type { FaultKind } from '../../game/fault-kind.ts';
import type { FaultWords } from '../fault-words.ts';

const isSo: Readonly<Record<FaultKind, (place: string) => string>> = {
  damages: (place) => `${place} damages every frame`,
  cut: (place) => `${place} is cut`,
  off: (place) => `the card of ${place} is switched off`,
  mask: (place) => `the mask of ${place} is too long`,
  neighbor: (place) => `a row of the neighbour table of ${place} has a wrong MAC address`,
};

/** By what it can be seen. */
const shows: Readonly<Record<FaultKind, string>> = {
  damages: 'At its ends, "ip -s link" counts errors of reception: the FCS does not fit.',
  cut: 'At both ends, "ip link" shows NO-CARRIER, although the card is UP.',
  off: 'Its "ip link" lacks UP, and the switch at the other end shows NO-CARRIER.',
  mask: 'Behind its address "ip addr" shows another mask than all others have, so it takes a neighbour for far and has no route there.',
  neighbor:
    'Its "ip neigh" shows a permanent row with a MAC address that no card has, so the frame floods and nobody takes it.',
};

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const faultWords: FaultWords = {
  title: 'What is broken?',
  lead: (on, to) => `${on} pinged ${to} and got no answer, although it worked before. One thing is broken.`,
  look: {
    host: 'On your console: "ip -s link", "ip addr", "ip neigh".',
    switch: 'On your console: "ip -s link" shows each port, p1 is port 1.',
  },
  alone: 'You are alone, so look at one device after the other. A wrong name costs half a star, once a place.',
  team: 'Each of you sees only the own device: tell each other what you find. A wrong name costs half a star, once a place.',
  sit: 'Sit at',
  waits: 'No frame comes until somebody has named what is broken.',
  where: 'Where?',
  what: 'What?',
  choose: 'Choose',
  cable: (one, other) => `the cable between ${one} and ${other}`,
  kinds: {
    damages: 'It damages every frame',
    cut: 'It is cut',
    off: 'Its card is switched off',
    mask: 'Its mask is too long',
    neighbor: 'Its neighbour table has a wrong MAC address',
  },
  button: 'This is broken',
  saidTitle: 'Named so far',
  said: (who, place, fault) => `${who} says: ${isSo[fault](place)}.`,
  answer: ({ why, frames }, place) => {
    switch (why) {
      case 'right':
        return 'That is it.';
      case 'undamaged':
        return `No: ${frames} frames have come over this cable, and not one of them was damaged.`;
      case 'has-link':
        return 'No: both ends of this cable have a link. A cut cable has none.';
      case 'not-the-cable':
        return 'No: it is true that there is no link here, but the cable is whole. A link needs something else, too.';
      case 'is-up':
        return `No: the card of ${place} is switched on. UP is among its flags.`;
      case 'mask-fits':
        return `No: by the mask of ${place}, every machine here is on the same link as ${place} itself.`;
      case 'rows-true':
        return `No: every row of this table has the MAC address that the card of that machine really has.`;
    }
  },
  mendedTitle: 'Found and mended',
  mended: (place, fault) => `It was this: ${isSo[fault](place)}. It is mended, and the ping is sent again.`,
  hints: {
    question:
      'How far did the frame of the failed ping get, and back? Look for the last device that saw it whole and the first one that did not.',
    rule: 'A fault is where the traces end: what is before it still works, what is behind it gets nothing. A machine that reaches nobody: cable or card. Two machines that reach the others but not each other: a table or a mask.',
  },
  reason: (place, fault) => `${upper(isSo[fault](place))}. ${shows[fault]}`,
};
