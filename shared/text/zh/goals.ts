/** A goal as a sentence: exactly the condition that is tested. */
import type { GoalView } from '../../game/goal-view.ts';
import { listOf, spaced } from './say.ts';

export function goal(goal: GoalView, name: (device: string) => string): string {
  return spaced(sentence(goal, name));
}

function sentence(goal: GoalView, name: (device: string) => string): string {
  switch (goal.kind) {
    case 'answered':
      if ('cableTo' in goal)
        return `${name(goal.on)} 收到 ${name(goal.to)} 的应答，ping 的是它在通向 ${name(goal.cableTo)} 的网线上的地址。`;
      return `${name(goal.on)} 收到 ${name(goal.to)} 的应答。`;
    case 'all-answered':
      return `${listOf(goal.pings.map(({ on, to }) => `${name(on)} 从 ${name(to)}`))} 都收到应答。`;
    case 'answered-without-asking':
      return `${name(goal.on)} 收到 ${name(goal.to)} 的应答，而且不用向任何人问地址。`;
    case 'answered-apart':
      return `${name(goal.on)} 收到 ${name(goal.to)} 的应答，其间没有一帧进了别的 VLAN。`;
    case 'kept-out':
      return `${name(goal.on)} 自己打了标签的那一帧，被 ${name(goal.switch)} 丢弃，没有从任何端口出去。`;
    case 'heard-by-all':
      return `其他每台机器都读到 ${name(goal.on)} 的广播。`;
    case 'heard-once':
      return `其他每台机器都读到 ${name(goal.on)} 的广播，谁也没有读到两遍。`;
    case 'one-root':
      return '所有交换机都认同一个根，根以外的每台都有一个根端口。';
    case 'loops-cut':
      return `环路全断开了：${goal.spare} 条多余的网线，每条都有一端阻塞。`;
    case 'overheard':
      return `${name(goal.on)} 发给 ${name(goal.to)} 的 ping，其他每台机器的网卡都听到了，不只是 ${name(goal.to)}。`;
    case 'filled':
      return `${name(goal.on)} 的一个 ARP 请求，副本占满了交换机之间的每一根网线。`;
    case 'calm':
      return '每根网线的负载都低于 20%，每台机器都得到下一台的应答。';
    case 'switches-know':
      return goal.switches.length === 2
        ? `两台交换机都知道 ${name(goal.device)} 在哪里。`
        : `${listOf(goal.switches.map(name))} ${goal.switches.length === 1 ? '' : '都'}知道 ${name(goal.device)} 在哪里。`;
    case 'time-exceeded':
      return `${name(goal.on)} 从 ${name(goal.by)} 得知：发给 ${name(goal.to)} 的包 TTL 用完了。`;
    case 'told-unreachable':
      return `${name(goal.on)} 发往一个不存在的网络，有路由器告诉它：没有路通到那里。`;
    case 'isolated':
      return `在同一轮里，每个 ping 都有应答，而且${goal.groups.map((group) => ` ${listOf(group.map(name))} `).join('和')}之间没有一个帧来往。`;
    case 'stayed-local':
      return `${name(goal.on)} ping ${name(goal.to)} 得到应答，而且没有从 ${name(goal.switch)} 漏出去。`;
  }
}
