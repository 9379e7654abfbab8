import { keystore } from './keystore-action.js'
await keystore()
