/** The words of the puzzle bad-bits. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const badBits: PuzzleText = {
  title: 'Bad bits',
  story:
    'Four machines share one hub, and today the cables turn bits over: tell the damaged frames by their check sequence, and let none of them through.',
  names: {
    H: { name: 'Hub', short: 'H' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: 'What the cable carries',
      body: [
        'First come 56 bits of ',
        term('preamble', 'preamble'),
        ', 1 and 0 in turn: the beat. Then the ',
        term('start-delimiter', 'start delimiter'),
        ', 10101011: now it begins. Then the ',
        term('frame', 'frame'),
        ' itself: its ',
        term('header', 'header'),
        ', its content, and as the last four octets the ',
        term('fcs', 'FCS'),
        ', its check sequence. You see all of them in the byte view.',
      ],
      picture: { devices: ['M1', 'H'], frame: { look: 'icmp', at: 'M1' } },
    },
    {
      title: 'Bits turn over',
      body: [
        'A loose plug or a motor beside the cable is enough, and a 1 arrives as a 0. Nobody can see that from the bits alone. So the sender does some arithmetic with all bits of the frame and sends the result along. It is a division, called ',
        term('crc', 'CRC'),
        '.',
      ],
      picture: { devices: ['M1', 'H', 'M2'], frame: { look: 'icmp', at: 'H' } },
    },
    {
      title: 'Divide by hand',
      body: [
        'Six bits to send. Put zeros behind them and divide by the ',
        term('generator', 'generator'),
        ': take it away where a row begins with 1, zeros where it begins with 0. Taking away is exclusive or, nothing is borrowed.',
      ],
      picture: { devices: ['M1', 'H'] },
      touch: 'division',
    },
    {
      title: 'The same at full speed',
      body: [
        'Ethernet divides each frame in this way, by a ',
        term('generator', 'generator'),
        ' of 33 bits, so the remainder has 32. The card does it while the bits arrive. You get both results: the FCS that came with the frame, and the one that the bits in your hand give. One wrong bit or two always show.',
      ],
      picture: { devices: ['H', 'M2'], frame: { look: 'icmp', at: 'M2' } },
    },
    {
      title: 'Damaged: drop it',
      body: [
        'If the two differ, drop the frame without a word. The check says that bits have changed, not which, so you can mend nothing. You cannot ask for it again either: even the addresses may be wrong. Only in an undamaged frame does it count whom it is for.',
      ],
      picture: { devices: ['M3', 'H', 'M4'], frame: { look: 'icmp', at: 'M4' } },
    },
  ],
  won: 'Only undamaged frames were read.',
  remember: [
    'The ',
    term('fcs', 'FCS'),
    ' is the remainder of a division, the ',
    term('crc', 'CRC'),
    '. A card drops a frame whose FCS does not fit its bits. It tells nobody and asks nobody.',
  ],
  linux: [
    {
      command: 'ip -s -s link show eth0',
      output: [
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
        '    RX:  bytes packets errors dropped  missed   mcast           ',
        '         58800     600      3       0       0       0 ',
        '    RX errors:  length    crc   frame    fifo overrun',
        '                     0      3       0       0       0 ',
        '    TX:  bytes packets errors dropped carrier collsns           ',
        '         58800     600      0       0       0       0 ',
        '    TX errors: aborted   fifo  window heartbt transns',
        '                     0      0       0       0       2 ',
      ].join('\n'),
      note: 'Three frames came in with a wrong FCS: "errors" counts them, and under "crc" stands why. If this number grows, look at the plug and the cable. In tcpdump these frames do not appear, because the card drops them before anybody can look.',
    },
  ],
  question:
    'The card drops a damaged frame and tells nobody. Who notices that something is missing, and who sends it again?',
  thought:
    'Not Ethernet: it neither counts frames nor waits for answers. Whoever waits for an answer notices, as ping does when none comes. For most programs TCP does this work: it numbers what it sends, and repeats what nobody confirms. Wireless links are damaged so often that they confirm and repeat each frame themselves.',
  terms: [
    'fcs',
    'crc',
    'generator',
    'preamble',
    'start-delimiter',
    'frame',
    'header',
    'hub',
    'broadcast',
    'mac-address',
  ],
};
