import { describe, expect, it } from '@jest/globals'
import { badAnswer, numberOf, textOf, timeOf } from '../../../../src/clouds/aws/protocol/fields.js'
import { signingNameOf } from '../../../../src/clouds/aws/protocol/aws-service.js'

describe('A field of an answer of AWS', () => {
  it.each([
    [{ a: 'x' }, 'x'],
    [{ a: '' }, undefined],
    [{ a: 7 }, undefined],
    [{}, undefined],
    [{ a: null }, undefined],
  ])('is text in %j only where there is some', (object, text) => {
    expect(textOf(object, 'a')).toBe(text)
  })

  it('is never one that every object inherits', () => {
    expect(textOf({}, 'constructor')).toBeUndefined()
    expect(numberOf({}, '__proto__')).toBeUndefined()
  })

  it.each([
    [{ a: 0 }, 0],
    [{ a: 1.5 }, 1.5],
    [{ a: -1 }, undefined],
    [{ a: '1' }, undefined],
    [{ a: Infinity }, undefined],
    [{}, undefined],
  ])('is a number in %j only from 0 on', (object, number) => {
    expect(numberOf(object, 'a')).toBe(number)
  })

  it.each([
    [{ a: 1_789_038_559.922 }, '2026-09-10T11:09:19.922Z'],
    [{ a: 0 }, undefined],
    [{ a: 1e300 }, undefined],
    [{ a: '2026-09-10' }, undefined],
    [{}, undefined],
  ])('is a time in %j only where a clock can show it', (object, time) => {
    expect(timeOf(object, 'a')?.toISOString()).toBe(time)
  })
})

describe('An answer that lacks what is needed', () => {
  it('is told by the names of its fields, never by their values', () => {
    const error = badAnswer('StartBuild', 'build', { token: 'a-secret', [`n${'x'.repeat(90)}`]: 1 })
    expect(error).toMatchObject({ code: 'bad-answer', delivery: 'unclear', transient: true })
    expect(error.message).toBe(`StartBuild: the answer has no readable build (fields: token, …)`)
    expect(badAnswer('StopBuild', 'build', {}).message).toContain('(fields: none)')
  })

  it('names twenty fields at most', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`f${at}`, 1]))
    expect(badAnswer('StartBuild', 'build', many).message).toMatch(/f19\)$/)
  })
})

describe('The name of a service in a signature', () => {
  it.each([
    ['CodeBuild_20161006.StartBuild', 'codebuild'],
    ['Logs_20140328.GetLogEvents', 'logs'],
  ])('is that of the target %s', (target, name) => {
    expect(signingNameOf(target)).toBe(name)
  })

  it.each([undefined, '', 'Other_1.Call', 'CodeBuild_20161006'])('is unknown for %j', (target) => {
    expect(() => signingNameOf(target)).toThrow('No AWS service is known')
  })
})
