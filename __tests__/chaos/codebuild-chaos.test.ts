import { inChaos } from './suite.js'
import { codeBuildSubject } from './codebuild-subject.js'

inChaos(codeBuildSubject)
