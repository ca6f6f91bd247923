/** The words of the puzzle vlan. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const vlan: PuzzleText = {
  title: 'Two tenants, one switch',
  story:
    'A bakery and a bank rent offices in one house and share its two switches: set the ports so that each firm reaches its own machines, and nobody reaches those of the other.',
  names: {
    S1: { name: 'Switch 1', short: 'S1' },
    S2: { name: 'Switch 2', short: 'S2' },
    A1: { name: 'Bakery 1', short: 'A1' },
    A2: { name: 'Bakery 2', short: 'A2' },
    A3: { name: 'Bakery 3', short: 'A3' },
    B1: { name: 'Bank 1', short: 'B1' },
    B2: { name: 'Bank 2', short: 'B2' },
    B3: { name: 'Bank 3', short: 'B3' },
  },
  areas: {},
  intro: [
    {
      title: 'A switch connects them all',
      body: [
        'A new switch asks nobody whose machine is on which port. A ',
        term('broadcast', 'broadcast'),
        ' of the bakery also comes out at the bank, and so does every frame whose destination the switch does not know yet. The two firms even have their machines in the same ',
        term('subnet', 'subnet'),
        '.',
      ],
      picture: { devices: ['A1', 'B1', 'A2', 'S1'], frame: { look: 'arp', at: 'S1' } },
    },
    {
      title: 'A number for each port',
      body: [
        'A ',
        term('vlan', 'VLAN'),
        ' makes several switches of one: each port gets a number from 1 to 4094, and a frame goes out only of ports with the number of the port by which it came in. Such a port is an ',
        term('access-port', 'access port'),
        '. The machines notice nothing.',
      ],
      picture: { devices: ['A1', 'B1', 'A2', 'S1'] },
    },
    {
      title: 'Who is not told stays in 1',
      body: [
        'A port that nobody has set is in VLAN 1, as are all the others that nobody has set. What is forgotten is therefore not cut off from everything: it is together with everything else that was forgotten.',
      ],
      picture: { devices: ['S1', 'B1'] },
      touch: {
        ask: 'Two ports were forgotten: a machine of the bakery is on one, a machine of the bank on the other. Can the two reach each other?',
        choices: [
          { text: 'Yes', isRight: true, says: 'Both ports are in VLAN 1, so for the switch the two belong together.' },
          { text: 'No', isRight: false, says: 'A forgotten port has a number, too: 1. Both have the same one.' },
        ],
      },
    },
    {
      title: 'A cable for each firm',
      body: [
        'The number stays inside the switch: on the cable of an access port there is no sign of it. So of the two cables between the switches each can carry one firm. Which one is yours to agree on. The two ends need not even have the same number.',
      ],
      picture: { devices: ['S1', 'S2'], frame: { look: 'icmp', at: 'S1' } },
    },
    {
      title: 'Set up, then let it run',
      body: [
        'Look at the map: who is on which port? On the other switch the machines are plugged in in another order. When everybody is ready, the traffic runs, and every frame that comes out where it must not is noticed.',
      ],
      picture: { devices: ['S2', 'B2', 'A3', 'B3'] },
    },
  ],
  won: 'Each firm reaches its own machines, and no frame strays to the other.',
  remember: [
    'On a switch with ',
    term('vlan', 'VLANs'),
    ', a frame leaves only by ports of the VLAN in which it came in, broadcasts as well. An ',
    term('access-port', 'access port'),
    ' belongs to one VLAN and carries no tag. What nobody has set is in VLAN 1.',
  ],
  linux: [
    {
      command: 'ip link set br0 type bridge vlan_filtering 1',
      output: '',
      note: 'A Linux bridge looks at VLANs only when it is told to.',
    },
    {
      command: 'bridge vlan del dev p1 vid 1; bridge vlan add dev p1 vid 10 pvid untagged',
      output: '',
      note: 'An access port of VLAN 10: what comes in without a tag belongs to 10 ("pvid"), and leaves without a tag ("untagged").',
    },
    {
      command: 'bridge vlan',
      output: [
        'port              vlan-id  ',
        'p1                10 PVID Egress Untagged',
        'p2                20 PVID Egress Untagged',
        'p3                10 PVID Egress Untagged',
        'p4                1 PVID Egress Untagged',
        'p5                10 PVID Egress Untagged',
        'p6                20 PVID Egress Untagged',
      ].join('\n'),
      note: 'Port 4 is free. Nobody has set it, so it is in VLAN 1.',
    },
  ],
  question:
    'A third firm moves in, and then a fourth. What happens to the number of cables between the two switches, and what would have to be in a frame so that one cable were enough for all?',
  thought:
    'Each firm needs a cable of its own, and a port for it at both ends. One cable is enough if each frame carries the number of its VLAN while it is on the cable: this is the 802.1Q tag, and such a cable is called a trunk.',
  terms: ['switch', 'broadcast', 'subnet', 'vlan', 'access-port'],
};
