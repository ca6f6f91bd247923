/** Words of configure play. */
import type { ConfigureWords, FindingCase } from '../configure-words.ts';
import { textOf } from '../facts.ts';

export const configureWords: ConfigureWords = {
  tab: 'Settings',
  lead: {
    router: 'Write the rows that lead to the networks you do not know. Then say that you are ready.',
    switch: 'Give each port its VLAN. Then say that you are ready.',
  },
  running: 'The traffic is running',
  runningText: 'Every device does what its settings say. Watch the map: nothing can be set until the run is over.',
  interfaces: { title: 'Your interfaces', towards: 'Cable to' },
  routes: {
    title: 'Your routes',
    to: 'To',
    via: 'Via',
    interface: 'Interface',
    connected: 'your own subnet',
    remove: (row) => `Take away ${row}`,
    add: 'A new row',
    network: 'Network',
    length: 'Length',
    gateway: 'Gateway',
    addButton: 'Add',
    added: (row) => `Added: ${row}.`,
  },
  told: {
    title: 'What the others know',
    press: 'Press one, and it is written into the new row.',
    bot: (device) => `${device} is a bot and tells you:`,
    ask: (player, device) =>
      `${player} sits at ${device}. Ask which networks are there, and which address it has on your cable.`,
    askSwitch: (player, device) => `${player} sits at ${device}. Agree which cable carries whom.`,
    behind: (device) => `cable to ${device}`,
    onYourCable: 'on the cable to you',
    useNetwork: (network) => `Network ${network}`,
    useGateway: (address) => `Gateway ${address}`,
    written: (text) => `${text} is in the new row.`,
    port: (port, towards, vlan) => `port ${port} (${towards}): VLAN ${vlan}`,
  },
  ports: {
    title: 'Your ports',
    port: 'Port',
    towards: 'Cable to',
    vlan: 'VLAN',
    unset: 'not set (VLAN 1)',
    id: (id) => `VLAN ${id}`,
    trunk: (ids) => `Trunk: ${ids.join(', ')}`,
    free: 'free',
    choose: (port) => `VLAN of port ${port}`,
    newVlan: 'Another VLAN, 1 to 4094',
    create: 'Add to the list',
    created: (id) => `VLAN ${id} is in the list of every port now.`,
    known: (id) => `VLAN ${id} is in the lists already.`,
  },
  ready: {
    title: 'Who is ready',
    button: 'I am ready',
    undo: 'Not ready after all',
    isReady: 'ready',
    isNotReady: 'still sets up',
    waits: 'The traffic begins as soon as everybody is ready.',
  },
  failed: {
    title: (run) => `Run ${run}: not everything got through`,
    yours: 'At your device',
    elsewhere: 'At other devices',
    again: 'Mend it, and say once more that you are ready. What is met stays met.',
  },
  finding,
  lost: (why, device, isAnswer) => {
    if (why === 'leak') return `A frame got into the wrong hands by way of ${device}.`;
    if (why === 'circle') return `A frame went round in a circle through ${device}.`;
    if (why === 'loop') return `A packet went round in a circle through ${device}.`;
    return isAnswer ? `The answer was lost at ${device}.` : `The packet was lost at ${device}.`;
  },
  hints: {
    route: {
      question:
        'Which networks of the map are not in your table yet? The cables between the other routers are networks, too.',
      rule: 'Every router on the way there, and every router on the way back, needs a row that contains the destination. Its gateway is the address of your neighbour on a cable that the two of you share.',
    },
    'port-vlan': {
      question:
        'Which ports have to reach each other, and which must not? Do not forget the cables to the other switch.',
      rule: 'A switch passes a frame only to ports of the same VLAN. A cable between two switches carries those whose VLAN it has at either end.',
    },
  },
  next: (setting, port) => {
    if (setting === '') return 'Nothing is missing here. Say that you are ready.';
    if (setting.startsWith('- ')) return `Take this away: ${spoken(setting.slice(2), port)}.`;
    return `Set this next: ${spoken(setting, port)}.`;
  },
};

/** "p1 10" is "port 1: VLAN 10"; a route stays as `ip route` writes it. */
function spoken(setting: string, port: (id: string) => string): string {
  const [first = '', vlan] = setting.split(' ');
  if (!/^p\d+$/.test(first)) return setting;
  return vlan === undefined ? `the VLAN of port ${port(first)}` : `port ${port(first)}, VLAN ${vlan}`;
}

function finding({ why, facts, isAnswer, port, name }: FindingCase): string {
  const fact = (key: string): string => textOf(facts, key);
  const at = (key: string): string => port(fact(key));
  const what = isAnswer ? 'The answer' : 'The packet';
  switch (why) {
    case 'no-route':
      return `${what} for ${fact('destination')} ended here: no row of your table contains this address.`;
    case 'no-answer':
      return `${what} for ${fact('destination')} ended here: your row hands it to ${fact('nextHop')}, and nobody on that cable has this address.`;
    case 'wrong-way':
      return `Your row ${fact('row')} handed ${isAnswer ? 'the answer' : 'the packet'} for ${fact('destination')} to ${fact('nextHop')}, and from there it never got on.`;
    case 'loop':
      return `Your row ${fact('row')} led the packet for ${fact('destination')} into a circle: it came here again and again, until its TTL had run out.`;
    case 'vlan':
      return `A frame came in by port ${at('port')}, in VLAN ${fact('vlan')}, and could not go on: port ${at('at')} is in VLAN ${fact('atVlan')}.`;
    case 'wrong-cable':
      return `A frame from port ${at('port')}, in VLAN ${fact('vlan')}, left by port ${at('at')}. At the other end, this cable carries somebody else.`;
    case 'leak':
      return `A frame of ${name(fact('from'))} came out at ${name(fact('to'))}. Here it came in by port ${at('port')}, in VLAN ${fact('vlan')}, and went out by port ${at('at')}, in VLAN ${fact('atVlan')}.`;
    case 'circle':
      return `Ports ${at('port')} and ${at('at')} lead to the same switch and are both in VLAN ${fact('vlan')}. A broadcast went round on the two cables, again and again, until the run was stopped.`;
    case 'unused':
      return fact('port') === ''
        ? `No packet has needed the row ${fact('to')}.`
        : `No frame has passed port ${at('port')}, so it needed no setting.`;
    case 'elsewhere':
      return 'It was lost where nobody has anything to set.';
  }
}
