/** Words of the panels about a spanning tree. */
import type { TreeWords } from '../tree-words.ts';

export const treeWords: TreeWords = {
  title: '生成树',
  own: '你的网桥 ID',
  root: '根',
  youAreRoot: '就你所知，是你自己',
  rootCost: (cost, port) => `走端口 ${port}，开销 ${cost}`,
  role: '角色',
  state: '状态',
  heard: '那里最好的：开销、网桥、端口',
  roles: { root: '根端口', designated: '指定端口', blocked: '阻塞' },
  states: { blocking: '阻塞', listening: '侦听', learning: '学习', forwarding: '转发' },
  parts: ['根 ID', '开销', '网桥 ID', '端口 ID'],
  idParts: ['优先级', 'MAC'],
  ids: '哪个根 ID 更小？',
  way: (pathCost) => `从这里去根（你的网线再加 ${pathCost}）`,
  cable: '这条网线上：邻居还是你？',
  formerCable: (port) => `端口 ${port} 的网线上：邻居还是你？`,
  bpdu: '这个 BPDU',
  you: '你',
  untilNow: '到现在为止',
  byPort: (port) => `走端口 ${port}`,
  youAsRoot: '你自己当根',
  same: '相同',
  notCompared: (parts) => `${parts.join('、')}：不用再比`,
  blocked: '阻塞',
};
