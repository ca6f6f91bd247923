/** A right move has the same words everywhere: nothing went wrong, so what happened is the reason. */
import type { RuleId } from '../device/rule.ts';
import type { RuleText } from './language.ts';

type Rules = Readonly<Record<RuleId, RuleText>>;

/** Completes texts that only speak of other than right moves; `head` is the head of all right ones. */
export function withRight(rules: Rules, head: string): Rules {
  const complete = ([id, text]: [string, RuleText]): [string, RuleText] => [
    id,
    {
      ...text,
      head: (it) => (it.quality === 'right' ? head : text.head(it)),
      happened: (it) => (it.quality === 'right' ? text.reason(it) : text.happened(it)),
    },
  ];
  return Object.fromEntries(Object.entries(rules).map(complete)) as Rules;
}
