import { keystorePost } from './keystore-action.js'
await keystorePost()
