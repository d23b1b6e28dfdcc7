/** Version of the message contract between the app and its clients; both sides must speak the same. */
export const protocolVersion = 1;
