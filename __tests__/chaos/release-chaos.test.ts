import { inChaos } from './suite.js'
import { releaseSubject } from './release-subject.js'

inChaos(releaseSubject)
