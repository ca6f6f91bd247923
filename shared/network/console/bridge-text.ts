/** What `ip -d link` prints about a bridge and its ports (iproute2, ip/iplink_bridge.c and iplink_bridge_slave.c). */
import type { Machine } from './command.ts';
import { bridgeView, PORT_PRIORITY, portView, shortBridgeId } from './bridge-view.ts';
import type { Link } from './links.ts';

export function bridgeDetails(machine: Machine, bridge: Link): string {
  const view = bridgeView(machine, bridge);
  return [
    `bridge forward_delay ${view.forwardDelay} hello_time ${view.helloTime} max_age ${view.maxAge}`,
    `ageing_time ${view.ageingTime} stp_state ${view.stp ? 1 : 0} priority ${view.priority} vlan_filtering 0`,
    `bridge_id ${shortBridgeId(view.id)} designated_root ${shortBridgeId(view.root)}`,
    `root_port ${view.rootPort} root_path_cost ${view.rootCost} topology_change ${view.topologyChange ? 1 : 0} topology_change_detected ${view.topologyChangeDetected ? 1 : 0}`,
    'hello_timer    0.00 tcn_timer    0.00 topology_change_timer    0.00 gc_timer    0.00',
    'group_fwd_mask 0 group_address 01:80:c2:00:00:00 mcast_snooping 0 no_linklocal_learn 0 mcast_vlan_snooping 0',
    'mcast_router 1 mcast_query_use_ifaddr 0 mcast_querier 0 mcast_hash_elasticity 16 mcast_hash_max 4096',
    'mcast_last_member_count 2 mcast_startup_query_count 2 mcast_last_member_interval 100',
    'mcast_membership_interval 26000 mcast_querier_interval 25500 mcast_query_interval 12500',
    'mcast_query_response_interval 1000 mcast_startup_query_interval 3124 mcast_stats_enabled 0',
    'mcast_igmp_version 2 mcast_mld_version 1 nf_call_iptables 0 nf_call_ip6tables 0 nf_call_arptables 0',
  ].join(' ');
}

export function slaveDetails(machine: Machine, links: readonly Link[], link: Link): string {
  const view = portView(machine, links, link);
  return [
    `bridge_slave state ${view.state} priority ${PORT_PRIORITY} cost ${view.cost}`,
    'hairpin off guard off root_block off fastleave off learning on flood on',
    `port_id 0x${(0x8000 + view.number).toString(16)} port_no 0x${view.number.toString(16)}`,
    `designated_port ${view.designatedPort} designated_cost ${view.designatedCost}`,
    `designated_bridge ${shortBridgeId(view.designatedBridge)} designated_root ${shortBridgeId(view.designatedRoot)}`,
    'hold_timer    0.00 message_age_timer    0.00 forward_delay_timer    0.00',
    'topology_change_ack 0 config_pending 0 proxy_arp off proxy_arp_wifi off mcast_router 1 mcast_fast_leave off',
    'mcast_flood on bcast_flood on mcast_to_unicast off neigh_suppress off group_fwd_mask 0 group_fwd_mask_str 0x0',
    'vlan_tunnel off isolated off locked off',
  ].join(' ');
}
