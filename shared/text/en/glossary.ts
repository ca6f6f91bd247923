/** Every term in one or two sentences, in the words of the lessons. */
import type { Language } from '../language.ts';

export const glossary: Language['glossary'] = {
  frame: {
    term: 'frame',
    meaning:
      'The unit in which the link layer carries data over one link: the two MAC addresses and a type, then the content, then a check sequence.',
  },
  header: {
    term: 'header',
    meaning:
      'The fields in front of the content that say who it is for, who it is from and what it is. Each layer has its own.',
  },
  packet: {
    term: 'packet',
    meaning: 'The unit in which IP carries data, from end to end. On each link it travels inside a new frame.',
  },
  interface: {
    term: 'interface',
    meaning:
      'The attachment of a node to a link: a network card, or something that acts like one. Linux calls them eth0, eth1 and so on.',
  },
  node: { term: 'node', meaning: 'A device that implements IP: a host or a router.' },
  host: {
    term: 'host',
    meaning: 'A node that is not a router: it sends and receives packets of its own, but passes none on.',
  },
  link: {
    term: 'link',
    meaning:
      'A mechanism or medium over which nodes talk at the link layer, frame by frame, without a router between them: Ethernet with its cables, hubs and switches, a PPP line, or a tunnel.',
  },
  'link-layer-address': {
    term: 'link-layer address',
    meaning: 'What identifies an interface at the link layer. On Ethernet it is the MAC address.',
  },
  'mac-address': {
    term: 'MAC address',
    meaning:
      'The link-layer address of Ethernet: 48 bits, written as six pairs of hexadecimal digits. It means something on its own link only.',
  },
  hub: {
    term: 'hub',
    meaning: 'A box that repeats every bit out of every other port. It reads no address and has no table.',
  },
  broadcast: {
    term: 'broadcast',
    meaning: 'A frame for every card on the link. Its destination is ff:ff:ff:ff:ff:ff. Routers do not pass it on.',
  },
  unicast: { term: 'unicast', meaning: 'A frame or packet for exactly one receiver.' },
  preamble: {
    term: 'preamble',
    meaning:
      '56 bits, 1 and 0 in turn, before each frame. By them a receiver finds the beat of the bits. They belong to no frame.',
  },
  'start-delimiter': {
    term: 'start delimiter',
    meaning: 'The eight bits 10101011 behind the preamble. With its last two ones the frame begins.',
  },
  fcs: {
    term: 'FCS',
    meaning:
      'Frame check sequence: 32 bits at the end of a frame, computed from all bits of the frame before them. If they do not fit, the frame was damaged on the way.',
  },
  crc: {
    term: 'CRC',
    meaning:
      'Cyclic redundancy check: the bits are divided by a generator, with exclusive or in place of minus, and the remainder is sent along. Ethernet computes its FCS in this way.',
  },
  generator: {
    term: 'generator',
    meaning:
      'The fixed row of bits by which a CRC divides. Sender and receiver have the same one. It has one bit more than the remainder: 33 bits in Ethernet.',
  },
  repeater: {
    term: 'repeater',
    meaning:
      'A device that makes a signal fresh and sends it on, bit by bit, without reading it. A hub is a repeater with more than two ports.',
  },
  'collision-domain': {
    term: 'collision domain',
    meaning:
      'Everything on which only one may send at a time, because two signals at once spoil each other: one hub, and all hubs joined to it. A switch ends it at each of its ports.',
  },
  'promiscuous-mode': {
    term: 'promiscuous mode',
    meaning:
      'A setting of a network card: it takes every frame that it hears, whomever it is for. Tools that listen in use it.',
  },
  'csma-cd': {
    term: 'CSMA/CD',
    meaning:
      'Carrier sense multiple access with collision detection: how many share one wire. Listen before sending, listen while sending, and after a collision wait a drawn time.',
  },
  'carrier-sense': {
    term: 'carrier sense',
    meaning: 'Listening whether anybody is sending. A card on a shared wire begins only while it hears nobody.',
  },
  collision: {
    term: 'collision',
    meaning:
      'Two signals on a shared wire at once. They mix, and nobody can read either frame. It can happen although all have listened, because a signal needs time.',
  },
  'half-duplex': {
    term: 'half duplex',
    meaning:
      'Both can send, but not at the same time. Between a card and a switch it is usually full duplex: both at once.',
  },
  jam: {
    term: 'jam',
    meaning:
      'The 32 bits that a card still sends when it notices a collision, so that the collision lasts long enough for everybody to notice it, too.',
  },
  backoff: {
    term: 'backoff',
    meaning:
      'Waiting after a collision: a drawn number of slot times, from 0 to 2^k − 1 after k collisions of the frame, k being at most 10. After 16 collisions the frame is given up.',
  },
  'slot-time': {
    term: 'slot time',
    meaning:
      '512 bit times, 51.2 microseconds at 10 Mbit/s. It covers the longest way there and back on a shared wire, so within it a sender has heard of every collision.',
  },
  'inter-frame-gap': {
    term: 'inter-frame gap',
    meaning: 'The silence of 96 bit times that a card keeps between two frames.',
  },
  checksum: {
    term: 'checksum',
    meaning:
      'A number computed from a header or message and sent along, so that the receiver can tell whether it changed on the way.',
  },
  'ip-address': {
    term: 'IP address',
    meaning:
      'The address of an interface for the whole way across all links: 32 bits, such as 192.168.1.14. It stays in the packet from end to end.',
  },
  arp: {
    term: 'ARP',
    meaning:
      'Address Resolution Protocol. Asks everybody on a link which MAC address belongs to an IP address; the one that has it answers.',
  },
  'neighbor-table': {
    term: 'neighbour table',
    meaning:
      'Also ARP cache: the IP addresses on the own link with their MAC addresses, as far as they are known by now.',
  },
  ping: {
    term: 'ping',
    meaning: 'A small program that sends an echo request and waits for the echo reply: is anybody there?',
  },
  icmp: {
    term: 'ICMP',
    meaning:
      'Internet Control Message Protocol: the messages by which nodes speak about the network itself, such as ping and its answer, or "time exceeded".',
  },
  'echo-request': {
    term: 'echo request',
    meaning: 'The ICMP message of type 8 that a ping sends. Its receiver sends its content back.',
  },
  'echo-reply': {
    term: 'echo reply',
    meaning:
      'The ICMP message of type 0 that answers an echo request, with the same identifier, sequence number and content.',
  },
  switch: {
    term: 'switch',
    meaning:
      'A box that learns behind which port each MAC address is, and sends frames only where they are needed. It changes nothing in a frame.',
  },
  segment: {
    term: 'segment',
    meaning:
      'A part of the network on which everybody hears every frame: the stations on one shared cable or one hub. A switch joins segments and keeps them apart.',
  },
  'mac-table': {
    term: 'MAC table',
    meaning: 'The memory of a switch: one row for each MAC address, with the port behind which it was last heard.',
  },
  'ingress-port': {
    term: 'ingress port',
    meaning: 'The port by which a frame came in. A switch never sends the frame back out of it.',
  },
  flooding: {
    term: 'flooding',
    meaning:
      'Sending a frame out of every other port, because it is for everybody or because no row says where its destination is.',
  },
  'unknown-unicast': {
    term: 'unknown unicast',
    meaning:
      'A frame for one card that is not in the MAC table. A switch floods it; the answer then shows where the card is.',
  },
  filtering: {
    term: 'filtering',
    meaning:
      'Sending a frame nowhere, because its destination is behind the port by which it came in and has heard it already.',
  },
  ageing: {
    term: 'ageing',
    meaning:
      'A row that nobody has confirmed for some time (five minutes on most switches) is forgotten. So the table follows machines that move.',
  },
  loop: {
    term: 'loop',
    meaning:
      'Two or more ways between the same two switches. Copies of a broadcast go round in it for ever, because an Ethernet frame has no time to live.',
  },
  'broadcast-storm': {
    term: 'broadcast storm',
    meaning:
      'Copies of broadcasts that multiply in a loop until every cable is full, so that hardly anything else gets through.',
  },
  redundancy: {
    term: 'redundancy',
    meaning:
      'More than is needed, such as a second cable, so that nothing is lost when one breaks. Between switches it needs a protocol that keeps the spare ways shut.',
  },
  'mac-flapping': {
    term: 'MAC flapping',
    meaning:
      'The row of one address jumps from port to port although the machine stands still: its frames come from several sides. A sure sign of a loop.',
  },
  'spanning-tree': {
    term: 'spanning tree',
    meaning:
      'The cables that switches use of all those there are: enough to reach everybody, and without a loop. They agree on it with the spanning tree protocol (STP).',
  },
  'bridge-id': {
    term: 'bridge ID',
    meaning:
      'What a switch is called in a spanning tree: its priority, usually 32768, and its MAC address. The lower one is better, and the priority is compared first.',
  },
  bpdu: {
    term: 'BPDU',
    meaning:
      'Bridge protocol data unit: a frame in which a switch tells its neighbours who the root is, what the way there costs, who it is itself, and by which port it speaks. No switch passes it on.',
  },
  'root-bridge': {
    term: 'root',
    meaning:
      'The switch with the lowest bridge ID. Every other one looks for its best way there, and so they all agree on one tree.',
  },
  'path-cost': {
    term: 'path cost',
    meaning: 'What the way to the root costs: the sum over its cables. A faster cable costs less.',
  },
  'root-port': {
    term: 'root port',
    meaning: 'The one port of a switch by which its best way to the root goes. The root itself has none.',
  },
  'designated-port': {
    term: 'designated port',
    meaning:
      'Of the ports on one cable or segment, the one that is best for the root: by it the segment is connected to the tree.',
  },
  'blocked-port': {
    term: 'blocked port',
    meaning:
      'A port that the spanning tree keeps closed, because there is a better way already. It takes BPDUs and nothing else, and opens when the tree needs it.',
  },
  subnet: {
    term: 'subnet',
    meaning:
      'All addresses that begin with the same bits, such as 192.168.1.0/24. Machines of one subnet usually share one link.',
  },
  mask: {
    term: 'mask',
    meaning: 'Says how many leading bits of an address name the subnet. /24 and 255.255.255.0 mean the same.',
  },
  prefix: {
    term: 'prefix',
    meaning:
      'An address and a number of bits, such as 192.168.4.0/24: it stands for all addresses that begin with these bits.',
  },
  'on-link': { term: 'on-link', meaning: 'In a subnet of your own: reachable with one frame, without a router.' },
  router: {
    term: 'router',
    meaning:
      'A node that forwards IP packets that are not for itself. It has a card in each of its networks, and a table that says which way leads where.',
  },
  'default-gateway': {
    term: 'default gateway',
    meaning: 'The router on your link that gets all packets for which no other row of your routing table fits.',
  },
  'next-hop': {
    term: 'next hop',
    meaning:
      'Who gets the packet on this link: the target itself if it is on the link, otherwise a router. The frame carries its MAC address.',
  },
  hop: { term: 'hop', meaning: 'One step of a packet, over one link from one node to the next.' },
  route: {
    term: 'route',
    meaning:
      'One row of a routing table: for this prefix, out of that interface, and to that gateway if the prefix is not on the link.',
  },
  'routing-table': {
    term: 'routing table',
    meaning: 'All routes of a node. Hosts have one too, often with two rows only.',
  },
  'longest-prefix-match': {
    term: 'longest prefix match',
    meaning:
      'Of all routes that contain the destination, the one with the most bits counts, wherever it stands in the table.',
  },
  ttl: {
    term: 'TTL',
    meaning:
      'Time to live: how many links a packet may still cross. Each router takes one; a packet that would reach 0 is dropped, and its sender is told.',
  },
  'default-route': {
    term: 'default route',
    meaning:
      'The route with the prefix 0.0.0.0/0: it matches every address, and it counts only when nothing longer does.',
  },
  'time-exceeded': {
    term: 'time exceeded',
    meaning:
      'The ICMP message by which a router tells a sender that it dropped a packet because its TTL had run out. It comes from the router, and it quotes the packet.',
  },
  traceroute: {
    term: 'traceroute',
    meaning:
      'A program that finds the routers on a way: it sends packets with TTL 1, 2, 3 and so on, and reads who answers with "time exceeded".',
  },
  'routing-loop': {
    term: 'routing loop',
    meaning: 'Routers whose routes send a packet round in a circle. Only the TTL puts an end to it.',
  },
  'static-route': {
    term: 'static route',
    meaning:
      'A route that somebody has written by hand. It stays as it is until somebody changes it, whatever happens to the cables.',
  },
  'destination-unreachable': {
    term: 'destination unreachable',
    meaning:
      'The ICMP message by which a router tells a sender that it has no route to the destination, or that nobody answers there.',
  },
  'private-address': {
    term: 'private address',
    meaning:
      'An address from 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16. Anybody may use it at home, so it says nothing outside, and the Internet has no route to it.',
  },
  'public-address': {
    term: 'public address',
    meaning: 'An address that only one network in the world has, so that answers find their way to it.',
  },
  nat: {
    term: 'NAT',
    meaning:
      'Network address translation: a router replaces the private sender of what goes out by its own public address, and gives what comes back to whoever asked.',
  },
  'translation-table': {
    term: 'translation table',
    meaning:
      'What a translating router remembers of each conversation: the sender inside, the sender as which it goes out, and the target. A row that is silent for long is forgotten.',
  },
  vlan: {
    term: 'VLAN',
    meaning:
      'Virtual LAN: a local network of its own among those that share the same switches and cables. It has a number from 1 to 4094. No switch passes a frame from one VLAN to another.',
  },
  'vlan-tag': {
    term: 'VLAN tag',
    meaning:
      'Four bytes behind the source address: 0x8100, a priority, and the number of the VLAN. With it, frames of many VLANs share one cable.',
  },
  'access-port': {
    term: 'access port',
    meaning:
      'A port that belongs to one VLAN, for a machine that knows no tags. Frames come in and go out without one.',
  },
  trunk: {
    term: 'trunk',
    meaning: 'A port that carries several VLANs, to another switch or bridge. Frames have their tag there.',
  },
  'native-vlan': {
    term: 'native VLAN',
    meaning: 'The one VLAN of a trunk whose frames travel without a tag. What comes in without a tag belongs to it.',
  },
};
