/** The city by which the console names a region, in Chinese and in English (Huawei Cloud, "Regions and Endpoints"). */
const CITIES: readonly (readonly [id: string, chinese: string, english: string])[] = [
  ['cn-north-1', '北京一', 'beijing1'],
  ['cn-north-2', '北京二', 'beijing2'],
  ['cn-north-4', '北京四', 'beijing4'],
  ['cn-north-9', '乌兰察布', 'ulanqab'],
  ['cn-northeast-1', '大连', 'dalian'],
  ['cn-east-2', '上海二', 'shanghai2'],
  ['cn-east-3', '上海一', 'shanghai1'],
  ['cn-south-1', '广州', 'guangzhou'],
  ['cn-south-2', '深圳', 'shenzhen'],
  ['cn-southwest-2', '贵阳', 'guiyang'],
  ['ap-southeast-1', '香港', 'hongkong'],
  ['ap-southeast-2', '曼谷', 'bangkok'],
  ['ap-southeast-3', '新加坡', 'singapore'],
  ['ap-southeast-4', '雅加达', 'jakarta'],
  ['af-south-1', '约翰内斯堡', 'johannesburg'],
  ['la-south-2', '圣地亚哥', 'santiago'],
  ['la-north-2', '墨西哥城二', 'mexicocity2'],
  ['na-mexico-1', '墨西哥城一', 'mexicocity1'],
  ['sa-brazil-1', '圣保罗', 'saopaulo'],
  ['tr-west-1', '伊斯坦布尔', 'istanbul'],
  ['my-kualalumpur-1', '吉隆坡', 'kualalumpur'],
  ['eu-west-101', '都柏林', 'dublin'],
  ['eu-west-0', '巴黎', 'paris'],
]

const DIGITS: Readonly<Record<string, string>> = { '1': '一', '2': '二', '3': '三', '4': '四' }

/** The id of the region that a text names in words, as `华北-北京四` or `CN North-Beijing4`; undefined for anything else. */
export function regionNamed(text: string): string | undefined {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const chinese = letters.replace(/[1-4]/g, (digit) => DIGITS[digit] ?? digit)
  const found = CITIES.find(
    ([id, city, english]) =>
      id.replaceAll('-', '') !== letters && (chinese.includes(city) || letters.includes(english)),
  )
  return found?.[0]
}
