/** The words of the puzzle who-has. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const whoHas: PuzzleText = {
  title: 'Who has?',
  story:
    "You know another machine's IP address, but a frame needs the MAC address of its card: ask for it, and answer when you are asked.",
  names: {
    S: { name: 'Switch', short: 'S' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: 'Two kinds of address',
      body: [
        'People and programs name a machine by its ',
        term('ip-address', 'IP address'),
        '. Cards look at ',
        term('mac-address', 'MAC addresses'),
        ' only. Before a packet can leave for 192.168.1.14, you need the MAC address of the card that has it.',
      ],
      picture: { devices: ['M1', 'S', 'M4'] },
    },
    {
      title: 'Ask everybody',
      body: [
        'You do not know yet which card it is. So you ask by ',
        term('arp', 'ARP'),
        ', with a ',
        term('broadcast', 'broadcast'),
        ': who has 192.168.1.14? The question carries both of your own addresses. The MAC address that it asks for is still all zeros.',
      ],
      picture: { devices: ['S', 'M1', 'M2', 'M3', 'M4'], frame: { look: 'arp', at: 'M1' } },
    },
    {
      title: 'One of them answers',
      body: [
        'Every other machine takes the question. Only the one with this IP address answers, all others stay silent. Only the asker wants to know, so the answer is a ',
        term('unicast', 'unicast'),
        ': a frame for one card.',
      ],
      picture: { devices: ['S', 'M1', 'M4'], frame: { look: 'arp', at: 'M4' } },
      touch: {
        ask: 'You are 192.168.1.12 and hear: who has 192.168.1.14? You happen to know its MAC address. What do you do?',
        choices: [
          {
            text: 'Answer for it',
            isRight: false,
            says: 'What you know may be out of date. Only 192.168.1.14 itself answers.',
          },
          {
            text: 'Pass the question on',
            isRight: false,
            says: 'It was a broadcast: the switch has brought it to everybody already.',
          },
          {
            text: 'Stay silent',
            isRight: true,
            says: 'It is not your address that was asked for. Machine 4 answers for itself.',
          },
        ],
      },
    },
    {
      title: 'Write it down',
      body: [
        'The answer goes into your ',
        term('neighbor-table', 'neighbour table'),
        ', also called ARP cache. From now on you do not ask again. A question for you teaches you too: it names the asker. What you only overhear makes no row.',
      ],
      picture: { devices: ['M4', 'S'] },
    },
  ],
  won: 'Everybody found the right card.',
  remember: [
    term('arp', 'ARP'),
    ' asks by ',
    term('broadcast', 'broadcast'),
    ' and is answered by ',
    term('unicast', 'unicast'),
    '. You learn from the answer that you asked for, and from a question for you.',
  ],
  linux: [
    {
      command: 'ping -c 1 192.168.1.14',
      output: [
        'PING 192.168.1.14 (192.168.1.14) 56(84) bytes of data.',
        '64 bytes from 192.168.1.14: icmp_seq=1 ttl=64 time=0.387 ms',
        '',
        '--- 192.168.1.14 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.387/0.387/0.387/0.000 ms',
      ].join('\n'),
      note: 'The ping itself says nothing of ARP. It only takes a little longer the first time.',
    },
    {
      command: 'sudo tcpdump -en -i eth0 arp',
      output: [
        '12:00:01.000213 02:5d:a1:3c:07:11 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: Request who-has 192.168.1.14 tell 192.168.1.11, length 28',
        '12:00:01.000391 02:5d:a1:b6:20:14 > 02:5d:a1:3c:07:11, ethertype ARP (0x0806), length 42: Reply 192.168.1.14 is-at 02:5d:a1:b6:20:14, length 28',
      ].join('\n'),
      note: 'The question to everybody, the answer to one.',
    },
    {
      command: 'ip neigh',
      output: '192.168.1.14 dev eth0 lladdr 02:5d:a1:b6:20:14 REACHABLE',
      note: 'The neighbour table. A row that has not been confirmed for a while becomes STALE; one that nobody answered for reads FAILED.',
    },
  ],
  question: 'Nobody checks whether an ARP answer is true. What can a machine do that answers for others?',
  thought:
    'The asker writes the false MAC address down and sends its packets there. The machine in between can read them and pass them on, so that nobody notices. It is called ARP spoofing. Encryption still protects what is inside.',
  terms: [
    'ip-address',
    'mac-address',
    'arp',
    'neighbor-table',
    'broadcast',
    'unicast',
    'ping',
    'icmp',
    'echo-request',
    'echo-reply',
  ],
};
