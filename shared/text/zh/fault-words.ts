import type { FaultKind } from '../../game/fault-kind.ts';
import type { FaultWords } from '../fault-words.ts';
import { spaced } from './say.ts';

const isSo: Readonly<Record<FaultKind, (place: string) => string>> = {
  damages: (place) => `${place}会把每一个帧都弄坏`,
  cut: (place) => `${place}断了`,
  off: (place) => `${place}的网卡被关掉了`,
  mask: (place) => `${place}的掩码太长`,
  neighbor: (place) => `${place}的邻居表里有一行写错了 MAC 地址`,
};

/** 凭什么看得出来。 */
const shows: Readonly<Record<FaultKind, string>> = {
  damages: '在它的两头，ip -s link 里的接收错误数（errors）在涨：FCS 对不上。',
  cut: '在它的两头，ip link 都显示 NO-CARRIER，而网卡是 UP 的。',
  off: '它的 ip link 里没有 UP，对面的交换机端口显示 NO-CARRIER。',
  mask: '它的 ip addr 里，地址后面的掩码和大家的不一样，于是把邻居当成了外面的机器，又没有路由可走。',
  neighbor: '它的 ip neigh 里有一行 PERMANENT，上面的 MAC 地址谁的网卡都没有，所以帧被泛洪出去，却没人收。',
};

export const faultWords: FaultWords = {
  title: '哪里坏了？',
  lead: (on, to) => spaced(`${on} ping ${to}，没有等到应答，而之前明明是通的。有一处坏了。`),
  look: {
    host: '在你的控制台上看：ip -s link、ip addr、ip neigh。',
    switch: '在你的控制台上看：ip -s link 会列出每个端口，p1 就是端口 1。',
  },
  alone: '你是一个人在玩，可以换着座位一台一台地看。说错要扣半颗星，同一处只扣一次。',
  team: '每个人只看得见自己的设备，把看到的告诉大家。说错要扣半颗星，同一处只扣一次。',
  sit: '坐到',
  waits: '先有人说出哪里坏了，才会有新的帧来。',
  where: '在哪里？',
  what: '怎么了？',
  choose: '请选择',
  cable: (one, other) => spaced(`${one}和${other}之间的网线`),
  kinds: {
    damages: '把每一个帧都弄坏',
    cut: '断了',
    off: '网卡被关掉了',
    mask: '掩码太长',
    neighbor: '邻居表里有写错的 MAC 地址',
  },
  button: '就是这里坏了',
  saidTitle: '大家说过的',
  said: (who, place, fault) => spaced(`${who}说：${isSo[fault](place)}。`),
  answer: ({ why, frames }, place) => {
    switch (why) {
      case 'right':
        return '说对了。';
      case 'undamaged':
        return `不是。这根网线上已经走过 ${frames} 个帧，一个都没坏。`;
      case 'has-link':
        return '不是。这根网线的两头都有链路；网线断了，就不会有。';
      case 'not-the-cable':
        return '不是。这里确实没有链路，但网线是好的。要有链路，还得具备别的条件。';
      case 'is-up':
        return spaced(`不是。${place}的网卡是开着的，标志里有 UP。`);
      case 'mask-fits':
        return spaced(`不是。按${place}的掩码，这里的每台机器都和它在同一条链路上。`);
      case 'rows-true':
        return '不是。这张表里每一行的 MAC 地址，都和那台机器的网卡对得上。';
    }
  },
  mendedTitle: '找到了，已经修好',
  mended: (place, fault) => spaced(`原因是：${isSo[fault](place)}。现在修好了，那次 ping 会再发一遍。`),
  hints: {
    question:
      '失败的那次 ping，去的帧走到了哪里？应答又走到了哪里？找出最后一台见到完好的帧的设备，和第一台没见到的设备。',
    rule: '踪迹断在哪里，毛病就在哪里：在它之前的还好用，在它之后的什么也收不到。一台机器跟谁都不通，看网线和网卡；两台机器跟别人都通，偏偏彼此不通，看表和掩码。',
  },
  reason: (place, fault) => spaced(`${isSo[fault](place)}。${shows[fault]}`),
};
