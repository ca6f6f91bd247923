/** The names that students are given, by the language of the class: more than a class has students, friendly, and each in signs that are easy to read aloud. */
import type { ClassLanguage } from './settings.ts';

const english = `Alpaca Antelope Avocet Badger Bison Bluebird Caribou Cheetah Condor Crane Dingo Dolphin Dormouse Dragonfly Egret Ermine Falcon Finch Firefly Flamingo
  Gazelle Gecko Gibbon Goldfinch Hare Hedgehog Heron Hoopoe Ibis Iguana Impala Jaguar Jay Kestrel Kingfisher Kiwi Koala Lark Lemur Lynx Magpie Marmot Narwhal Newt Nuthatch
  Ocelot Oriole Osprey Otter Panda Pelican Penguin Puffin Quail Quokka Raven Robin Salmon Seal Squirrel Swan Tapir Toucan Turtle Wombat Wren Zebra`;

const chinese = `水獭 海豚 松鼠 熊猫 白鹭 喜鹊 云雀 羚羊 考拉 蜂鸟 雪豹 企鹅 鲸鱼 刺猬 燕子 孔雀 骆驼 海狮 海星 海马 斑马 长颈鹿 梅花鹿 麋鹿 袋鼠 浣熊 雪狐 猫头鹰 信天翁
  天鹅 仙鹤 鸿雁 翠鸟 百灵 画眉 黄鹂 夜莺 金雕 猎豹 雄狮 北极熊 小熊猫 金丝猴 蓝鲸 海龟 锦鲤 飞鱼 蜻蜓 蝴蝶 萤火虫 瓢虫 蜜蜂 银杏 红枫 青松 翠竹 白杨 海棠 玉兰 茉莉
  向日葵 山茶 荷花 腊梅`;

export const drawnNames: Readonly<Record<ClassLanguage, readonly string[]>> = {
  en: english.split(/\s+/),
  'zh-CN': chinese.split(/\s+/),
};
