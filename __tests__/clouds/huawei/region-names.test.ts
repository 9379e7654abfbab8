import { describe, expect, it } from '@jest/globals'
import { regionNamed } from '../../../src/clouds/huawei/region-names.js'
import { REGIONS } from '../../../src/clouds/huawei/regions.js'
import { problemOf } from '../../inputs/workflow.js'

describe('A region by its name', () => {
  it.each([
    ['华北-北京四', 'cn-north-4'],
    ['北京四', 'cn-north-4'],
    ['华北-北京4', 'cn-north-4'],
    ['华东-上海一', 'cn-east-3'],
    ['CN North-Beijing4', 'cn-north-4'],
    ['AP-Singapore', 'ap-southeast-3'],
    ['西南-贵阳一', 'cn-southwest-2'],
  ])('%s is %s', (name, id) => {
    expect(regionNamed(name)).toBe(id)
    expect(problemOf({ region: name })).toContain(`which is its name; set its id: ${id}.`)
  })

  it('is not made of an id, nor of anything else', () => {
    for (const id of REGIONS.keys()) expect(regionNamed(id)).toBeUndefined()
    expect(regionNamed('cn-north-5')).toBeUndefined()
    expect(regionNamed('')).toBeUndefined()
  })
})
