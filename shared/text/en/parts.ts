/** The questions of the form: a title, the name of the field, and words for choices that are words. */
import type { Part } from '../../device/rule.ts';
import type { PartText } from '../language.ts';
import { rangeChoices } from '../ranges.ts';
import { rangeText } from './rules-medium.ts';

/** The choices are addresses or ports and are shown as they are. */
const addresses = {} as const;

export const parts: Readonly<Record<Part, PartText>> = {
  fcs: {
    title: 'Is the frame undamaged?',
    label: 'Check sequence',
    choices: { right: 'Undamaged', wrong: 'Damaged' },
  },
  damaged: {
    title: 'What becomes of the damaged frame?',
    label: 'The damaged frame',
    choices: { again: 'Ask for it again', drop: 'Drop it in silence', mend: 'Mend it and take it' },
  },
  sense: { title: 'When do you send?', label: 'Moment of sending', choices: { send: 'Send now', wait: 'Wait' } },
  'back-off': {
    title: 'How long may the wait be?',
    label: 'Range of the wait',
    choices: { 'at-once': 'No wait: at once', ...rangeChoices(rangeText) },
  },
  accept: { title: 'Is this frame for you?', label: 'For you', choices: { take: 'Take it', drop: 'Drop it' } },
  learn: {
    title: 'Which address do you write down?',
    label: 'Address written down',
    choices: { source: 'the source', destination: 'the destination', nothing: 'nothing' },
  },
  'learn-port': { title: 'At which port is it?', label: 'Port written down', choices: addresses },
  lookup: {
    title: 'Is the destination in your table?',
    label: 'In your table',
    choices: { known: 'Yes', unknown: 'No', broadcast: 'It is for everybody' },
  },
  vlan: {
    title: 'To which VLAN does this frame belong?',
    label: 'VLAN of the frame',
    choices: { none: 'None: drop it' },
  },
  tags: {
    title: 'Where does it carry a tag?',
    label: 'With a tag',
    choices: { '': 'nowhere' },
  },
  ports: { title: 'Where does it go out?', label: 'Out of', choices: { '': 'nowhere' } },
  intake: {
    title: 'What does this port do with it?',
    label: 'The port',
    choices: {
      nothing: 'Drop it, learn nothing',
      learn: 'Learn from it, pass it on to nobody',
      forward: 'Learn from it and pass it on',
    },
  },
  'stp-root': { title: 'Who is the root now?', label: 'Root', choices: addresses },
  'stp-role': {
    title: 'Which role has this port now?',
    label: 'Role of this port',
    choices: { root: 'Root port', designated: 'Designated', blocked: 'Blocked' },
  },
  'stp-former-role': {
    title: 'Which role has your old root port?',
    label: 'Role of the old root port',
    choices: { root: 'Root port', designated: 'Designated', blocked: 'Blocked' },
  },
  'port-vlan': { title: 'To which VLAN does the port belong?', label: 'VLAN of the port', choices: addresses },
  cable: {
    title: 'Does this cable belong in or out?',
    label: 'Cable',
    choices: { in: 'Plug it in', out: 'Pull it out' },
  },
  fault: { title: 'What is broken, and where?', label: 'Fault', choices: addresses },
  'neighbor-learn': {
    title: 'Whom do you write into your table?',
    label: 'Row written down',
    choices: { sender: 'the sender', target: 'the target', nothing: 'nobody' },
  },
  answer: {
    title: 'Do you answer this question?',
    label: 'Your answer',
    choices: { answer: 'Answer', silent: 'Stay silent' },
  },
  'on-link': { title: 'Is the target on your link?', label: 'On your link', choices: { yes: 'Yes', no: 'No' } },
  route: { title: 'Which row is the best match?', label: 'Route', choices: { none: 'None of them' } },
  'next-hop': { title: 'Who gets the packet next?', label: 'Next hop', choices: addresses },
  resolve: {
    title: "Do you know the next hop's MAC?",
    label: 'MAC of the next hop',
    choices: { send: 'Yes, send at once', ask: 'No, ask first' },
  },
  ttl: { title: 'What is the TTL now?', label: 'TTL', choices: { expired: 'It has run out' } },
  'ethernet.destination': {
    title: 'Which card is this frame for?',
    label: 'Destination MAC',
    choices: addresses,
  },
  'ethernet.source': { title: 'Which card does it leave from?', label: 'Source MAC', choices: addresses },
  'arp.senderMac': { title: 'Which MAC does the sender have?', label: 'Sender MAC', choices: addresses },
  'arp.senderIp': { title: 'Which IP does the sender have?', label: 'Sender IP', choices: addresses },
  'arp.targetMac': { title: 'Which MAC does the target have?', label: 'Target MAC', choices: addresses },
  'arp.targetIp': { title: 'Which IP is the target?', label: 'Target IP', choices: addresses },
  'ipv4.source': { title: 'Who sends the packet?', label: 'Source IP', choices: addresses },
  'ipv4.destination': { title: 'Who is the packet for?', label: 'Destination IP', choices: addresses },
  'ipv4.ttl': { title: 'With which TTL does it set out?', label: 'TTL', choices: addresses },
  'icmp.type': {
    title: 'What kind of message is it?',
    label: 'Type',
    choices: { '0': '0, echo reply', '8': '8, echo request' },
  },
  'icmp.identifier': { title: 'Which ping does it belong to?', label: 'Identifier', choices: addresses },
  'icmp.sequence': { title: 'Which request does it answer?', label: 'Sequence', choices: addresses },
  'nat-out': { title: 'As whom does it leave?', label: 'Sender outside', choices: addresses },
  'nat-in': {
    title: 'For whom inside is it?',
    label: 'Receiver inside',
    choices: { nobody: 'Nobody inside' },
  },
};
