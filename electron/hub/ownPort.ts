import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { DeskPort } from './peer.ts';

/**
 * A console's session as the hub speaks to it: the parameters that the app keeps itself lie behind the console's own ids, and a
 * driver must never hear of them.
 * @param schema the table in force; `undefined` while no console has said what it is
 */
export function ownPort(port: DeskPort, schema: () => Schema | undefined): DeskPort {
  const isOwn = (id: ParamId) => {
    const spec = schema()?.specs[id];
    return spec !== undefined && !spec.keptByApp;
  };
  const ownIds = (ids: readonly ParamId[]) => ids.filter(isOwn);
  const { scenes, softKeys } = port;
  return {
    ...(scenes && { scenes }),
    ...(softKeys && { softKeys }),
    push(changes: DeskDiff, touched: boolean, clocked?: boolean) {
      const own = changes.filter(({ id }) => isOwn(id));
      if (own.length > 0) port.push(own, touched, clocked);
    },
    halt: () => port.halt?.(),
    readBack(ids) {
      const own = ownIds(ids);
      if (own.length > 0) port.readBack(own);
    },
    setMeters: (on) => port.setMeters(on),
    setVisible: (ids) => port.setVisible?.(ids && ownIds(ids)),
    diagnostics: () => port.diagnostics(),
  };
}
