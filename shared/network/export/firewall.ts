/** Filter chains and source NAT as rules of nftables. */
import type { LabFilterChain, LabFilterRule, LabStation } from '../lab-format.ts';
import { interfaceOf } from './names.ts';

const hooks = ['input', 'forward', 'output'] as const;

export function firewallLines(id: string, station: LabStation): string[] {
  const tables = [...filterTable(id, station), ...natTable(id, station)];
  return tables.length === 0 ? [] : [`on ${id} nft -f - <<'END'`, ...tables, 'END'];
}

function filterTable(id: string, station: LabStation): string[] {
  const { filter } = station;
  if (filter === undefined) return [];
  const chains = hooks.flatMap((hook) => {
    const chain = filter[hook];
    return chain === undefined ? [] : chainLines(id, station, hook, chain);
  });
  return ['table ip filter {', ...chains, '}'];
}

function chainLines(id: string, station: LabStation, hook: string, { policy = 'accept', rules = [] }: LabFilterChain) {
  return [
    `  chain ${hook} {`,
    `    type filter hook ${hook} priority 0; policy ${policy};`,
    ...rules.map((rule) => `    ${ruleText(id, station, rule)}`),
    '  }',
  ];
}

function ruleText(id: string, station: LabStation, rule: LabFilterRule): string {
  const card = (name: string): string => `"${name === 'lo' ? name : interfaceOf(id, station, name)}"`;
  return [
    ...(rule.in === undefined ? [] : [`iifname ${card(rule.in)}`]),
    ...(rule.out === undefined ? [] : [`oifname ${card(rule.out)}`]),
    ...(rule.from === undefined ? [] : [`ip saddr ${rule.from}`]),
    ...(rule.to === undefined ? [] : [`ip daddr ${rule.to}`]),
    ...(rule.protocol === undefined ? [] : [`meta l4proto ${rule.protocol}`]),
    ...(rule.icmpType === undefined ? [] : [`icmp type ${rule.icmpType}`]),
    ...(rule.port === undefined ? [] : [`udp dport ${rule.port}`]),
    rule.do,
  ].join(' ');
}

function natTable(id: string, station: LabStation): string[] {
  if (station.nat === undefined) return [];
  return [
    'table ip nat {',
    '  chain postrouting {',
    '    type nat hook postrouting priority srcnat;',
    `    oifname "${interfaceOf(id, station, station.nat.outside)}" masquerade`,
    '  }',
    '}',
  ];
}
