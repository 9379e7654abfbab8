import { inChaos } from './suite.js'
import { codeArtsSubject } from './codearts-subject.js'

inChaos(codeArtsSubject)
