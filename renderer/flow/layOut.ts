import type { ElkEdgeSection, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Picture } from './picture.ts';

/** A picture's boxes and lines with places in px. */
export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly lines: ReadonlyMap<string, { readonly path: string; readonly labelX: number; readonly labelY: number }>;
}

export const boxWidth = 136;
export const boxHeight = 46;
const labelWidth = 44;
const labelHeight = 16;

type Engine = InstanceType<typeof import('elkjs/lib/elk-api.js').default>;
let engine: Promise<Engine> | undefined;

/** The layout engine is large: it is fetched when the first picture is drawn, and works beside the page. */
async function layoutEngine(): Promise<Engine> {
  engine ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?worker')]).then(
    ([{ default: Elk }, { default: ElkWorker }]) => new Elk({ workerFactory: () => new ElkWorker() }),
  );
  return engine;
}

/** Lays a picture out in layers. @param direction `RIGHT` for wide places, `DOWN` for narrow ones */
export async function layOut(picture: Picture, direction: 'RIGHT' | 'DOWN'): Promise<LaidOut> {
  const graph: ElkNode = {
    id: 'picture',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.edgeRouting': 'POLYLINE',
      'elk.layered.spacing.nodeNodeBetweenLayers': direction === 'RIGHT' ? '44' : '30',
      'elk.spacing.nodeNode': '14',
      'elk.layered.crossingMinimization.semiInteractive': 'false',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.padding': '[top=12,left=12,bottom=12,right=12]',
    },
    children: picture.boxes.map(({ id }) => ({ id, width: boxWidth, height: boxHeight })),
    edges: picture.lines.map(({ id, from, to, label }) => ({
      id,
      sources: [from],
      targets: [to],
      labels: label === '' ? [] : [{ id: `${id} label`, text: label, width: labelWidth, height: labelHeight }],
    })),
  };
  const laid = await (await layoutEngine()).layout(graph);
  return {
    width: laid.width ?? 0,
    height: laid.height ?? 0,
    boxes: new Map((laid.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    lines: new Map(
      (laid.edges ?? []).map(({ id, sections, labels }) => {
        const { path, middle } = drawn(sections?.[0]);
        const label = labels?.[0];
        return [
          id,
          {
            path,
            labelX: label?.x === undefined ? middle.x : label.x + labelWidth / 2,
            labelY: label?.y === undefined ? middle.y : label.y + labelHeight / 2,
          },
        ];
      }),
    ),
  };
}

function drawn(section: ElkEdgeSection | undefined) {
  if (!section) return { path: '', middle: { x: 0, y: 0 } };
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');
  const middle = points[Math.floor(points.length / 2)] ?? section.startPoint;
  return { path, middle };
}
