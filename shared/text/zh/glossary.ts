/** Every term in one or two sentences, in the words of the lessons. */
import type { Language } from '../language.ts';

export const glossary: Language['glossary'] = {
  frame: {
    term: '帧',
    meaning: '链路层在一段链路上传送的单位：前面是两个 MAC 地址和类型，中间是内容，最后是校验序列。英文 frame。',
  },
  header: {
    term: '首部',
    meaning: '内容前面的几栏，写明给谁、从谁那里来、里面是什么。每一层都有自己的首部。英文 header。',
  },
  packet: {
    term: '包',
    meaning: 'IP 传送数据的单位，从一头送到另一头，也叫数据包。每到一段新的链路，它就装进一个新的帧里。英文 packet。',
  },
  interface: {
    term: '接口',
    meaning: '节点与链路的连接：一块网卡，或者起网卡作用的东西。Linux 里叫 eth0、eth1 等等。英文 interface。',
  },
  node: { term: '节点', meaning: '实现了 IP 的设备：主机或者路由器。英文 node。' },
  host: { term: '主机', meaning: '不是路由器的节点：收发自己的包，不替别人转发。英文 host。' },
  link: {
    term: '链路',
    meaning:
      '一种通信机制或介质，节点通过它在链路层用帧通信，中间不经过路由器。比如以太网（连同网线、集线器和交换机）、PPP 线路，也包括隧道。英文 link。',
  },
  'link-layer-address': {
    term: '链路层地址',
    meaning: '接口在链路层的标识，在以太网里就是 MAC 地址。英文 link-layer address。',
  },
  'mac-address': {
    term: 'MAC 地址',
    meaning: '以太网的链路层地址，48 个比特，写成六组十六进制数。它只在自己的链路上有意义。',
  },
  hub: { term: '集线器', meaning: '把每个比特都重复到其他所有端口的设备。它不看地址，也没有表。英文 hub。' },
  broadcast: {
    term: '广播',
    meaning: '发给链路上每块网卡的帧，目的地址是 ff:ff:ff:ff:ff:ff。路由器不转发它。英文 broadcast。',
  },
  unicast: { term: '单播', meaning: '只给一个接收方的帧或包。英文 unicast。' },
  preamble: {
    term: '前导码',
    meaning: '每一帧前面的 56 个比特，1 和 0 交替，接收方靠它跟上比特的节拍。它不属于帧。英文 preamble。',
  },
  'start-delimiter': {
    term: '帧起始定界符',
    meaning: '前导码后面的八个比特 10101011。最后两个 1 一过，帧就开始了。英文 start frame delimiter。',
  },
  fcs: {
    term: 'FCS',
    meaning: '帧校验序列：帧尾的 32 个比特，由这一帧前面所有的比特算出来。对不上，就说明这一帧在路上损坏了。',
  },
  crc: {
    term: 'CRC',
    meaning: '循环冗余校验：把比特串除以一个生成多项式，减法换成异或，余数跟着一起发送。以太网的 FCS 就是这样算的。',
  },
  generator: {
    term: '生成多项式',
    meaning:
      'CRC 的除数，一串固定的比特，收发双方用的是同一个。它比余数多一个比特，以太网用的是 33 个比特。英文 generator polynomial。',
  },
  repeater: {
    term: '中继器',
    meaning:
      '把信号整理好，再一个比特一个比特送出去的设备，内容一点也不看。集线器就是不止两个端口的中继器。英文 repeater。',
  },
  'collision-domain': {
    term: '冲突域',
    meaning:
      '同一时刻只能有一台发送的范围：两路信号碰在一起，谁也听不清。一台集线器连同它接着的所有集线器就是一个冲突域，交换机的每个端口到此为止。英文 collision domain。',
  },
  'promiscuous-mode': {
    term: '混杂模式',
    meaning: '网卡的一种设置：听到的每一帧都收下，不管是给谁的。抓包的工具用的就是它。英文 promiscuous mode。',
  },
  'csma-cd': {
    term: 'CSMA/CD',
    meaning:
      '带冲突检测的载波侦听多路访问，就是许多台机器共用一根线的办法：发之前听，发的时候也听，冲突了就等一段抽签得来的时间。英文 carrier sense multiple access with collision detection。',
  },
  'carrier-sense': {
    term: '载波侦听',
    meaning: '听一听有没有人在发送。共享的线上，网卡什么也听不到才能开始发。英文 carrier sense。',
  },
  collision: {
    term: '冲突',
    meaning:
      '共享的线上同时有了两路信号，混在一起，哪一帧都读不出来。信号走路要时间，所以大家都先听过了，也还是可能冲突。英文 collision。',
  },
  'half-duplex': {
    term: '半双工',
    meaning: '两边都能发送，但不能同时发。网卡和交换机之间通常是全双工：两边可以同时发。英文 half duplex。',
  },
  jam: {
    term: '干扰信号',
    meaning: '网卡发现冲突以后再发的 32 个比特，让冲突持续得够久，人人都能发现。英文 jam。',
  },
  backoff: {
    term: '退避',
    meaning:
      '冲突以后的等待：这一帧冲突了 k 次，就从 0 到 2^k − 1 里抽一个数，等这么多个时隙，k 最多算 10。冲突 16 次就放弃这一帧。英文 backoff。',
  },
  'slot-time': {
    term: '时隙',
    meaning:
      '512 个比特的时间，10 Mbit/s 时是 51.2 微秒。它够信号在共享的线上走一个最远的来回，所以发送方在这段时间里一定能知道有没有冲突。英文 slot time。',
  },
  'inter-frame-gap': {
    term: '帧间间隔',
    meaning: '两帧之间，网卡要留出的 96 个比特的安静时间。英文 inter-frame gap。',
  },
  checksum: {
    term: '校验和',
    meaning: '由首部或报文算出、一起发送的一个数，接收方用它来检查路上有没有变。英文 checksum。',
  },
  'ip-address': {
    term: 'IP 地址',
    meaning: '接口在整段路上用的地址，32 个比特，例如 192.168.1.14。从一头到另一头，它都留在包里不变。',
  },
  arp: {
    term: 'ARP',
    meaning: '地址解析协议：向链路上的所有人问某个 IP 地址对应哪个 MAC 地址，有这个地址的那一台来应答。',
  },
  'neighbor-table': {
    term: '邻居表',
    meaning: '也叫 ARP 缓存：本链路上目前已知的 IP 地址和它们的 MAC 地址。英文 neighbour table。',
  },
  ping: { term: 'ping', meaning: '一个小程序：发出回显请求，再等回显应答，看看那边有没有人。' },
  icmp: { term: 'ICMP', meaning: '互联网控制报文协议：节点之间谈论网络本身的报文，例如 ping 的一问一答，或者“超时”。' },
  'echo-request': {
    term: '回显请求',
    meaning: 'ping 发出的 ICMP 报文，类型是 8。收到的一方把内容原样送回来。英文 echo request。',
  },
  'echo-reply': {
    term: '回显应答',
    meaning: '回答回显请求的 ICMP 报文，类型是 0，标识符、序号和内容都和请求一样。英文 echo reply。',
  },
  switch: {
    term: '交换机',
    meaning: '学会每个 MAC 地址在哪个端口后面、只把帧送到需要的地方的设备。帧里的内容它一点也不改。英文 switch。',
  },
  segment: {
    term: '网段',
    meaning:
      '网络里人人都能听到每一帧的一块：同一根共享线缆或同一台集线器上的机器。交换机把网段接起来，又把它们隔开。英文 segment。',
  },
  'mac-table': { term: 'MAC 表', meaning: '交换机的记忆：每个 MAC 地址一行，写着最近一次是在哪个端口听到它的。' },
  'ingress-port': { term: '入端口', meaning: '这一帧进来的端口。交换机从不把帧再从那里发回去。英文 ingress port。' },
  flooding: {
    term: '泛洪',
    meaning: '把帧从其他所有端口发出去：要么它是发给所有人的，要么表里没有写目的地址在哪里。英文 flooding。',
  },
  'unknown-unicast': {
    term: '未知单播',
    meaning:
      '给一块网卡、而 MAC 表里没有这块网卡的帧。交换机把它泛洪，等应答来了，就知道那块网卡在哪里了。英文 unknown unicast。',
  },
  filtering: {
    term: '过滤',
    meaning: '哪儿也不发：目的地址就在入端口后面，早就听到这一帧了。英文 filtering。',
  },
  ageing: {
    term: '老化',
    meaning:
      '一行记录过一段时间（多数交换机是五分钟）没有再听到，就忘掉。这样，机器换了地方，表也能跟上。英文 ageing。',
  },
  loop: {
    term: '环路',
    meaning: '同样两台交换机之间有不止一条路。以太网的帧没有生存时间，广播的副本会在里面永远转下去。英文 loop。',
  },
  'broadcast-storm': {
    term: '广播风暴',
    meaning: '广播的副本在环路里越来越多，直到每根网线都满了，别的帧几乎过不去。英文 broadcast storm。',
  },
  redundancy: {
    term: '冗余',
    meaning:
      '比需要的多备一份，例如第二根网线，断了一根也不要紧。交换机之间要有协议把多余的路先关着，才能这样做。英文 redundancy。',
  },
  'mac-flapping': {
    term: 'MAC 漂移',
    meaning:
      '机器没有动，表里它的那一行却在端口之间跳来跳去，因为它的帧从几个方向来。这是环路的可靠征兆。英文 MAC flapping。',
  },
  'spanning-tree': {
    term: '生成树',
    meaning:
      '所有网线里真正使用的那一部分：刚好通到每一处，又没有环路。交换机用生成树协议（STP）来商定。英文 spanning tree。',
  },
  'bridge-id': {
    term: '网桥 ID',
    meaning:
      '交换机在生成树里的身份：先是优先级（通常是 32768），再是 MAC 地址。小的更好，先比优先级。英文 bridge ID。',
  },
  bpdu: {
    term: 'BPDU',
    meaning:
      '网桥协议数据单元：交换机用这种帧告诉邻居谁是根、到根的开销、自己是谁、从哪个端口说的。哪台交换机都不会转发它。英文 bridge protocol data unit。',
  },
  'root-bridge': {
    term: '根',
    meaning: '网桥 ID 最小的交换机。其他每一台都去找通往它的最好的路，这样大家就商定了同一棵树。英文 root bridge。',
  },
  'path-cost': {
    term: '路径开销',
    meaning: '到根的路要花多少：沿途各条网线的开销加起来。越快的网线开销越小。英文 path cost。',
  },
  'root-port': { term: '根端口', meaning: '交换机去根最好走的那一个端口。根自己没有。英文 root port。' },
  'designated-port': {
    term: '指定端口',
    meaning: '一条网线或一个网段上的各个端口里，去根最好的那一个：这一段就靠它连到树上。英文 designated port。',
  },
  'blocked-port': {
    term: '阻塞的端口',
    meaning: '因为已经有更好的路，被生成树关上的端口。它只收 BPDU，树需要时再打开。英文 blocked port。',
  },
  subnet: {
    term: '子网',
    meaning: '开头几个比特相同的一批地址，例如 192.168.1.0/24。同一个子网的机器通常在同一段链路上。英文 subnet。',
  },
  mask: { term: '掩码', meaning: '说明地址开头有多少个比特是子网。/24 和 255.255.255.0 是一个意思。英文 mask。' },
  prefix: {
    term: '前缀',
    meaning: '一个地址加上比特数，例如 192.168.4.0/24，代表开头这些比特相同的全部地址。英文 prefix。',
  },
  'on-link': { term: '在本链路上', meaning: '在自己的子网里：一帧就能送到，不用经过路由器。英文 on-link。' },
  router: {
    term: '路由器',
    meaning:
      '会转发不是发给自己的 IP 包的节点。它在每个相连的网络里都有一块网卡，还有一张表写着往哪里走。英文 router。',
  },
  'default-gateway': {
    term: '默认网关',
    meaning: '你的链路上的一台路由器。路由表里别的行都不匹配的包，就交给它。英文 default gateway。',
  },
  'next-hop': {
    term: '下一跳',
    meaning:
      '在这段链路上收下这个包的一方：目标在本链路，就是目标自己，否则是路由器。帧里写的就是它的 MAC 地址。英文 next hop。',
  },
  hop: { term: '跳', meaning: '包经过一段链路、从一个节点到下一个节点，就是一跳。英文 hop。' },
  route: {
    term: '路由',
    meaning: '路由表里的一行：去这个前缀，从那个接口出去；如果它不在本链路上，再交给那个网关。英文 route。',
  },
  'routing-table': { term: '路由表', meaning: '一个节点的全部路由。主机也有，常常只有两行。英文 routing table。' },
  'longest-prefix-match': {
    term: '最长前缀匹配',
    meaning: '包含目的 IP 的路由里，比特数最多的那一条算数，不管它在表里排第几。英文 longest prefix match。',
  },
  ttl: {
    term: 'TTL',
    meaning: '生存时间：包还能走多少段链路。每过一台路由器减一，减到 0 就丢弃，并告诉发送方。',
  },
  'default-route': {
    term: '默认路由',
    meaning: '前缀是 0.0.0.0/0 的路由：任何地址都匹配它，但只有在没有更长的前缀匹配时才用它。',
  },
  'time-exceeded': {
    term: '超时报文',
    meaning:
      '一种 ICMP 报文：路由器因为 TTL 用完而丢弃了一个包，用它告诉发送方。它的源地址是那台路由器，里面还引用了被丢的包。',
  },
  traceroute: {
    term: 'traceroute',
    meaning: '一个找出沿途路由器的程序：依次发出 TTL 为 1、2、3……的包，看是谁回“超时”。',
  },
  'routing-loop': {
    term: '路由环路',
    meaning: '几台路由器的路由让包绕着圈走。能让它停下来的只有 TTL。',
  },
  'static-route': {
    term: '静态路由',
    meaning: '有人手工写上的路由。不管网线怎么变，它都不变，直到有人来改。',
  },
  'destination-unreachable': {
    term: '目的不可达',
    meaning: '一种 ICMP 报文：路由器用它告诉发送方，没有通往目的地址的路由，或者那里没有谁应答。',
  },
  'private-address': {
    term: '私有地址',
    meaning:
      '10.0.0.0/8、172.16.0.0/12 或 192.168.0.0/16 里的地址。谁家里都可以用，所以到了外面就没有意义，互联网上也没有通往它的路由。',
  },
  'public-address': {
    term: '公有地址',
    meaning: '全世界只属于一个网络的地址，应答靠它才能找回来。',
  },
  nat: {
    term: 'NAT',
    meaning: '网络地址转换：路由器把出去的包的私有发送方换成自己的公有地址，再把回来的包交给当初发问的人。',
  },
  'translation-table': {
    term: '转换表',
    meaning: '做转换的路由器为每次通信记下的内容：内侧的发送方、出去时用的发送方，还有对方。久不说话的行会被忘掉。',
  },
  vlan: {
    term: 'VLAN',
    meaning:
      '虚拟局域网：大家共用交换机和网线，其中每个 VLAN 各自成为一个局域网，编号是 1 到 4094。交换机不会把帧从一个 VLAN 转到另一个。',
  },
  'vlan-tag': {
    term: 'VLAN 标签',
    meaning: '源地址后面的四个字节：0x8100、优先级和 VLAN 的编号。有了它，许多 VLAN 的帧可以共用一根网线。',
  },
  'access-port': {
    term: 'Access 口',
    meaning: '只属于一个 VLAN 的端口，接的是不认标签的机器，帧进出都不带标签。也叫接入端口。',
  },
  trunk: {
    term: 'Trunk 口',
    meaning: '能走多个 VLAN 的端口，通向另一台交换机或网桥，帧在这里带着标签。也叫干道端口。',
  },
  'native-vlan': {
    term: '本征 VLAN',
    meaning: '一个 Trunk 口上唯一不带标签的 VLAN，不带标签进来的帧也归它。英文叫 native VLAN。',
  },
};
