/** The words of all rules. */
import { withRight } from '../when-right.ts';
import { faultRules } from './rules-fault.ts';
import { arpRules } from './rules-arp.ts';
import { echoRules } from './rules-echo.ts';
import { hostRules } from './rules-host.ts';
import { natRules } from './rules-nat.ts';
import { hubRules } from './rules-hub.ts';
import { routerRules } from './rules-router.ts';
import { switchRules } from './rules-switch.ts';
import { vlanRules } from './rules-vlan.ts';

export const rules = withRight(
  {
    ...hostRules,
    ...arpRules,
    ...echoRules,
    ...hubRules,
    ...switchRules,
    ...vlanRules,
    ...routerRules,
    ...natRules,
    ...faultRules,
  },
  'Just as the rule says',
);
