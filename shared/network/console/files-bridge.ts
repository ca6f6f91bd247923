/** What a bridge, its ports and VLAN interfaces have under /sys/class/net (net/bridge/br_sysfs_br.c, br_sysfs_if.c). */
import { bridgeView, portsOfBridge, portView, stateNumber } from './bridge-view.ts';
import type { Context } from './command.ts';
import type { File } from './files.ts';
import type { Link } from './links.ts';

/** Writes the files of a link that stands at `at` into `files`. */
export function addBridge(
  context: Context,
  links: readonly Link[],
  link: Link,
  at: string,
  files: Record<string, File>,
): void {
  const linkTo = (name: string): File => ({ kind: 'link', to: `../${name}` });
  for (const upper of links.filter((one) => one.vlan?.of === link.name))
    files[`${at}/upper_${upper.name}`] = linkTo(upper.name);
  if (link.vlan !== undefined) files[`${at}/lower_${link.vlan.of}`] = linkTo(link.vlan.of);
  if (link.master !== undefined) {
    files[`${at}/master`] = linkTo(link.master);
    files[`${at}/upper_${link.master}`] = linkTo(link.master);
    for (const [name, content] of Object.entries(portAttributes(context, links, link))) {
      files[`${at}/brport/${name}`] = { kind: 'text', text: `${content}\n` };
    }
    files[`${at}/brport/bridge`] = { kind: 'link', to: `../../${link.master}` };
    files[`${at}/brport/flush`] = { kind: 'error', error: 'Permission denied' };
  }
  if (link.kind !== 'bridge') return;
  files[`${at}/bridge/flush`] = { kind: 'error', error: 'Permission denied' };
  for (const port of portsOfBridge(links, link)) {
    files[`${at}/brif/${port.name}`] = { kind: 'link', to: `../../${port.name}/brport` };
    files[`${at}/lower_${port.name}`] = linkTo(port.name);
  }
  for (const [name, content] of Object.entries(bridgeAttributes(context, link))) {
    files[`${at}/bridge/${name}`] = { kind: 'text', text: `${content}\n` };
  }
}

function bridgeAttributes({ machine }: Context, link: Link): Readonly<Record<string, string | number>> {
  const view = bridgeView(machine, link);
  return {
    ageing_time: view.ageingTime,
    bridge_id: view.id,
    forward_delay: view.forwardDelay,
    gc_timer: 0,
    group_addr: '01:80:c2:00:00:00',
    group_fwd_mask: '0x0',
    hash_elasticity: 16,
    hash_max: 4096,
    hello_time: view.helloTime,
    hello_timer: 0,
    max_age: view.maxAge,
    multicast_igmp_version: 2,
    multicast_last_member_count: 2,
    multicast_last_member_interval: 100,
    multicast_membership_interval: 26_000,
    multicast_mld_version: 1,
    multicast_querier: 0,
    multicast_querier_interval: 25_500,
    multicast_query_interval: 12_500,
    multicast_query_response_interval: 1000,
    multicast_query_use_ifaddr: 0,
    multicast_router: 1,
    multicast_snooping: 0,
    multicast_startup_query_count: 2,
    multicast_startup_query_interval: 3124,
    multicast_stats_enabled: 0,
    nf_call_arptables: 0,
    nf_call_ip6tables: 0,
    nf_call_iptables: 0,
    no_linklocal_learn: 0,
    priority: view.priority,
    root_id: view.root,
    root_path_cost: view.rootCost,
    root_port: view.rootPort,
    stp_state: Number(view.stp),
    tcn_timer: 0,
    topology_change: Number(view.topologyChange),
    topology_change_detected: Number(view.topologyChangeDetected),
    topology_change_timer: 0,
  };
}

function portAttributes(
  { machine }: Context,
  links: readonly Link[],
  link: Link,
): Readonly<Record<string, string | number>> {
  const view = portView(machine, links, link);
  return {
    backup_port: '',
    bpdu_guard: 0,
    broadcast_flood: 1,
    change_ack: Number(view.topologyChangeAcknowledge),
    config_pending: Number(view.configurationPending),
    designated_bridge: view.designatedBridge,
    designated_cost: view.designatedCost,
    designated_port: view.designatedPort,
    designated_root: view.designatedRoot,
    forward_delay_timer: 0,
    group_fwd_mask: '0x0',
    hairpin_mode: 0,
    hold_timer: 0,
    isolated: 0,
    learning: 1,
    message_age_timer: 0,
    multicast_fast_leave: 0,
    multicast_flood: 1,
    multicast_router: 1,
    multicast_to_unicast: 0,
    neigh_suppress: 0,
    path_cost: view.cost,
    port_id: `0x${(0x8000 + view.number).toString(16)}`,
    port_no: `0x${view.number.toString(16)}`,
    priority: 32,
    proxyarp: 0,
    proxyarp_wifi: 0,
    root_block: 0,
    state: stateNumber(view.state),
    unicast_flood: 1,
  };
}
