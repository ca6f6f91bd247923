/** The words of the puzzle nat. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const nat: PuzzleText = {
  title: 'NAT',
  story:
    'Two homes use the very same private addresses, and both talk to one public server: translate what goes out, and give every answer to whoever asked.',
  names: {
    A: { name: 'Machine A', short: 'A' },
    B: { name: 'Machine B', short: 'B' },
    S1: { name: 'Switch', short: 'S' },
    N1: { name: 'Router 1', short: 'R1' },
    X: { name: 'Provider', short: 'X' },
    N2: { name: 'Router 2', short: 'R2' },
    C: { name: 'Machine C', short: 'C' },
    P: { name: 'Server', short: 'P' },
  },
  areas: { HOME1: 'Home 1', PUBLIC: 'Public network', HOME2: 'Home 2' },
  intro: [
    {
      title: 'The same address twice',
      body: [
        'At home everybody takes a ',
        term('private-address', 'private address'),
        '. Machine A and Machine C even have the same one. That does no harm, for they never meet. But an answer from outside cannot be addressed to it: outside, nobody knows which home is meant.',
      ],
      picture: { devices: ['A', 'S1', 'N1', 'X'] },
    },
    {
      title: 'Out: another sender',
      body: [
        'The router has one ',
        term('public-address', 'public address'),
        '. What leaves by its outside card gets this address as its sender. That is ',
        term('nat', 'network address translation'),
        '. The target stays as it is, and so does everything else that matters on the way.',
      ],
      picture: { devices: ['S1', 'N1', 'X'], frame: { look: 'icmp', at: 'N1' } },
    },
    {
      title: 'A number tells them apart',
      body: [
        'Two machines behind one address: whose answer is it? A ping has its identifier, other programs have ports. The router writes address and number into its ',
        term('translation-table', 'translation table'),
        ', as they are inside and as they are outside. No two conversations with one target may look alike there.',
      ],
      picture: { devices: ['A', 'S1', 'B', 'N1'], frame: { look: 'icmp', at: 'S1' } },
    },
    {
      title: 'In: only what has a row',
      body: [
        'What comes to the public address is looked up: sender and number. The row names the machine inside, and the packet goes there. Without a row nobody inside is meant. The packet is for the router itself, and no stranger gets further.',
      ],
      picture: { devices: ['P', 'X', 'N1'], frame: { look: 'icmp', at: 'N1' } },
      touch: {
        ask: "At home only Machine A has sent anything: a ping to the server. Now a stranger pings the router's public address. Who gets it?",
        choices: [
          { text: 'Machine A', isRight: false, says: 'The only row names the server, not this stranger.' },
          { text: 'The router itself', isRight: true, says: 'No row fits this sender, so nobody inside is meant.' },
          {
            text: 'Everybody at home',
            isRight: false,
            says: 'Nothing goes inside without a row that names one machine.',
          },
        ],
      },
    },
  ],
  won: 'Both homes talk to the world with one address each.',
  remember: [
    'Out: write your ',
    term('public-address', 'public address'),
    ' and a free number, and keep the row. In: the row of the ',
    term('translation-table', 'translation table'),
    ' says whose it is. No row: for nobody inside.',
  ],
  linux: [
    {
      command: 'sudo tcpdump -en -c 1 -i eth0 icmp',
      output:
        '12:00:01.000107 02:5d:a1:c4:17:0a > 02:5d:a1:2e:90:01, ethertype IPv4 (0x0800), length 98: 192.168.1.10 > 203.0.113.80: ICMP echo request, id 7, seq 1, length 64',
      note: 'On Router 1, inside: the packet as Machine A has sent it.',
    },
    {
      command: 'sudo tcpdump -en -c 1 -i eth1 icmp',
      output:
        '12:00:01.000131 02:5d:a1:2e:90:02 > 02:5d:a1:0b:33:50, ethertype IPv4 (0x0800), length 98: 203.0.113.7 > 203.0.113.80: ICMP echo request, id 7, seq 1, length 64',
      note: 'The same packet outside: another sender, the same target. Linux keeps the identifier as long as it is free.',
    },
  ],
  question:
    'Machine C runs a small web server at home. Why can Machine A not open its page, and what would Router 2 need for it?',
  thought:
    'Machine A would have to write the address of Machine C, and that is its own. It can only write the public address of Router 2, which has no row for somebody who begins from outside. Router 2 needs a row that somebody writes by hand: what comes to this port is for Machine C. That is port forwarding.',
  terms: ['nat', 'private-address', 'public-address', 'translation-table'],
};
