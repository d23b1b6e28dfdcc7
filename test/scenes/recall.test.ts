import { afterEach, describe, expect, test } from 'vitest';
import { otherValues, RecallStage, schema } from './recallStage.ts';

let rig: RecallStage;
afterEach(() => rig.close());

const levels = (address: string) => /^channel\/\d+\/(fader|mute|send\/bus\/\d+\/level)$/.test(address);

describe('a recall', () => {
  test('brings the desk to the scene, proves it by reading back, and says so', async () => {
    rig = await RecallStage.open();
    await rig.putAll(otherValues(1, 200, levels));
    const wanted = rig.picture();
    const id = rig.store('Act 1');
    await rig.putAll(otherValues(2, 300, levels));
    const differences = [...wanted].filter(([each, value]) => rig.stage.main.desk.get(each) !== value).length;
    rig.recall(id);
    const status = await rig.untilDone();
    expect(status).toMatchObject({ state: 'done', total: differences, landed: differences, missed: [] });
    expect(rig.picture()).toEqual(wanted);
    expect(schema.size).toBeGreaterThan(8000);
  });
});
