import { kindOfStrip, type StripAddress } from '../../shared/desk/address.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import { allBanks, type Bank, banksOf, type FadersShow } from './stripPlan.ts';

const own: FadersShow = { kind: 'own' };

/** What the mixer shows; it outlives the view, so that coming back from another one finds everything in place. */
export class MixerState {
  bankId = $state('channels');
  shows = $state.raw<FadersShow>(own);
  selected = $state<StripAddress>();
  /** A strip to bring into sight once it is drawn. */
  wanted = $state<StripAddress>();
  /** Words on the strips in sight, for the status bar: "Channels 1–13 of 32". */
  sight = $state('');

  bank(schema: Schema): Bank {
    const banks = banksOf(schema, this.shows);
    return (banks.find((bank) => bank.id === this.bankId) ?? banks[0] ?? allBanks[0]) as Bank;
  }

  /** Shows a strip with its own fader, in the bank of its kind. */
  goTo(schema: Schema, strip: StripAddress): void {
    this.shows = own;
    const bank = banksOf(schema, own).find(({ kinds }) => kinds.includes(kindOfStrip(strip)));
    if (bank) this.bankId = bank.id;
    this.selected = strip;
    this.wanted = strip;
  }

  showOwn(): void {
    this.shows = own;
  }

  showSendsTo(destination: StripAddress): void {
    this.shows = { kind: 'sendsTo', destination };
  }

  showSendsOf(source: StripAddress): void {
    this.shows = { kind: 'sendsOf', source };
    this.selected = undefined;
  }
}
