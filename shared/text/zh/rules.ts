/** The words of all rules. */
import { withRight } from '../when-right.ts';
import { faultRules } from './rules-fault.ts';
import { arpRules } from './rules-arp.ts';
import { echoRules } from './rules-echo.ts';
import { hostRules } from './rules-host.ts';
import { natRules } from './rules-nat.ts';
import { hubRules } from './rules-hub.ts';
import { loopRules } from './rules-loop.ts';
import { mediumRules } from './rules-medium.ts';
import { routerRules } from './rules-router.ts';
import { switchRules } from './rules-switch.ts';
import { treeRules } from './rules-tree.ts';
import { vlanRules } from './rules-vlan.ts';

export const rules = withRight(
  {
    ...hostRules,
    ...arpRules,
    ...echoRules,
    ...hubRules,
    ...mediumRules,
    ...switchRules,
    ...loopRules,
    ...vlanRules,
    ...treeRules,
    ...routerRules,
    ...natRules,
    ...faultRules,
  },
  '正是规则要求的',
);
