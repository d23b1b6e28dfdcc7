/** How far a shown value has come: nothing is known, it is the truth, it is on its way, or it was never confirmed. */
export type LandingMark = 'unknown' | 'landed' | 'pending' | 'unconfirmed';
