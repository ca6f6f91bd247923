/** The words of the puzzle boss-local. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const bossLocal: PuzzleText = {
  title: 'One thing is broken',
  story:
    'Five machines and two switches, all by hand: keep the traffic going, and when a ping that has just worked gets no answer, find out together what broke.',
  names: {
    A: { name: 'Switch A', short: 'A' },
    B: { name: 'Switch B', short: 'B' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
    M5: { name: 'Machine 5', short: '5' },
  },
  areas: {},
  intro: [
    {
      title: 'Everything at once',
      body: [
        'Nothing new to learn here. Machines take what is for them, ask by ',
        term('arp', 'ARP'),
        ' whom they do not know, and build each ',
        term('echo-reply', 'echo reply'),
        ' themselves. Switches learn, forward, ',
        term('flooding', 'flood'),
        ' and ',
        term('filtering', 'filter'),
        '. And nobody guides you any more.',
      ],
      picture: { devices: ['M1', 'A', 'B', 'M4'], frame: { look: 'arp', at: 'A' } },
    },
    {
      title: 'Then something breaks',
      body: [
        'One ping will get no answer, although the same one worked before. Exactly one thing is broken then: a cable that damages frames or is cut, a card that is switched off, a wrong ',
        term('mask', 'mask'),
        ', or a wrong row in a ',
        term('neighbor-table', 'neighbour table'),
        '.',
      ],
      picture: { devices: ['M2', 'A'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: 'Each sees one device',
      body: [
        'Your console shows your own device, as on real Linux. "ip -s link": is the card UP, is there a link, were there errors? "ip addr": which mask? "ip neigh": whose MAC address do I have? Often only two of you together see it. So talk: ask, compare, point at the map.',
      ],
      picture: { devices: ['M1', 'M2', 'A'] },
    },
    {
      title: 'Follow the traces',
      body: [
        'A fault is where the traces end. Who saw the request last? Was it flooded although it was known? Did somebody hear nothing at all? Name what is broken only when you know it: a wrong name costs half a star.',
      ],
      picture: { devices: ['M5', 'B', 'A'], frame: { look: 'icmp', at: 'B' } },
      touch: {
        ask: 'A request arrives, and the machine drops it: its check sequence is wrong. Where do you look?',
        choices: [
          {
            text: 'At the mask of the sender',
            isRight: false,
            says: 'The request was sent, and to the right machine: the mask did no harm.',
          },
          {
            text: 'At the cables on its way',
            isRight: true,
            says: 'It was damaged on the way. Who on that way still saw it whole?',
          },
          {
            text: "At the receiver's neighbour table",
            isRight: false,
            says: 'It is needed for the answer only, and it did not come to that.',
          },
        ],
      },
    },
  ],
  won: 'The fault was found, and every ping was answered.',
  remember: [
    'Look for a fault layer by layer: is the card up, does the cable carry a signal, do frames come undamaged, is the ',
    term('mask', 'mask'),
    ' right, does the ',
    term('neighbor-table', 'neighbour table'),
    ' have the right ',
    term('mac-address', 'MAC address'),
    '? It is where the traces end.',
  ],
  linux: [
    {
      command: 'ip link show eth0',
      output: [
        '2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc fq_codel state DOWN mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
      ].join('\n'),
      note: 'Switched on (UP), but no signal from the other end (NO-CARRIER): the cable is out or cut, or the card over there is off. Without UP this card itself is off: "sudo ip link set eth0 up".',
    },
    {
      command: 'ip -s -s link show eth0',
      output: [
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
        '    RX:  bytes packets errors dropped  missed   mcast           ',
        '         58800     600     41       0       0       0 ',
        '    RX errors:  length    crc   frame    fifo overrun',
        '                     0     41       0       0       0 ',
        '    TX:  bytes packets errors dropped carrier collsns           ',
        '         58800     600      0       0       0       0 ',
        '    TX errors: aborted   fifo  window heartbt transns',
        '                     0      0       0       0       2 ',
      ].join('\n'),
      note: 'A bad cable: the link is there, but frames come in with a wrong FCS ("crc"), and the number grows with every ping.',
    },
    {
      command: 'ip neigh',
      output: '192.168.1.14 dev eth0 lladdr 02:5d:a1:b6:20:14 PERMANENT',
      note: 'A row that somebody wrote by hand. It stays when the card of the neighbour is replaced. "sudo ip neigh del 192.168.1.14 dev eth0" takes it away, and ARP finds the new address.',
    },
  ],
  question:
    'A machine can ping all of its neighbours but one. The others can ping that one. Which of the five faults can it be, and which not?',
  thought:
    'Cable and card carry all of its traffic, and all other pings work, so it is none of them: neither at the one machine nor at the other. A table or a mask is left. The row for this neighbour can be wrong, on either side. Or a mask is too long, so that just this neighbour falls outside. Two commands decide it, "ip neigh" and "ip addr", on both machines.',
  terms: ['arp', 'echo-reply', 'flooding', 'filtering', 'mask', 'neighbor-table', 'mac-address', 'fcs'],
};
