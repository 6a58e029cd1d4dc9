/**
 * Stands in for linkify-it, which markdown-it loads and we never use: an address is a link only where it was made one.
 */
export default class NoLinks {}
