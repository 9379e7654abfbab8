export { keystore } from './main.js'
export { keystorePost } from './post.js'
