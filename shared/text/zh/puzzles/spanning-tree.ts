/** The words of the puzzle spanning-tree. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const spanningTree: PuzzleText = {
  title: '生成树',
  story:
    '四台交换机之间多出三条网线，一条也不许拔：根据听到的消息选出根，给自己的每个端口定好角色，让每一帧都送得到，又没有一帧会打转。',
  names: {
    A: { name: '交换机 A', short: 'A' },
    B: { name: '交换机 B', short: 'B' },
    C: { name: '交换机 C', short: 'C' },
    D: { name: '交换机 D', short: 'D' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
  },
  areas: {},
  intro: [
    {
      title: '路太多了',
      body: [
        '有备用的网线是好事，断了一条还有一条。可是全都通着，广播就会永远转下去。所以交换机要商量出一棵',
        term('spanning-tree', '生成树'),
        '：只用刚好够通到每一处的网线，其余的阻塞。它们只跟邻居说话，谁也看不到整张图。',
      ],
      picture: { devices: ['A', 'B', 'C', 'D'] },
    },
    {
      title: '谁是根？',
      body: [
        '每台交换机有一个',
        term('bridge-id', '网桥 ID'),
        '：先是优先级，再是 MAC 地址，例如 32768.02:5d:a1:0e:f9:13。它在 ',
        term('bpdu', 'BPDU'),
        ' 里说出自己知道的最小的一个。所有当中最小的就是',
        term('root-bridge', '根'),
        '。从左往右比，优先级相同才看地址。',
      ],
      picture: { devices: ['B', 'D'], frame: { look: 'bpdu', at: 'B' } },
      touch: 'bridge-ids',
    },
    {
      title: '去根怎么走',
      body: [
        'BPDU 还说出发送方到根的开销，你自己这段网线再加 2。',
        term('path-cost', '开销'),
        '最小的端口就是你的',
        term('root-port', '根端口'),
        '。开销一样呢？看发送方的网桥 ID，小的赢；还一样，就看发送方的端口 ID。根自己没有根端口。',
      ],
      picture: { devices: ['A', 'B', 'C', 'D'], frame: { look: 'bpdu', at: 'D' } },
    },
    {
      title: '一条线，一头作主',
      body: [
        '每条网线都有一端是',
        term('designated-port', '指定端口'),
        '：谁说的更好就是谁那一端。拿听到的和你自己要说的比：根、开销、网桥 ID、端口 ID。你的小，你这一端就是指定端口；不然，只要它也不是根端口，就',
        term('blocked-port', '阻塞'),
        '。',
      ],
      picture: { devices: ['B', 'C'], frame: { look: 'bpdu', at: 'C' } },
    },
    {
      title: '阻塞不等于断线',
      body: [
        '阻塞的端口只收 BPDU，别的帧不转发、不发送，也不从中学习。哪天树断了，它就会打开。其他端口要等 30 秒才转发，好让所有人都听到变化。这里不用你等，时钟会跳过去。',
      ],
      picture: { devices: ['C', 'D'], frame: { look: 'icmp', at: 'D' } },
    },
  ],
  won: '一棵树，没有环路，人人都有应答。',
  remember: [
    '小的更好。',
    term('bridge-id', '网桥 ID'),
    ' 最小的是根，先比优先级。去根最好走的是',
    term('root-port', '根端口'),
    '，每条网线更好的一端是',
    term('designated-port', '指定端口'),
    '，其余的都',
    term('blocked-port', '阻塞'),
    '，但一直在听。',
  ],
  linux: [
    {
      command: 'cat /sys/class/net/br0/bridge/{bridge_id,root_id}',
      output: ['8000.024e1f758319', '6000.029df267ec9d'].join('\n'),
      note: '自己的网桥 ID 和根的网桥 ID，十六进制：8000 就是 32768，6000 就是 24576。根的 MAC 地址更大，但是优先级的数更小。',
    },
    {
      command: 'cat /sys/class/net/br0/bridge/{root_port,root_path_cost}',
      output: ['1', '2'].join('\n'),
      note: '根端口的号码，还有到根的开销。这里一条网线算 2；真的交换机，慢的网线算得更多。',
    },
    {
      command: 'bridge link',
      output: [
        '2: p1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state forwarding priority 32 cost 2 ',
        '3: p2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state blocking priority 32 cost 2 ',
        '4: p3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state blocking priority 32 cost 2 ',
        '5: p4: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state forwarding priority 32 cost 2 ',
      ].join('\n'),
      note: '交换机 D 的各个端口在做什么。通往交换机 C 的两条网线，都在这一端阻塞了。',
    },
  ],
  question:
    '两台交换机之间有一条网线，一端阻塞了。接在其中一台上的机器去 ping 另一台上的机器，帧走哪条路？是最短的路吗？',
  thought:
    '帧先沿着树往根走，再走下来，明明有一条直通的网线也不走。树上最短的是每台交换机到根的路，不是任意两台之间的路。所以在真的网络里，根应该放在中间、流量最多的地方：有人会给那台交换机配一个更小的优先级。没人管的话，MAC 地址最小的当选，那往往是楼里最旧的一台。',
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
