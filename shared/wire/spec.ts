/** The layers of a frame to build, as values. */
import type * as arp from './arp.ts';
import type * as bpdu from './bpdu.ts';
import type * as ethernet from './ethernet.ts';
import type * as icmp from './icmp.ts';
import type * as ipv4 from './ipv4.ts';
import type * as llc from './llc.ts';
import type * as udp from './udp.ts';
import type * as vlan from './vlan.ts';
import type * as vxlan from './vxlan.ts';

type With<Header, Required extends keyof Header> = Pick<Header, Required> & Partial<Header>;

/** A layer to build. Fields that are left out are computed or take their usual value; fields that are given are written as they are. */
export type LayerSpec =
  | { readonly protocol: 'ethernet'; readonly header: With<ethernet.EthernetHeader, 'destination' | 'source'> }
  | { readonly protocol: 'vlan'; readonly header: With<vlan.VlanHeader, 'id'> }
  | { readonly protocol: 'llc'; readonly header: Partial<llc.LlcHeader> }
  | { readonly protocol: 'bpdu'; readonly header: BpduGiven }
  | {
      readonly protocol: 'arp';
      readonly header: With<arp.ArpHeader, 'operation' | 'senderMac' | 'senderIp' | 'targetMac' | 'targetIp'>;
    }
  | { readonly protocol: 'ipv4'; readonly header: With<ipv4.Ipv4Header, 'source' | 'destination'> }
  | {
      readonly protocol: 'icmp';
      readonly header:
        With<icmp.IcmpEchoHeader, 'type' | 'identifier' | 'sequence'> | With<icmp.IcmpErrorHeader, 'type'>;
    }
  | { readonly protocol: 'udp'; readonly header: With<udp.UdpHeader, 'sourcePort' | 'destinationPort'> }
  | { readonly protocol: 'vxlan'; readonly header: With<vxlan.VxlanHeader, 'vni'> }
  | { readonly protocol: 'data'; readonly bytes: Uint8Array };

type BpduUsual = 'protocolId' | 'version' | 'reservedFlags' | 'version1Length';
type Given<Header> = Omit<Header, BpduUsual> & Partial<Pick<Header, Extract<BpduUsual, keyof Header>>>;
type BpduGiven = Given<bpdu.BpduStart> | Given<bpdu.ConfigurationBpdu> | Given<bpdu.RapidBpdu>;
