/** The words of the puzzle spanning-tree. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const spanningTree: PuzzleText = {
  title: 'Spanning tree',
  story:
    'Four switches have three cables more than they need, and nobody may pull one: elect a root from what you hear, and give each of your ports its role, so that every frame arrives and none goes round.',
  names: {
    A: { name: 'Switch A', short: 'A' },
    B: { name: 'Switch B', short: 'B' },
    C: { name: 'Switch C', short: 'C' },
    D: { name: 'Switch D', short: 'D' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
  },
  areas: {},
  intro: [
    {
      title: 'Too many ways',
      body: [
        'A spare cable is good: if one fails, there is another. But with all of them open a broadcast goes round for ever. So the switches agree on a ',
        term('spanning-tree', 'spanning tree'),
        ': they use just enough cables to reach everybody, and block the others. They find it out by talking to their neighbours. Nobody sees the whole map.',
      ],
      picture: { devices: ['A', 'B', 'C', 'D'] },
    },
    {
      title: 'Who is the root?',
      body: [
        'Each switch has a ',
        term('bridge-id', 'bridge ID'),
        ': a priority, then a MAC address, such as 32768.02:5d:a1:0e:f9:13. In its ',
        term('bpdu', 'BPDUs'),
        ' it says which is the lowest that it knows of. The lowest of all is the ',
        term('root-bridge', 'root'),
        '. Compare from the left: only where the priorities are the same do the addresses count.',
      ],
      picture: { devices: ['B', 'D'], frame: { look: 'bpdu', at: 'B' } },
      touch: 'bridge-ids',
    },
    {
      title: 'Your way to the root',
      body: [
        'A BPDU also says what the way to the root costs its sender. Your own cable adds 2. The port with the lowest ',
        term('path-cost', 'cost'),
        ' is your ',
        term('root-port', 'root port'),
        '. The same cost twice? Then the lower bridge ID of the sender decides, and after that the lower port ID of the sender. The root itself has no root port.',
      ],
      picture: { devices: ['A', 'B', 'C', 'D'], frame: { look: 'bpdu', at: 'D' } },
    },
    {
      title: 'One end leads',
      body: [
        'On each cable one end is ',
        term('designated-port', 'designated'),
        ': that of the switch that says the better thing there. Compare what you hear with what you would say yourself: root, cost, bridge ID, port ID. Is yours lower, your port is designated. If not, and it is not your root port either, it is ',
        term('blocked-port', 'blocked'),
        '.',
      ],
      picture: { devices: ['B', 'C'], frame: { look: 'bpdu', at: 'C' } },
    },
    {
      title: 'Blocked is not dead',
      body: [
        'A blocked port takes BPDUs, and nothing else. It passes no frame on, sends none, and nothing is learned there. If the tree is cut, it opens. All other ports wait 30 s before they forward, so that everybody has heard of a change. Here you need not wait: the clock jumps.',
      ],
      picture: { devices: ['C', 'D'], frame: { look: 'icmp', at: 'D' } },
    },
  ],
  won: 'One tree, no loop, everybody answers.',
  remember: [
    'Lower is better. The lowest ',
    term('bridge-id', 'bridge ID'),
    ' is the root, priority first. The best way there is the ',
    term('root-port', 'root port'),
    ', the better end of each cable is ',
    term('designated-port', 'designated'),
    ', all else is ',
    term('blocked-port', 'blocked'),
    ' and goes on listening.',
  ],
  linux: [
    {
      command: 'cat /sys/class/net/br0/bridge/{bridge_id,root_id}',
      output: ['8000.024e1f758319', '6000.029df267ec9d'].join('\n'),
      note: 'The own bridge ID and that of the root, in hexadecimal: 8000 is 32768, 6000 is 24576. The root has the higher MAC address, but the lower priority.',
    },
    {
      command: 'cat /sys/class/net/br0/bridge/{root_port,root_path_cost}',
      output: ['1', '2'].join('\n'),
      note: 'The number of the root port, and what the way to the root costs. A cable costs 2 here; real switches take more for slower ones.',
    },
    {
      command: 'bridge link',
      output: [
        '2: p1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state forwarding priority 32 cost 2 ',
        '3: p2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state blocking priority 32 cost 2 ',
        '4: p3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state blocking priority 32 cost 2 ',
        '5: p4: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state forwarding priority 32 cost 2 ',
      ].join('\n'),
      note: 'The ports of Switch D and what they do. Both cables to Switch C are blocked at this end.',
    },
  ],
  question:
    'Two switches are joined by a cable that is blocked at one end. A machine at one of them pings a machine at the other. Which way do the frames go, and is it the shortest?',
  thought:
    'They go up the tree towards the root and down again, although the direct cable is there. The tree has the shortest way from every switch to the root, not between any two of them. So in a real network the root should be in the middle, where most of the traffic passes: somebody gives that switch a lower priority. If nobody does, the lowest MAC address wins, and that is often the oldest switch in the building.',
  terms: [
    'spanning-tree',
    'bridge-id',
    'bpdu',
    'root-bridge',
    'path-cost',
    'root-port',
    'designated-port',
    'blocked-port',
    'switch',
    'broadcast',
  ],
};
