/** Under which the cache has the account of who is signed in. */
export const meKey = ['accounts', 'GetMe']
