import type { WireWords } from '../wire-words.ts';

export const wireWords: WireWords = {
  title: '这根线',
  picture: (senders, collided) => {
    if (senders.length === 0) return '没有人在发送。';
    const who = `线上有${senders.join('、')} 的信号。`;
    return collided ? `${who}信号撞在一起了。` : who;
  },
  hears: {
    silence: '你的网卡什么也没听到。',
    carrier: '你的网卡听到有信号。',
    own: '你的网卡正在发送。',
    collision: '发生冲突',
  },
  toSend: (frames) => `有 ${frames} 帧要发`,
  nothing: '你没有要发的帧。听听别人的吧。',
  listen: '先听，网卡什么也没听到的时候再按。不用着急。',
  send: '现在发送',
  waiting: '你的网卡在等：等线上安静下来，再过 96 个比特的间隔，它就自己发送。',
  sending: (bits, of) => `正在发送：${bits} / ${of} 比特`,
  jamming: '正在发送的时候听到了别人。网卡再发 32 个比特的干扰信号，让人人都知道。',
  collided: (collisions) => `这一帧已经冲突了 ${collisions} 次。等待的时间要从哪个范围里抽？`,
  noFault: '你按的时候线上是安静的：这不是谁的错。',
  chance: '数字由运气来抽，不由你选：两台要是选了同一个数，又会撞在一起。',
  backingOff: (slotsLeft) => `正在退避：还剩 ${slotsLeft} 个时隙`,
  noSlots: '抽到 0 个时隙。',
  stoodIn: '你有一阵子没按，网卡就自己照规则走了，免得别人一直等你。',
  goOn: '接着来',
  pausedNote: '时间停着。',
  demo: {
    near: '机器 1',
    far: '机器 4',
    send: (machine) => `${machine} 发送`,
    again: '再来一次',
    idle: '线上很安静。让一台先发，过一小会儿再让另一台发。',
    travels: '信号还在路上，另一头仍然是安静的。',
    heard: (machine) => `${machine} 现在听到了，它会等着。`,
    collided: '两台都觉得线上很安静，就都发了：这就是冲突，可谁也没有做错。',
  },
};
