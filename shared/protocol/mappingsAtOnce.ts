/** So many mappings fit into one message, however long their names are. Apart from the rules of messages, of which a page needs none. */
export const mappingsAtOnce = 30;
